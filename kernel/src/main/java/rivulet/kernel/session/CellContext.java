package rivulet.kernel.session;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;

/// What the code of a cell, such as a magic, may ask of its kernel beside showing things.
public interface CellContext {
  /// The context of the cell that the calling thread works for.
  ///
  /// @throws IllegalStateException outside a kernel
  static CellContext current() {
    if (Surface.current() instanceof CellContext cell) {
      return cell;
    }
    throw new IllegalStateException("no cell has run here");
  }

  /// The cells that have run.
  PastCells history();

  /// What is known of the name at a place in a text, as a MIME bundle; empty where nothing is.
  ///
  /// @param cursor the place, from 0 to the text's length
  /// @param detailed with the declaration's source where it is known
  Map<String, Object> inspect(String code, int cursor, boolean detailed);

  /// Forgets the values that cells have shown.
  void forgetResults();

  /// The session's comms.
  Comms comms();

  /// Asks the client for a line, with a prompt of its own.
  ///
  /// @param password whether the client hides what is typed
  /// @return the line without its end; null at the end of input
  /// @throws IOException if the cell is interrupted
  /// @throws IllegalStateException if the client takes no input
  @Nullable String readLine(String prompt, boolean password) throws IOException;

  /// Has the client show a text beside the notebook when the cell has ended, as a pager does.
  void page(DisplayData text);

  /// Has the client put a text into the next cell, or into this one, when the cell has ended.
  ///
  /// @param replace whether it takes this cell's place
  void setNextInput(String text, boolean replace);

  /// Has the client end when the cell has ended.
  ///
  /// @param keepKernel whether the kernel goes on without it
  void askExit(boolean keepKernel);
}
