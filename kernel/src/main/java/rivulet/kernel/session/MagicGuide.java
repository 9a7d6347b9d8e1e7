package rivulet.kernel.session;

import java.util.List;

/// The magics of a session, as help while typing shows them.
@FunctionalInterface
public interface MagicGuide {
  /// All of them now; called from any thread.
  List<Entry> entries();

  /// One magic.
  ///
  /// @param name without `%`
  /// @param usage how it is called, in one line: `%maven GROUP:ARTIFACT:VERSION`
  /// @param text what it does, in Markdown
  record Entry(String name, Kind kind, String usage, String text) {}

  /// How a magic is written.
  enum Kind {
    /// `%name` with arguments, a line of a cell.
    LINE,
    /// `%%name`, a cell's first line; the rest is its own.
    CELL,
    /// `%%name`, a cell's first line; the rest is Java.
    CELL_OF_JAVA
  }
}
