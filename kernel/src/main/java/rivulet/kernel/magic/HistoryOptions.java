package rivulet.kernel.magic;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The line of `%history`, with the options of IPython's.
///
/// @param numbers whether numbers are printed
/// @param outputs whether values are printed
/// @param unique whether of equal cells that are found only the latest counts
/// @param pattern what is looked for; null for no search
/// @param limit how many at most; null if none is given
/// @param tail whether the last cells of all sessions are wanted
/// @param file where they are written; null to print them
/// @param ranges which cells; empty for this session's
record HistoryOptions(
    boolean numbers,
    boolean outputs,
    boolean unique,
    @Nullable String pattern,
    @Nullable Integer limit,
    boolean tail,
    @Nullable String file,
    List<CellRange> ranges) {
  static final String USAGE = "[-n] [-o] [-u] [-g PATTERN] [-l [COUNT]] [-f FILE] [RANGE …]";

  static HistoryOptions of(List<String> words) {
    return new Reader(words).read();
  }

  /// Reads the words one by one.
  private static final class Reader {
    private final Iterator<String> words;
    private final StringBuilder flags = new StringBuilder();
    private final List<String> pattern = new ArrayList<>();
    private final List<CellRange> ranges = new ArrayList<>();
    private @Nullable String limit;
    private @Nullable String file;

    /// What the words that come next belong to: `g`, `l`, `f` or nothing.
    private char open = ' ';

    Reader(List<String> words) {
      this.words = words.iterator();
    }

    HistoryOptions read() {
      while (words.hasNext()) {
        String word = words.next();
        if (word.length() > 1 && word.startsWith("-")) {
          option(word);
        } else {
          operand(word);
        }
      }
      if (open == 'f' && file == null) {
        throw new WrongUse("-f needs a file");
      }
      boolean search = has('g');
      return new HistoryOptions(
          has('n') || search,
          has('o'),
          has('u'),
          search ? "*" + String.join(" ", pattern) + "*" : null,
          limit == null ? null : Integer.valueOf(limit),
          has('l'),
          file,
          ranges);
    }

    private boolean has(char flag) {
      return flags.indexOf(String.valueOf(flag)) >= 0;
    }

    private void option(String word) {
      open = word.charAt(1);
      boolean takesWords = "glf".indexOf(open) >= 0;
      if (!word.matches("-[nou]+|-[gf].*|-l\\d{0,8}")) {
        throw new WrongUse("%history takes " + USAGE + ", but got: " + word);
      }
      flags.append(takesWords ? word.substring(1, 2) : word.substring(1));
      if (takesWords && word.length() > 2) {
        operand(word.substring(2));
      }
    }

    private void operand(String word) {
      switch (open) {
        case 'g' -> pattern.add(word);
        case 'f' -> take(word);
        case 'l' -> limit(word);
        default -> ranges.add(CellRange.of(word));
      }
    }

    private void take(String name) {
      file = name;
      open = ' ';
    }

    private void limit(String word) {
      open = ' ';
      if (word.matches("\\d{1,8}")) {
        limit = word;
      } else {
        operand(word);
      }
    }
  }
}
