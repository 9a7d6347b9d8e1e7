package rivulet.backward;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// A loop whose blocks are taken one by one, by the thread that wants it done and by workers that
/// have nothing to do. Its thread waits for blocks that others run already, never for one that
/// nobody has taken: loops inside passes, and passes on workers, cannot block each other.
final class BlockLoop {
  /// How long its thread waits for the last blocks before it leaves its core to others.
  private static final long SPIN_NANOS = 100_000;

  private static final long PAUSE_NANOS = 50_000;

  private final int count;
  private final BooleanSupplier stopped;
  private final IntConsumer block;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /// @param stopped whether to end after the blocks that run
  BlockLoop(int count, BooleanSupplier stopped, IntConsumer block) {
    this.count = count;
    this.stopped = stopped;
    this.block = block;
  }

  boolean hasBlocks() {
    return taken.get() < count;
  }

  /// Runs a block that nobody has taken.
  ///
  /// @return false if there is none
  boolean runNext() {
    if (!hasBlocks()) {
      return false;
    }
    int index = taken.getAndIncrement();
    if (index >= count) {
      return false;
    }
    try {
      if (failure.get() == null) {
        if (stopped.getAsBoolean()) {
          throw new CancellationException("interrupted");
        }
        block.accept(index);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      done.incrementAndGet();
    }
    return true;
  }

  /// Runs what is left, waits for the others, and throws what a block has thrown.
  void finish() {
    while (runNext()) {}
    long start = System.nanoTime();
    while (done.get() < count) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
    switch (failure.get()) {
      case null -> {}
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable t -> throw new AssertionError(t);
    }
  }
}
