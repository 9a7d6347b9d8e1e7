package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/// Values as MIME bundles. `text/plain` is always there, and a value that cannot be shown says why
/// instead of failing its cell.
///
/// A class says how its values are shown by implementing the base library's
/// `DisplayDataRenderable`, a library by registering with [#renderer]. What neither knows is text,
/// and a table as well where it is one.
public final class Values {
  private static final String USED_UP = "A stream: showing it has used it up.";

  private final Renderers renderer = new Renderers();

  /// With images, icons and components as pictures.
  public Values() {
    Pictures.register(renderer);
  }

  /// Where libraries register how their values are shown.
  public Renderer renderer() {
    return renderer;
  }

  /// A value as a MIME bundle; a stream is read for that, as far as it is shown.
  ///
  /// @param value anything; a [DisplayData] is taken as it is
  /// @param types the MIME types wanted, or short names of theirs; none for those that suit the
  ///   value best. What cannot be had is left out. A text is taken to be of the type wanted
  /// @throws IllegalArgumentException if a type is none
  public DisplayData render(@Nullable Object value, String... types) {
    String[] wanted = Arrays.stream(types).map(MimeTypes::type).toArray(String[]::new);
    return value instanceof DisplayData data
        ? withText(data)
        : safely(value, () -> withText(rendered(value, wanted)));
  }

  private static DisplayData safely(@Nullable Object value, Supplier<DisplayData> rendering) {
    try {
      return rendering.get();
    } catch (Exception | StackOverflowError | LinkageError | AssertionError | InternalError e) {
      return new DisplayData(PlainText.failure(value, e));
    }
  }

  private DisplayData rendered(@Nullable Object value, String[] types) {
    if (value != null && renderer.knows(value)) {
      return types.length == 0
          ? renderer.render(value)
          : completed(renderer.renderAs(value, types), value, types);
    }
    return value instanceof BaseStream<?, ?> stream
        ? built(Elements.ofStream(stream), USED_UP, types)
        : built(value, "", types);
  }

  /// @param remark what is said beneath the value
  private static DisplayData built(@Nullable Object value, String remark, String[] types) {
    String text = PlainText.of(value);
    DisplayData data = new DisplayData(remark.isEmpty() ? text : text + "\n" + remark);
    Table table = types.length == 0 ? Tables.of(value) : null;
    if (table != null) {
      data.putHTML(remark.isEmpty() ? table.html() : table.noted(remark).html());
    }
    return completed(data, value, types);
  }

  /// Adds the forms that are wanted, not there yet, and can be had.
  private static DisplayData completed(DisplayData data, @Nullable Object value, String[] types) {
    for (String type : types) {
      MIMEType wanted = MIMEType.parse(type);
      Object form = value == null || data.hasDataForType(wanted) ? null : Forms.of(value, type);
      if (form != null) {
        data.putData(wanted, form);
      }
    }
    return data;
  }

  private static DisplayData withText(DisplayData data) {
    if (data.getData(MIMEType.TEXT_PLAIN) != null) {
      return data;
    }
    DisplayData copy = new DisplayData();
    copy.assign(data);
    copy.putText("");
    return copy;
  }
}
