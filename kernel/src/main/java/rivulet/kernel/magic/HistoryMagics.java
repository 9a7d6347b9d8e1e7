package rivulet.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.CellContext;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;
import rivulet.kernel.session.PastCells;
import rivulet.kernel.session.PastCells.PastCell;

/// The cells that have run, in this session and in earlier ones.
final class HistoryMagics {
  private static final int LAST = 10;

  List<Magic> all() {
    return List.of(
        Magic.line(
            "history hist",
            HistoryOptions.USAGE,
            "Prints cells: this session's, or 3, 1-5, ~1/ (the session before), ~2/1-5; -g looks in"
                + " all sessions, -l takes the last of all; -n with numbers, -o with values.",
            HistoryMagics::history));
  }

  private static @Nullable Object history(Call call) throws IOException {
    HistoryOptions options = HistoryOptions.of(call.words());
    PastCells past = CellContext.current().history();
    String text = text(cells(options, past), options.numbers(), options.outputs(), past);
    if (options.file() == null) {
      System.out.print(text);
    } else {
      write(Path.of(options.file()), text);
    }
    return null;
  }

  private static void write(Path file, String text) throws IOException {
    System.out.println((Files.exists(file) ? "Overwriting " : "Writing ") + file);
    Files.writeString(file, text);
  }

  private static List<PastCell> cells(HistoryOptions options, PastCells past) {
    String pattern = options.pattern();
    if (pattern != null && options.ranges().isEmpty()) {
      return past.search(pattern, options.limit(), options.unique());
    }
    if (options.tail()) {
      return past.tail(options.limit() == null ? LAST : options.limit());
    }
    List<CellRange> ranges = options.ranges().isEmpty() ? List.of(CellRange.ALL) : options.ranges();
    Stream<PastCell> wanted = ranges.stream().flatMap(range -> range.in(past).stream());
    return (pattern == null ? wanted : wanted.filter(matching(pattern, past))).toList();
  }

  private static Predicate<PastCell> matching(String pattern, PastCells past) {
    int current = past.session();
    Set<List<Integer>> found =
        past.search(pattern, null, false).stream()
            .map(cell -> List.of(cell.session(), cell.line()))
            .collect(Collectors.toSet());
    return cell ->
        found.contains(List.of(cell.session() == 0 ? current : cell.session(), cell.line()));
  }

  /// Cells as they are printed, each with an end of line.
  static String text(List<PastCell> cells, boolean numbers, boolean outputs, PastCells past) {
    int current = numbers ? past.session() : 0;
    return cells.stream()
        .map(cell -> (numbers ? number(cell, current) : "") + text(cell, outputs))
        .collect(Collectors.joining());
  }

  private static String number(PastCell cell, int current) {
    boolean own = cell.session() == 0 || cell.session() == current;
    String number = own ? String.valueOf(cell.line()) : cell.session() + "/" + cell.line();
    return "%4s:".formatted(number) + (cell.input().strip().indexOf('\n') < 0 ? " " : "\n");
  }

  private static String text(PastCell cell, boolean output) {
    String value = output && cell.output() != null ? cell.output() + "\n" : "";
    return cell.input().stripTrailing() + "\n" + value;
  }
}
