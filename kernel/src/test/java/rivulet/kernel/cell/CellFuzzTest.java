package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Cells that nobody would write: the session answers each, and the next good cell works.
///
/// `-Drivulet.fuzz.cells=20000` runs more of them, `-Drivulet.fuzz.seed=…` the same again.
class CellFuzzTest {
  private static final int CELLS = Integer.getInteger("rivulet.fuzz.cells", 300);
  private static final long SEED = Long.getLong("rivulet.fuzz.seed", System.nanoTime());

  /// A mutated loop may have lost its end.
  private static final int PATIENCE_MILLIS = 2000;

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|[\\p{L}_][\\p{L}\\d_]*|\\d[\\w.]*|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|.",
          Pattern.DOTALL);

  private final Random random = new Random(SEED);
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private Cells cells = new Cells();

  @Test
  void mutatedCells_areAnswered_andTheNextGoodCellWorks() throws Exception {
    System.out.println("CellFuzzTest: -Drivulet.fuzz.seed=" + SEED);
    List<String> good = JShellAgreementTest.sessions().stream().flatMap(List::stream).toList();
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      for (int i = 0; i < CELLS; i++) {
        String cell = mutated(good.get(random.nextInt(good.size())), good);
        answer(cell);
        cells = i % 100 == 99 ? new Cells() : cells;
      }
    } finally {
      System.setErr(err);
      watch.shutdownNow();
    }
  }

  private void answer(String cell) {
    String told = "seed " + SEED + ":\n" + cell;
    var stop = watch.schedule(cells.interpreter::interrupt, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    assertNotNull(cells.run(cell), told);
    stop.cancel(false);
    assertEquals(42, cells.value("int good = 0; for (int i = 0; i < 42; i++) good++; good"), told);
  }

  private String mutated(String cell, List<String> others) {
    String mutated = cell;
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutated = mutatedOnce(mutated, others);
    }
    return mutated;
  }

  private String mutatedOnce(String cell, List<String> others) {
    List<String> tokens = TOKEN.matcher(cell).results().map(MatchResult::group).toList();
    int at = random.nextInt(Math.max(tokens.size(), 1));
    int to = random.nextInt(Math.max(tokens.size(), 1));
    return switch (random.nextInt(10)) {
      case 0 -> cell.substring(0, random.nextInt(cell.length() + 1));
      case 1 -> cell.substring(random.nextInt(cell.length() + 1));
      case 2, 3 -> with(tokens, at, tokens.isEmpty() ? "" : tokens.get(to));
      case 4 -> with(tokens, at, "");
      case 5 -> with(tokens, at, character());
      case 6 -> with(tokens, at, nested());
      case 7 -> with(tokens, at, huge());
      case 8 -> cell + "\n" + others.get(random.nextInt(others.size()));
      default -> with(tokens, at, others.get(random.nextInt(others.size())));
    };
  }

  private static String with(List<String> tokens, int at, String token) {
    return IntStream.range(0, tokens.size())
        .mapToObj(i -> i == at ? token : tokens.get(i))
        .collect(Collectors.joining());
  }

  private String character() {
    String all = "{}()[]<>;,.\"'\\@#%&|!?:=+-*/^~`$_\n\t\u0000\u001a\ufeff\ud800é中";
    int at = random.nextInt(all.length());
    return all.substring(at, at + 1);
  }

  private String nested() {
    int depth = 1 << random.nextInt(13);
    return switch (random.nextInt(5)) {
      case 0 -> "(".repeat(depth) + "1" + ")".repeat(depth);
      case 1 -> "{".repeat(depth) + "}".repeat(depth);
      case 2 -> "new int[".repeat(depth) + "1" + "]".repeat(depth);
      case 3 -> "List<".repeat(depth) + "String" + ">".repeat(depth);
      default -> "1" + "+1".repeat(depth);
    };
  }

  private String huge() {
    int size = 1 << random.nextInt(18);
    return switch (random.nextInt(4)) {
      case 0 -> "9".repeat(size);
      case 1 -> "\"" + "x".repeat(size) + "\"";
      case 2 -> "0x1p" + "9".repeat(size);
      default -> "n".repeat(size);
    };
  }
}
