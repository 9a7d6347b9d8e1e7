package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.kernel.session.Interpreter.Outcome;

/// Cells that no interrupt stops: their threads are given up, and the session goes on without them.
@Timeout(120)
public class LeftBehindTest {
  public static volatile CountDownLatch started = new CountDownLatch(1);
  public static final Object monitor = new Object();
  public static final AtomicLong beats = new AtomicLong();

  public static void begin() {
    started.countDown();
  }

  private final Cells cells = new Cells();
  private Thread runner = Thread.currentThread();

  private CompletableFuture<Outcome> start(String code) throws InterruptedException {
    cells.value("import static rivulet.kernel.cell.LeftBehindTest.*; int kept = 41;");
    started = new CountDownLatch(1);
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    runner = Thread.ofPlatform().daemon().start(() -> outcome.complete(cells.run(code)));
    started.await();
    return outcome;
  }

  private Outcome.Failure leaveBehind() throws InterruptedException {
    Thread.sleep(300);
    cells.interpreter.interrupt();
    Thread.sleep(300);
    return assertInstanceOf(Outcome.Failure.class, cells.interpreter.abandon(runner));
  }

  @Test
  void loopOfJava_isNamed_andTheSessionGoesOn() throws Exception {
    CompletableFuture<Outcome> run =
        start("begin();\nlong sum = LongStream.range(0, 20_000_000_000L).sum();\nkept = 0; sum");
    Outcome.Failure failure = leaveBehind();
    assertFalse(run.isDone());
    assertEquals("Interrupted", failure.name());
    assertTrue(
        failure.message().matches("Cell In\\[2], line 2, does not stop: it is in java\\..*"),
        failure.message());
    String text = Cells.text(failure);
    assertTrue(
        text.startsWith("Interrupted: the cell does not stop; it is left to itself\n"), text);
    assertTrue(
        text.contains(
            "Cell In[2], line 2\n    long sum = LongStream.range(0, 20_000_000_000L).sum();\n"),
        text);
    assertTrue(text.endsWith("The next cell has all variables."), text);
    assertEquals(42, cells.value("kept + 1"));
    cells.shown = "";
    assertNotNull(run.get());
    assertEquals("", cells.shown);
    assertEquals(2, cells.value("1 + 1"));
  }

  @Test
  void heldMonitor_isNamed_andItsThreadIsThrownOutLater() throws Exception {
    CompletableFuture<Outcome> run;
    synchronized (monitor) {
      run =
          start(
              "begin(); synchronized (monitor) { kept++; }\nwhile (true) { beats.incrementAndGet(); }");
      Outcome.Failure failure = leaveBehind();
      assertEquals(
          "Cell In[2], line 1, does not stop: it waits for a monitor that another thread holds",
          failure.message());
      assertEquals(41, cells.value("kept"));
    }
    assertNotNull(run.get()); // thrown out
    long before = beats.get();
    Thread.sleep(100);
    assertEquals(before, beats.get());
  }

  @Test
  void cellThatStops_isNotLeftBehind() throws Exception {
    CompletableFuture<Outcome> run = start("begin(); while (true) {}");
    assertNull(cells.interpreter.abandon(runner)); // it was not interrupted
    cells.interpreter.interrupt();
    assertEquals("Interrupted", assertInstanceOf(Outcome.Failure.class, run.get()).name());
    assertNull(cells.interpreter.abandon(runner));
    assertEquals(42, cells.value("kept + 1"));
  }
}
