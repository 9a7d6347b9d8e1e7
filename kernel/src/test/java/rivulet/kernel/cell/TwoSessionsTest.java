package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.kernel.session.Interpreter.Outcome;

/// Sessions in one JVM, whose cells have the same names: what stops one leaves the others alone.
@Timeout(120)
public class TwoSessionsTest {
  private static volatile CountDownLatch begun = new CountDownLatch(1);

  /// What cells under test go on for.
  public static volatile boolean go;

  /// How often a thread of the session that nobody interrupts was interrupted.
  public static final AtomicInteger interrupts = new AtomicInteger();

  private static final String IMPORTS = "import static rivulet.kernel.cell.TwoSessionsTest.*; ";

  private final Cells one = new Cells();
  private final Cells other = new Cells();

  /// A cell's code has come here.
  public static void begin() {
    begun.countDown();
  }

  /// Runs on for a second whatever happens: code of no cell.
  public static void deaf() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static CompletableFuture<Outcome> started(Cells cells, String code) throws Exception {
    begun = new CountDownLatch(1);
    go = true;
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread.ofPlatform().start(() -> outcome.complete(cells.run(IMPORTS + code)));
    assertTrue(begun.await(60, TimeUnit.SECONDS));
    return outcome;
  }

  private void stopOther() throws Exception {
    CompletableFuture<Outcome> stopped = started(other, "begin(); deaf(); while (true) {}");
    other.interpreter.interrupt();
    assertTrue(
        stopped.get() instanceof Outcome.Failure(var name, _, _) && name.equals("Interrupted"));
  }

  @Test
  void waits_areNotInterrupted() throws Exception {
    var waiting =
        started(
            one,
            "begin(); while (go) { try { Thread.sleep(10); } catch (InterruptedException e) { interrupts.incrementAndGet(); } }");
    stopOther();
    go = false;
    assertEquals(new Outcome.Value(null), waiting.get());
    assertEquals(0, interrupts.get());
  }

  @Test
  void parallelStreams_areNotStopped() throws Exception {
    var computing =
        started(
            one,
            "begin(); int sum = IntStream.range(0, 100).parallel().map(k -> { while (go) { Thread.onSpinWait(); } return k; }).sum(); sum");
    stopOther();
    go = false;
    assertEquals(new Outcome.Value(4950), computing.get());
  }
}
