package rivulet.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BacklogTest {
  private static final long MUCH = 1L << 30;
  private final Backlog backlog = new Backlog();
  private final AtomicBoolean keptInterrupt = new AtomicBoolean();

  private Thread waiting() {
    backlog.add(MUCH);
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              backlog.awaitRoom();
              keptInterrupt.set(Thread.currentThread().isInterrupted());
            });
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void awaitRoom_waitsUntilTheBytesAreSent() throws Exception {
    Thread thread = waiting();
    backlog.remove(MUCH);
    thread.join();
    assertEquals(false, keptInterrupt.get());
  }

  @Test
  void awaitRoom_interrupted_waitsOnAndKeepsTheStatus() throws Exception {
    Thread thread = waiting();
    thread.interrupt();
    backlog.remove(MUCH);
    thread.join();
    assertTrue(keptInterrupt.get());
  }

  @Test
  void close_letsEverybodyGo() throws Exception {
    Thread thread = waiting();
    backlog.close();
    thread.join();
    backlog.awaitRoom();
  }
}
