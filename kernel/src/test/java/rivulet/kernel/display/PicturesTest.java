package rivulet.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.GridLayout;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.swing.Icon;
import javax.swing.ImageIcon;
import javax.swing.JComponent;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rivulet.kernel.protocol.Wire;

class PicturesTest {
  private final Values values = new Values();

  private BufferedImage picture(MIMEType type, Object value, String... types) throws Exception {
    DisplayData shown = values.render(value, types);
    assertNotNull(shown.getData(MIMEType.TEXT_PLAIN));
    byte[] file = Base64.getDecoder().decode(String.valueOf(shown.getData(type)));
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  private static BufferedImage red(int type) {
    BufferedImage image = new BufferedImage(3, 2, type);
    image.setRGB(0, 0, Color.RED.getRGB());
    return image;
  }

  private static void assertRed(@Nullable BufferedImage image, int width, int height) {
    assertNotNull(image);
    assertEquals(Color.RED.getRGB(), image.getRGB(0, 0));
    assertEquals(new Dimension(width, height), new Dimension(image.getWidth(), image.getHeight()));
  }

  @Test
  void images_arePng() throws Exception {
    BufferedImage image = red(BufferedImage.TYPE_INT_ARGB);
    assertRed(picture(MIMEType.IMAGE_PNG, image), 3, 2);
    assertRed(picture(MIMEType.IMAGE_PNG, new ImageIcon(image)), 3, 2);
    Image scaled = image.getScaledInstance(6, 4, Image.SCALE_REPLICATE);
    assertRed(picture(MIMEType.IMAGE_PNG, scaled), 6, 4);
    assertNull(values.render(image).getData(MIMEType.IMAGE_JPEG));
  }

  @Test
  void transparentImage_canBeJpeg() throws Exception {
    BufferedImage jpeg =
        picture(MIMEType.IMAGE_JPEG, red(BufferedImage.TYPE_INT_ARGB), "image/jpeg");
    assertEquals(3, jpeg.getWidth());
    assertRed(picture(MIMEType.IMAGE_GIF, red(BufferedImage.TYPE_INT_RGB), "gif"), 3, 2);
  }

  private static final class Paint extends JComponent {
    private static final long serialVersionUID = 1;

    @Override
    public Dimension getPreferredSize() {
      return new Dimension(5, 4);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
      graphics.setColor(Color.RED);
      graphics.fillRect(0, 0, getWidth(), getHeight());
    }
  }

  @Test
  void seeThroughImage_namesItsBackground() {
    BufferedImage image = new BufferedImage(1000, 2, BufferedImage.TYPE_INT_ARGB);
    assertNull(background(image), "nothing is drawn");
    drawLine(image, Color.BLACK);
    assertEquals("light", background(image));
    drawLine(image, Color.YELLOW);
    assertEquals("dark", background(image));
    drawLine(image, new Color(255, 255, 255, 10));
    assertEquals("dark", background(image));
    assertNull(background(red(BufferedImage.TYPE_INT_RGB)));
  }

  private static void drawLine(BufferedImage image, Color color) {
    for (int x = 0; x < image.getWidth(); x++) {
      image.setRGB(x, 0, color.getRGB());
    }
  }

  private @Nullable Object background(BufferedImage image) {
    return Wire.tree(values.render(image)).get("metadata") instanceof Map<?, ?> metadata
        ? metadata.get("needs_background")
        : null;
  }

  @Test
  void component_isLaidOutAndPainted() throws Exception {
    JPanel outer = new JPanel(new GridLayout(1, 1));
    JPanel inner = new JPanel(new GridLayout(1, 2));
    inner.add(new Paint());
    inner.add(new Paint());
    outer.add(inner);
    assertRed(picture(MIMEType.IMAGE_PNG, outer), 10, 4);
  }

  @Test
  void whatHasNoSize_isText() {
    assertNull(values.render(new ImageIcon()).getData(MIMEType.IMAGE_PNG));
  }

  @Test
  void iconThatFails_saysWhy() {
    Icon broken =
        new Icon() {
          @Override
          public void paintIcon(Component component, Graphics graphics, int x, int y) {
            throw new IllegalStateException("no paint");
          }

          @Override
          public int getIconWidth() {
            return 1;
          }

          @Override
          public int getIconHeight() {
            return 1;
          }
        };
    Object text = values.render(broken).getData(MIMEType.TEXT_PLAIN);
    assertTrue(String.valueOf(text).contains("no paint"), "" + text);
  }
}
