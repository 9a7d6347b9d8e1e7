package rivulet.kernel.display;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is drawn on an image that lets the page through: black on a dark page cannot be seen.
final class Ink {
  /// As many lines and columns are looked at.
  private static final int LINES = 300;

  private static final int OPAQUE = 255;

  private Ink() {}

  /// The background on which an image can be seen, as Jupyter names it: `light` or `dark`.
  ///
  /// @return null for an image that covers what is behind it
  static @Nullable String background(RenderedImage image) {
    if (!(image instanceof BufferedImage picture) || !picture.getColorModel().hasAlpha()) {
      return null;
    }
    int[] pixels = pixels(picture);
    long covered = IntStream.of(pixels).mapToLong(Ink::alpha).sum();
    if (covered == 0 || covered == (long) OPAQUE * pixels.length) {
      return null;
    }
    double light = IntStream.of(pixels).mapToDouble(p -> alpha(p) * brightness(p)).sum();
    return light < covered / 2.0 ? "light" : "dark";
  }

  private static int[] pixels(BufferedImage image) {
    int across = 1 + image.getWidth() / LINES;
    int down = 1 + image.getHeight() / LINES;
    int columns = (image.getWidth() - 1) / across + 1;
    int rows = (image.getHeight() - 1) / down + 1;
    return IntStream.range(0, columns * rows)
        .map(i -> image.getRGB(i % columns * across, i / columns * down))
        .toArray();
  }

  private static int alpha(int pixel) {
    return pixel >>> 24;
  }

  /// From 0, black, to 1, white.
  private static double brightness(int pixel) {
    int red = pixel >> 16 & OPAQUE;
    int green = pixel >> 8 & OPAQUE;
    int blue = pixel & OPAQUE;
    return (0.299 * red + 0.587 * green + 0.114 * blue) / OPAQUE;
  }
}
