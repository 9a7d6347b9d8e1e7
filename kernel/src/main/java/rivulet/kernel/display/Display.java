package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What cells call to show things: `import static rivulet.kernel.display.Display.*`.
///
/// A type is a MIME type, `text/html`, or a short name, `html md latex svg png jpeg gif json`. It
/// may stand before the value or after it; where both are texts, the one that names a type is the
/// type.
public final class Display {
  private Display() {}

  /// Shows a value where the cell's output is.
  ///
  /// @param value anything; a [DisplayData] is shown as it is
  /// @return the id under which [#updateDisplay] replaces it; as a cell's value it is not shown
  /// @throws IllegalStateException outside a kernel
  public static String display(@Nullable Object value) {
    return show(render(value));
  }

  /// Shows a value in the forms that are named.
  ///
  /// @param types what to show it as
  /// @return the id under which [#updateDisplay] replaces it
  /// @throws IllegalArgumentException if a type is none
  /// @throws IllegalStateException outside a kernel
  public static String display(@Nullable Object value, String... types) {
    return show(render(value, types));
  }

  /// Shows a value in the form that is named; the two may be in either order.
  ///
  /// @return the id under which [#updateDisplay] replaces it
  /// @throws IllegalArgumentException if neither names a type
  /// @throws IllegalStateException outside a kernel
  public static String display(String type, @Nullable Object value) {
    return show(render(type, value));
  }

  /// Replaces what was shown under an id, wherever it stands.
  ///
  /// @throws IllegalStateException outside a kernel
  public static void updateDisplay(String id, @Nullable Object value) {
    update(id, render(value));
  }

  /// Replaces what was shown under an id, in the forms that are named.
  ///
  /// @throws IllegalArgumentException if a type is none
  /// @throws IllegalStateException outside a kernel
  public static void updateDisplay(String id, @Nullable Object value, String... types) {
    update(id, render(value, types));
  }

  /// Replaces what was shown under an id, in the form that is named; value and type may be in
  /// either order.
  ///
  /// @throws IllegalArgumentException if neither names a type
  /// @throws IllegalStateException outside a kernel
  public static void updateDisplay(String id, String type, @Nullable Object value) {
    update(id, render(type, value));
  }

  /// Removes the cell's output.
  ///
  /// @param wait only once the next output comes, so that nothing flickers
  /// @throws IllegalStateException outside a kernel
  public static void clearOutput(boolean wait) {
    surface().clear(wait);
  }

  /// Removes the cell's output at once.
  ///
  /// @throws IllegalStateException outside a kernel
  public static void clearOutput() {
    clearOutput(false);
  }

  /// A value as it would be shown; as a cell's last expression it is.
  ///
  /// @throws IllegalStateException outside a kernel
  public static DisplayData render(@Nullable Object value) {
    return copy(surface().render(value));
  }

  /// A value as it would be shown in the forms that are named.
  ///
  /// @throws IllegalArgumentException if a type is none
  /// @throws IllegalStateException outside a kernel
  public static DisplayData render(@Nullable Object value, String... types) {
    return copy(surface().render(value, types));
  }

  /// A value as it would be shown in the form that is named; the two may be in either order.
  ///
  /// @throws IllegalArgumentException if neither names a type
  /// @throws IllegalStateException outside a kernel
  public static DisplayData render(String type, @Nullable Object value) {
    return copy(
        value instanceof String other && !MimeTypes.isTypeOf(type, other)
            ? surface().render(type, other)
            : surface().render(value, type));
  }

  private static DisplayData copy(DisplayData rendered) {
    DisplayData copy = new DisplayData();
    copy.assign(rendered);
    return copy;
  }

  private static String show(DisplayData data) {
    if (!data.hasDisplayId()) {
      data.setDisplayId(UUID.randomUUID().toString());
    }
    surface().show(data);
    String id = data.getDisplayId();
    CurrentSurface.returned(id);
    return id;
  }

  private static void update(String id, DisplayData data) {
    data.setDisplayId(id);
    surface().update(data);
  }

  private static Surface surface() {
    Surface surface = Surface.current();
    if (surface == null) {
      throw new IllegalStateException("nothing can be displayed: no cell has run here");
    }
    return surface;
  }
}
