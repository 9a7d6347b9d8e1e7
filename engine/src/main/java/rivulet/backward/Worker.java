package rivulet.backward;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A thread that joins in shared passes. It looks for work for a while before it sleeps: waking it
/// costs more than most branches.
final class Worker extends Thread {
  /// Longer than the usual gap between passes in a loop, else workers are never found awake.
  static final long SPIN_NANOS = 1_000_000;

  private final HelpingExecutor executor;
  private volatile boolean woken;
  private volatile boolean retired;

  Worker(HelpingExecutor executor, int number) {
    super(null, null, "rivulet-worker-" + number, 0, false); // keeps nothing of who asked first
    this.executor = executor;
    setContextClassLoader(Worker.class.getClassLoader());
    setDaemon(true);
  }

  void wake() {
    woken = true;
    LockSupport.unpark(this);
  }

  void retire() {
    retired = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    Desk desk = Desk.current();
    while (!retired) {
      if (!runNext(desk) && !spin()) {
        sleep();
      }
    }
    passOn();
  }

  /// What woke a worker that was told to retire meanwhile is still to be done, by another.
  private void passOn() {
    if (executor.hasWork()) {
      executor.wakeWorker();
    }
  }

  /// Branches first, which are larger than blocks.
  private boolean runNext(Desk desk) {
    for (Arena arena : executor.arenas()) {
      if (runIn(arena, arena.steal(), desk)) {
        return true;
      }
    }
    return executor.runBlock() || runIn(null, executor.takeInjected(), desk);
  }

  private boolean runIn(@Nullable Arena arena, @Nullable Runnable mailbox, Desk desk) {
    if (mailbox == null) {
      return false;
    }
    desk.workIn(arena);
    desk.run(mailbox);
    desk.workIn(null);
    Thread.interrupted(); // a node that interrupts its thread means its own pass, not the next
    return true;
  }

  /// Whether work turned up.
  private boolean spin() {
    executor.spinning().incrementAndGet();
    try {
      long start = System.nanoTime();
      while (!retired && System.nanoTime() - start < SPIN_NANOS) {
        if (executor.hasWork()) {
          return true;
        }
        Thread.onSpinWait();
      }
      return false;
    } finally {
      executor.spinning().decrementAndGet();
    }
  }

  private void sleep() {
    woken = false;
    executor.asleep().addFirst(this);
    while (!woken && !retired && !executor.hasWork()) {
      LockSupport.park(this);
    }
    executor.asleep().remove(this);
  }
}
