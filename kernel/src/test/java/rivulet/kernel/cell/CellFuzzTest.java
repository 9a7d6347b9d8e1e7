package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Cells that nobody would write: the session answers each, and the next good cell works.
///
/// `-Drivulet.fuzz.cells=20000` runs more of them, `-Drivulet.fuzz.seed=…` the same again.
class CellFuzzTest {
  private static final int CELLS = Integer.getInteger("rivulet.fuzz.cells", 300);
  private static final long SEED = Long.getLong("rivulet.fuzz.seed", System.nanoTime());

  /// A mutated loop may have lost its end.
  private static final int PATIENCE_MILLIS = 2000;

  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private Cells cells = new Cells();

  @Test
  void mutatedCells_areAnswered_andTheNextGoodCellWorks() throws Exception {
    System.out.println("CellFuzzTest: -Drivulet.fuzz.seed=" + SEED);
    OddCells odd = new OddCells(new Random(SEED));
    PrintStream err = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      for (int i = 0; i < CELLS; i++) {
        answer(odd.next());
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
}
