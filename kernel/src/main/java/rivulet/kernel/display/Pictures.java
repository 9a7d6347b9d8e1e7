package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.imageio.ImageIO;
import javax.swing.Icon;
import javax.swing.ImageIcon;
import org.jspecify.annotations.Nullable;

/// Images, icons and components of AWT and Swing as pictures: PNG, or JPEG or GIF where asked for.
final class Pictures {
  private Pictures() {}

  static void register(Renderer renderer) {
    register(renderer, RenderedImage.class, image -> image);
    register(renderer, Image.class, Pictures::ofImage);
    register(renderer, Icon.class, Pictures::ofIcon);
    register(renderer, Component.class, Pictures::ofComponent);
  }

  private static <T> void register(
      Renderer renderer, Class<T> type, Function<T, @Nullable RenderedImage> picture) {
    renderer
        .createRegistration(type)
        .preferring(MimeTypes.PNG)
        .supporting(MimeTypes.JPEG, MimeTypes.GIF)
        .register((value, context) -> render(picture.apply(value), context));
  }

  private static void render(@Nullable RenderedImage image, RenderContext context) {
    if (image != null) {
      String background = Ink.background(image);
      if (background != null) {
        context.getOutputContainer().putMetaData("needs_background", background);
      }
      context.renderIfRequested(MIMEType.IMAGE_PNG, () -> encoded(image, "png"));
      context.renderIfRequested(MIMEType.IMAGE_JPEG, () -> encoded(opaque(image), "jpeg"));
      context.renderIfRequested(MIMEType.IMAGE_GIF, () -> encoded(image, "gif"));
    }
  }

  /// An image in a file's format and Base64, as messages hold it.
  static String encoded(RenderedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("this image cannot be written as " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /// On white, since JPEG knows no transparency.
  private static RenderedImage opaque(RenderedImage image) {
    int width = image.getWidth();
    BufferedImage copy = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_RGB);
    paint(
        copy,
        graphics -> {
          graphics.setColor(Color.WHITE);
          graphics.fillRect(0, 0, copy.getWidth(), copy.getHeight());
          graphics.drawRenderedImage(image, null);
        });
    return copy;
  }

  private static @Nullable RenderedImage ofImage(Image image) {
    return ofIcon(new ImageIcon(image)); // waits until it is loaded
  }

  private static @Nullable RenderedImage ofIcon(Icon icon) {
    return painted(
        icon.getIconWidth(),
        icon.getIconHeight(),
        graphics -> icon.paintIcon(null, graphics, 0, 0));
  }

  private static @Nullable RenderedImage ofComponent(Component component) {
    if (component.getWidth() == 0 || component.getHeight() == 0) {
      component.setSize(component.getPreferredSize());
    }
    layOut(component);
    Dimension size = component.getSize();
    return painted(size.width, size.height, component::paint);
  }

  /// What is in no window does not lay itself out.
  private static void layOut(Component component) {
    if (component instanceof Container container) {
      container.doLayout();
      for (Component part : container.getComponents()) {
        layOut(part);
      }
    }
  }

  /// @return null for what has no size
  private static @Nullable RenderedImage painted(
      int width, int height, Consumer<Graphics2D> painter) {
    if (width <= 0 || height <= 0) {
      return null;
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    paint(image, painter);
    return image;
  }

  private static void paint(BufferedImage image, Consumer<Graphics2D> painter) {
    Graphics2D graphics = image.createGraphics();
    try {
      painter.accept(graphics);
    } finally {
      graphics.dispose();
    }
  }
}
