package rivulet.kernel.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `%name …` on a line, or `%%name …` at the head of a cell, does. Upper and lower case are
/// the same.
///
/// @param kind where it may stand
/// @param names its name and others for the same
/// @param usage its arguments, as `%help` prints them behind the name
/// @param summary what it does, one line
/// @param action does it
public record Magic(Kind kind, List<String> names, String usage, String summary, Action action) {
  /// Where a magic may stand.
  public enum Kind {
    /// `%name`, on a line.
    LINE,
    /// `%%name`, at the head of a cell.
    CELL,
    /// Both; the cell's body is Java.
    BOTH;

    /// Whether a magic of this kind may stand before a whole cell, or else on a line.
    public boolean allows(boolean cell) {
      return this == BOTH || this == (cell ? CELL : LINE);
    }
  }

  /// What a magic does; called on the thread that runs the cell.
  @FunctionalInterface
  public interface Action {
    /// Runs the magic.
    ///
    /// @return its value, which a cell shows that ends in it; null for none
    /// @throws Exception whatever went wrong: it fails the cell
    @Nullable Object run(Call call) throws Exception;
  }

  /// One use of a magic.
  ///
  /// @param name as it is written, without `%`
  /// @param text the rest of the line
  /// @param body the text of the cell behind the line; null on a line
  /// @param line the line of the cell that it stands on, from 1
  /// @param asValue whether Java takes its value: it stands behind `=`
  public record Call(String name, String text, @Nullable String body, int line, boolean asValue) {
    /// The words of the line: split at blanks, except in `"…"` and `'…'`; a backslash takes the
    /// next quote, blank or backslash as it is.
    public List<String> words() {
      return Words.of(text);
    }

    /// The body of a cell magic.
    ///
    /// @throws IllegalArgumentException on a line
    public String cell() {
      if (body == null) {
        throw new IllegalArgumentException("%" + name + " takes a cell: write %%" + name);
      }
      return body;
    }
  }

  /// A magic on a line.
  public static Magic line(String names, String usage, String summary, Action action) {
    return new Magic(Kind.LINE, split(names), usage, summary, action);
  }

  /// A magic before a whole cell.
  public static Magic cell(String names, String usage, String summary, Action action) {
    return new Magic(Kind.CELL, split(names), usage, summary, action);
  }

  /// A magic that may stand on a line or before a whole cell.
  public static Magic both(String names, String usage, String summary, Action action) {
    return new Magic(Kind.BOTH, split(names), usage, summary, action);
  }

  private static List<String> split(String names) {
    return List.of(names.split(" ", -1));
  }
}
