package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.common.Image;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.image.RenderedImage;
import java.lang.reflect.Array;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Values as MIME bundles, through the base library's [Renderer]. `text/plain` is always there, and
/// a value that cannot be shown says why instead of failing its cell.
public final class Values {
  private static final int MAX_ELEMENTS = 1000;
  private static final int MAX_DEPTH = 8;

  private final Renderer renderer = new Renderer();

  /// Images are shown as the base library does; what else is shown in a form of its own is
  /// registered with [#renderer].
  public Values() {
    renderer
        .createRegistration(RenderedImage.class)
        .preferring(Image.PNG)
        .supporting(Image.JPEG, Image.GIF)
        .register(Image::renderImage);
  }

  /// Where libraries register how their values are shown.
  public Renderer renderer() {
    return renderer;
  }

  /// A value as a MIME bundle.
  public DisplayData render(@Nullable Object value) {
    if (value instanceof DisplayData data) {
      return withText(data);
    }
    try {
      return value == null || value.getClass().isArray()
          ? new DisplayData(text(value))
          : withText(renderer.render(value));
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      return new DisplayData(failure(value, e));
    }
  }

  /// A value as plain text: arrays with their elements, anything else as it prints itself.
  static String text(@Nullable Object value) {
    return text(value, 0);
  }

  private static String text(@Nullable Object value, int depth) {
    if (value == null || !value.getClass().isArray()) {
      return String.valueOf(value);
    }
    if (depth == MAX_DEPTH) {
      return "[...]";
    }
    int length = Array.getLength(value);
    StringJoiner elements = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < Math.min(length, MAX_ELEMENTS); i++) {
      elements.add(text(Array.get(value, i), depth + 1));
    }
    if (length > MAX_ELEMENTS) {
      elements.add("... " + (length - MAX_ELEMENTS) + " more");
    }
    return elements.toString();
  }

  private static DisplayData withText(DisplayData data) {
    if (data.hasDataForType(MIMEType.TEXT_PLAIN)) {
      return data;
    }
    DisplayData copy = new DisplayData();
    copy.assign(data);
    copy.putText("");
    return copy;
  }

  private static String failure(@Nullable Object value, Throwable thrown) {
    String type = value == null ? "null" : value.getClass().getName();
    return "<" + type + " that cannot be shown: " + describe(thrown) + ">";
  }

  private static String describe(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException e) {
      return thrown.getClass().getName();
    }
  }
}
