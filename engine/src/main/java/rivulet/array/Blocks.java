package rivulet.array;

import java.util.function.IntConsumer;

/// Loops whose blocks may run at the same time, on the calling thread and on others that have
/// nothing to do. What the blocks are depends on sizes alone, so that results have the same bits
/// however many threads there are.
public final class Blocks {
  private static volatile Loop loop = (count, _, block) -> alone(count, block);

  private Blocks() {}

  /// Who runs the blocks.
  @FunctionalInterface
  public interface Loop {
    /// Runs `block` for 0 to `count - 1` and returns when all are done.
    ///
    /// @param nanos an estimate of what all of them take on one thread
    void run(int count, long nanos, IntConsumer block);
  }

  /// Has `loop` run the blocks from now on; at first, the calling thread does it alone.
  ///
  /// @return who did until now
  public static Loop runBy(Loop loop) {
    Loop before = Blocks.loop;
    Blocks.loop = loop;
    return before;
  }

  static void run(int count, long nanos, IntConsumer block) {
    if (count == 1) block.accept(0);
    else loop.run(count, nanos, block);
  }

  private static void alone(int count, IntConsumer block) {
    for (int i = 0; i < count; i++) block.accept(i);
  }
}
