package rivulet.backward;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The mailboxes of one pass that have something to run. In a private arena only the caller sees
/// them; in a shared one the workers may take them too. Passes nest, and so do arenas: a thread
/// that waits for an inner pass runs that pass's mailboxes only, and blocks of loops, which wait
/// for nothing.
final class Arena {
  private static final long ALERT_NANOS = 5_000;
  private static final long SPIN_NANOS = 200_000;

  private final Thread owner = Thread.currentThread();
  private final Desk desk = Desk.current();
  private final @Nullable Arena outer = desk.arena();
  private final HelpingExecutor executor;
  private @Nullable Runnable own;
  private final @Nullable Deque<Runnable> offered;
  private boolean starting;
  private volatile boolean closed;
  private volatile boolean parked;

  Arena(HelpingExecutor executor, boolean shared) {
    this.executor = executor;
    this.offered = shared ? new ConcurrentLinkedDeque<>() : null;
    desk.workIn(this);
  }

  boolean shared() {
    return offered != null;
  }

  boolean isOwner() {
    return Thread.currentThread() == owner;
  }

  boolean hasNothingOnOffer() {
    return offered == null || offered.isEmpty();
  }

  /// Does what sends the pass's first message: it stays with the caller, since a worker that stole
  /// it would leave the caller with nothing but to wait.
  void start(Runnable send) {
    starting = true;
    try {
      send.run();
    } finally {
      starting = false;
    }
  }

  /// Takes in a mailbox that has something to run.
  void add(Runnable mailbox) {
    if (own == null && isOwner() && (starting || offered == null)) {
      own = mailbox;
    } else if (offered == null) {
      executor.inject(mailbox);
    } else {
      offered.addLast(mailbox);
      if (closed) {
        handOver(offered);
      } else if (!wakeOwner()) {
        executor.wakeWorker();
      }
    }
  }

  /// The oldest mailbox on offer, for a worker.
  @Nullable Runnable steal() {
    return offered == null ? null : offered.pollFirst();
  }

  /// Runs the pass's mailboxes until it is done, cancelled, or a mailbox breaks.
  void help(GraphTask<?> task) {
    long idleSince = 0;
    while (!task.isDone()) {
      Runnable mailbox = next();
      if (mailbox != null) {
        Throwable escaped = desk.run(mailbox);
        if (escaped != null) {
          escaped(escaped, task);
          return;
        }
        idleSince = 0;
      } else if (owner.isInterrupted()) {
        task.cancel();
        return;
      } else {
        idleSince = idle(idleSince, task);
      }
    }
  }

  /// Akka takes the interrupt status of a thread that ran a mailbox and throws instead.
  private void escaped(Throwable escaped, GraphTask<?> task) {
    if (escaped instanceof InterruptedException) {
      owner.interrupt();
      task.cancel();
    } else {
      task.fail(Long.MIN_VALUE, escaped);
    }
  }

  private @Nullable Runnable next() {
    Runnable mailbox = own;
    own = null;
    if (mailbox == null && offered != null) {
      mailbox = offered.pollLast();
    }
    return mailbox != null || outer != null ? mailbox : executor.takeInjected();
  }

  /// Waits a little, for the next mailbox above all: where pieces are small, they come every
  /// microsecond, and to tell others of one's idleness would cost more than one of them.
  private long idle(long since, GraphTask<?> task) {
    long now = System.nanoTime();
    if (since == 0 || now - since < ALERT_NANOS) {
      Thread.onSpinWait();
      return since == 0 ? now : since;
    }
    if (!executor.runBlock() && !spin(task)) {
      park(task);
    }
    return 0;
  }

  /// Whether there is something to do again.
  private boolean spin(GraphTask<?> task) {
    executor.spinning().incrementAndGet();
    try {
      long start = System.nanoTime();
      while (System.nanoTime() - start < SPIN_NANOS) {
        if (task.isDone() || hasWork() || owner.isInterrupted()) {
          return true;
        }
        Thread.onSpinWait();
      }
      return false;
    } finally {
      executor.spinning().decrementAndGet();
    }
  }

  private boolean hasWork() {
    return !hasNothingOnOffer()
        || executor.hasBlocks()
        || (outer == null && executor.hasInjected());
  }

  private void park(GraphTask<?> task) {
    parked = true;
    if (!task.isDone() && !hasWork()) {
      LockSupport.park(this);
    }
    parked = false;
  }

  /// Whether the owner was asleep.
  boolean wakeOwner() {
    if (!parked) {
      return false;
    }
    parked = false;
    LockSupport.unpark(owner);
    return true;
  }

  /// Leaves the arena; what is still queued goes where it will be found.
  void close() {
    desk.workIn(outer);
    if (own != null) {
      executor.inject(own);
    }
    if (offered != null) {
      closed = true;
      executor.forget(this);
      handOver(offered);
    }
  }

  private void handOver(Deque<Runnable> left) {
    for (Runnable mailbox = left.poll(); mailbox != null; mailbox = left.poll()) {
      executor.inject(mailbox);
    }
  }
}
