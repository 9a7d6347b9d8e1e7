package rivulet.backward;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The executor behind the branch actors' dispatcher: the thread that waits for a pass runs the
/// mailboxes of its arena itself, and the workers join in where a pass is shared.
///
/// Handing a message to another thread and waiting for its answer costs 3 to 80 µs, nearly all of
/// it the waking of a sleeping thread; a message that its own sender runs costs a tenth of one. A
/// straight chain therefore never leaves its thread.
final class HelpingExecutor implements Executor {
  private final Queue<Runnable> injected = new ConcurrentLinkedQueue<>();
  private final List<Arena> shared = new CopyOnWriteArrayList<>();
  private final List<BlockLoop> loops = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedDeque<Worker> asleep = new ConcurrentLinkedDeque<>();
  private final AtomicInteger spinning = new AtomicInteger();
  private final List<Worker> workers = new ArrayList<>();
  private volatile int workerCount;

  HelpingExecutor(int workers) {
    resize(workers);
  }

  int workers() {
    return workerCount;
  }

  /// Starts or retires workers; a retired one finishes what it runs.
  synchronized void resize(int count) {
    workerCount = count;
    while (workers.size() < count) {
      Worker worker = new Worker(this, workers.size() + 1);
      workers.add(worker);
      worker.start();
    }
    while (workers.size() > count) {
      workers.removeLast().retire();
    }
  }

  /// Called by Akka: queues a mailbox where the calling thread works.
  @Override
  public void execute(Runnable mailbox) {
    Arena arena = Desk.current().arena();
    if (arena == null) {
      inject(mailbox);
    } else {
      arena.add(mailbox);
    }
  }

  /// Begins a pass on the calling thread.
  Arena open(boolean share) {
    Arena arena = new Arena(this, share);
    if (share) {
      shared.add(arena);
      wakeWorker();
    }
    return arena;
  }

  void forget(Arena arena) {
    shared.remove(arena);
  }

  /// Runs a loop on the calling thread and on those that are awake and have nothing to do; others
  /// are woken, at most `wanted`.
  void run(BlockLoop loop, long wanted) {
    loops.add(loop);
    try {
      for (long i = Math.min(wanted, workerCount); i > 0; i--) {
        wakeHelper();
      }
      loop.finish();
    } finally {
      loops.remove(loop);
    }
  }

  private void wakeHelper() {
    for (Arena arena : shared) {
      if (arena.wakeOwner()) {
        return;
      }
    }
    wakeWorker();
  }

  /// Runs a block of somebody's loop.
  ///
  /// @return false if there is none
  boolean runBlock() {
    for (BlockLoop loop : loops) {
      if (loop.runNext()) {
        return true;
      }
    }
    return false;
  }

  /// Queues what belongs to no pass.
  void inject(Runnable mailbox) {
    injected.add(mailbox);
    wakeWorker();
  }

  @Nullable Runnable takeInjected() {
    return injected.poll();
  }

  /// Wakes a worker, if one is asleep.
  void wakeWorker() {
    Worker worker = asleep.pollFirst();
    if (worker != null) {
      worker.wake();
    }
  }

  /// Whether a worker, or a thread that waits for its pass, looks for work right now and would take
  /// some without being woken.
  boolean hasHelperAwake() {
    return spinning.get() > 0;
  }

  // What those use that look for work.

  List<Arena> arenas() {
    return shared;
  }

  boolean hasWork() {
    if (hasInjected()) {
      return true;
    }
    for (Arena arena : shared) {
      if (!arena.hasNothingOnOffer()) {
        return true;
      }
    }
    return hasBlocks();
  }

  boolean hasInjected() {
    return !injected.isEmpty();
  }

  boolean hasBlocks() {
    for (BlockLoop loop : loops) {
      if (loop.hasBlocks()) {
        return true;
      }
    }
    return false;
  }

  AtomicInteger spinning() {
    return spinning;
  }

  ConcurrentLinkedDeque<Worker> asleep() {
    return asleep;
  }
}
