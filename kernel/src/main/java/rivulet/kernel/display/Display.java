package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What cells call to show things: `import static rivulet.kernel.display.Display.*`.
public final class Display {
  private Display() {}

  /// Shows a value where the cell's output is.
  ///
  /// @param value anything; a [DisplayData] is shown as it is
  /// @return the id under which [#updateDisplay] replaces it
  /// @throws IllegalStateException outside a kernel
  public static String display(@Nullable Object value) {
    DisplayData data = rendered(value);
    if (!data.hasDisplayId()) {
      data.setDisplayId(UUID.randomUUID().toString());
    }
    surface().show(data);
    return data.getDisplayId();
  }

  /// Replaces what was shown under an id, wherever it stands.
  ///
  /// @throws IllegalStateException outside a kernel
  public static void updateDisplay(String id, @Nullable Object value) {
    DisplayData data = rendered(value);
    data.setDisplayId(id);
    surface().update(data);
  }

  /// Removes the cell's output.
  ///
  /// @param wait only once the next output comes, so that nothing flickers
  /// @throws IllegalStateException outside a kernel
  public static void clearOutput(boolean wait) {
    surface().clear(wait);
  }

  private static DisplayData rendered(@Nullable Object value) {
    DisplayData copy = new DisplayData();
    copy.assign(surface().render(value));
    return copy;
  }

  private static Surface surface() {
    Surface surface = Surface.current();
    if (surface == null) {
      throw new IllegalStateException("nothing can be displayed: no cell has run here");
    }
    return surface;
  }
}
