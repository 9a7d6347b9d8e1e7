package rivulet.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.PastCells;
import rivulet.kernel.session.PastCells.PastCell;

/// Cells as IPython's history names them: `3`, `1-5`, `1:5` (without the last), `4-` (to the end),
/// `~1/` (the whole session before this one), `~2/7`, `243/1-5`, `~8/1-~6/5`.
///
/// @param firstSession as [PastCells#range] counts them
/// @param start the first cell of the first session
/// @param lastSession as the first one
/// @param stop the cell of the last session after the last one; null for all
record CellRange(int firstSession, int start, int lastSession, @Nullable Integer stop) {
  private static final String SESSION = "(?:(~?\\d{1,8})/)?";
  private static final String CELL = "(\\d{1,8})?";
  private static final Pattern WRITTEN =
      Pattern.compile(SESSION + CELL + "(?:([-:])" + SESSION + CELL + ")?");

  /// This session.
  static final CellRange ALL = new CellRange(0, 1, 0, null);

  static CellRange of(String text) {
    Matcher written = WRITTEN.matcher(text);
    boolean fits = written.matches() && text.matches(".*\\d.*");
    if (!fits) {
      throw new WrongUse(
          "a cell is written 3, cells are written 1-5, ~1/ (of the session before) or ~2/1-5,"
              + " but got: "
              + text);
    }
    int session = session(written.group(1), 0);
    int last = session(written.group(4), session);
    if (session != last && (session > 0) != (last > 0)) {
      throw new WrongUse("both sessions are written alike, ~2/1-~1/5 or 7/1-8/5, but got: " + text);
    }
    int start = number(written.group(2), 1);
    boolean single = written.group(3) == null && written.group(2) != null;
    return new CellRange(session, start, last, single ? (Integer) (start + 1) : stop(written));
  }

  private static @Nullable Integer stop(Matcher written) {
    @Nullable String end = written.group(5);
    return end == null ? null : Integer.valueOf(end) + (written.group(3).equals("-") ? 1 : 0);
  }

  private static int session(@Nullable String text, int otherwise) {
    return text != null && text.startsWith("~")
        ? -Integer.parseInt(text.substring(1))
        : number(text, otherwise);
  }

  private static int number(@Nullable String text, int otherwise) {
    return text == null ? otherwise : Integer.parseInt(text);
  }

  /// The cells, the oldest first.
  List<PastCell> in(PastCells past) {
    List<PastCell> cells = new ArrayList<>();
    for (int session = firstSession; session <= lastSession; session++) {
      int from = session == firstSession ? start : 1;
      cells.addAll(past.range(session, from, session == lastSession ? stop : null));
    }
    return cells;
  }
}
