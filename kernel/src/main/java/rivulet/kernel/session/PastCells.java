package rivulet.kernel.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cells of this session and of earlier ones, as `history_request` and `%history` ask for them.
/// Each question waits until what has run so far is stored; where nothing can be stored, the answer
/// is empty.
public interface PastCells {
  /// A cell that ran.
  ///
  /// @param session the number of its session; 0 where a question named the current one so
  /// @param line its number, as in `In[3]`
  /// @param input its text
  /// @param output its value as plain text; null if it had none
  record PastCell(int session, int line, String input, @Nullable String output) {}

  /// The number of the current session; 0 where it is not known.
  int session();

  /// The last cells of all sessions, the oldest first.
  ///
  /// @param count how many
  List<PastCell> tail(int count);

  /// Cells of one session.
  ///
  /// @param session its number; 0 is the current one, -1 the one before it
  /// @param start the first cell; counted from the end if negative
  /// @param stop the cell after the last one; counted from the end if negative, null for all
  List<PastCell> range(int session, int start, @Nullable Integer stop);

  /// Cells of all sessions that match a pattern, the oldest first.
  ///
  /// @param pattern with `*`, `?` and `[...]`, for the whole of a cell's text
  /// @param count how many at most, the latest ones; null for all
  /// @param unique whether of equal cells only the latest counts
  List<PastCell> search(String pattern, @Nullable Integer count, boolean unique);
}
