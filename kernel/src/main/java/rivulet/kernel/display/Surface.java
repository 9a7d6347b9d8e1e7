package rivulet.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import org.jspecify.annotations.Nullable;

/// Where a cell shows things. It belongs to the thread that runs the cell and to every thread that
/// one starts, also after the cell has ended.
public interface Surface {
  /// Renders a value as the session does.
  ///
  /// @param types the MIME types wanted; none for those that suit the value best
  /// @throws IllegalArgumentException if a type is none
  DisplayData render(@Nullable Object value, String... types);

  /// Where the session's renderers are registered.
  Renderer renderer();

  /// Shows something new.
  void show(DisplayData data);

  /// Replaces what was shown under the same display id.
  void update(DisplayData data);

  /// Removes what the cell has shown so far.
  ///
  /// @param wait only once the next output comes
  void clear(boolean wait);

  /// The calling thread's surface. A thread that no cell started (those of the common pool) has
  /// that of the cell that started last; null before the first.
  static @Nullable Surface current() {
    return CurrentSurface.get();
  }

  /// Gives the calling thread, and all that it starts from now on, a surface.
  static void use(Surface surface) {
    CurrentSurface.set(surface);
  }

  /// Whether a value is the id that the calling thread's last [Display#display] gave. A cell that
  /// ends with that call has shown what it had to show.
  static boolean isShownId(Object value) {
    return CurrentSurface.hasReturned(value);
  }

  /// Gives the calling thread a surface until the loan is closed: a worker does a task for a cell.
  /// Null is for work that belongs to no cell.
  static Loan lend(@Nullable Surface surface) {
    return CurrentSurface.lend(surface);
  }

  /// Ends with the surface that the thread had before.
  interface Loan extends AutoCloseable {
    @Override
    void close();
  }
}
