package rivulet.kernel.session;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Map;
import rivulet.kernel.display.Surface;

/// What magics reach of the kernel around the session's cells.
public interface Surroundings {
  /// What is known of the name at a place in a text, as a MIME bundle; empty where nothing is.
  ///
  /// @param cursor the place, from 0 to the text's length
  /// @param detailed with the declaration's source where it is known
  default Map<String, Object> inspect(String code, int cursor, boolean detailed) {
    return Map.of();
  }

  /// Shows a text beside the notebook; without such a place it is shown in the cell.
  default void page(DisplayData text) {
    Surface surface = Surface.current();
    if (surface != null) {
      surface.show(text);
    }
  }

  /// Has the client end when the cell has ended; without a client nothing happens.
  default void askExit() {}

  /// Forgets the values that cells have shown, where they are kept.
  default void forgetResults() {}
}
