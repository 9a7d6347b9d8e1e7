package rivulet.array;

import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/// Loops whose blocks may run at the same time, on the calling thread and on others that have
/// nothing to do. What the blocks are depends on sizes alone, so that results have the same bits
/// however many threads there are.
public final class Blocks {
  private static volatile Loop loop = Blocks::alone;

  private Blocks() {}

  /// Who runs the blocks.
  @FunctionalInterface
  public interface Loop {
    /// Runs `block` for 0 to `count - 1` and returns when all are done.
    ///
    /// @param nanos an estimate of what all of them take on one thread
    /// @param stops whether an interrupt of the calling thread ends it after the blocks that run
    /// @throws CancellationException if it did; the thread's interrupt status stays
    void run(int count, long nanos, boolean stops, IntConsumer block);
  }

  /// Has `loop` run the blocks from now on; at first, the calling thread does it alone.
  ///
  /// @return who did until now
  public static Loop runBy(Loop loop) {
    Loop before = Blocks.loop;
    Blocks.loop = loop;
    return before;
  }

  /// For what is written to already, and must be whole in the end.
  static void run(int count, long nanos, IntConsumer block) {
    run(count, nanos, false, block);
  }

  /// For results that nobody has yet, of operations that may take seconds: an interrupt of the
  /// calling thread ends it. Not from inside a block, which may be another thread's.
  ///
  /// @throws CancellationException if it did; the thread's interrupt status stays
  static void runStoppable(int count, long nanos, IntConsumer block) {
    run(count, nanos, true, block);
  }

  /// Either of the two, for loops that serve both.
  static void run(int count, long nanos, boolean stops, IntConsumer block) {
    if (count == 1) block.accept(0);
    else loop.run(count, nanos, stops, block);
  }

  private static void alone(int count, long nanos, boolean stops, IntConsumer block) {
    for (int i = 0; i < count; i++) {
      if (stops && Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
      block.accept(i);
    }
  }
}
