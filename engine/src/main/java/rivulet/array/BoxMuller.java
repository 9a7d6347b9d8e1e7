package rivulet.array;

/// Normally distributed numbers from uniform ones, in blocks of sixteen: in each, eight pairs
/// become eight pairs, by Box and Muller. The first eight numbers of a block give the radii, the
/// others the angles.
public final class BoxMuller {
  /// How many numbers a block has.
  public static final int BLOCK = 16;

  static final int HALF = BLOCK / 2;

  /// How many blocks a thread takes at once.
  private static final int BLOCKS = 256;

  private static final long FLOAT_BLOCK_NANOS = 30;
  private static final long DOUBLE_BLOCK_NANOS = 500;

  private BoxMuller() {}

  /// Turns numbers from 0 up to 1 into normal ones, to PyTorch's last bit; an interrupt of the
  /// calling thread ends it.
  ///
  /// @param values the numbers, in whose place the others are written
  /// @param start where they start
  /// @param blocks how many blocks they are
  /// @param mean the normal numbers' mean
  /// @param std their standard deviation
  /// @throws java.util.concurrent.CancellationException if it did; the thread's interrupt status
  ///   stays
  public static void transform(float[] values, int start, int blocks, float mean, float std) {
    FloatBoxMuller loop = new FloatBoxMuller(values, mean, std);
    run(blocks, FLOAT_BLOCK_NANOS, (block, count) -> loop.run(start + block * BLOCK, count));
  }

  /// The same in double precision, with the functions of `Math`.
  ///
  /// @param values the numbers, in whose place the others are written
  /// @param start where they start
  /// @param blocks how many blocks they are
  /// @param mean the normal numbers' mean
  /// @param std their standard deviation
  /// @throws java.util.concurrent.CancellationException if it did; the thread's interrupt status
  ///   stays
  public static void transform(double[] values, int start, int blocks, double mean, double std) {
    run(
        blocks,
        DOUBLE_BLOCK_NANOS,
        (block, count) -> {
          for (int i = block; i < block + count; i++) pair(values, start + i * BLOCK, mean, std);
        });
  }

  private interface Loop {
    void run(int block, int count);
  }

  private static void run(int blocks, long nanos, Loop loop) {
    Blocks.runStoppable(
        Math.ceilDiv(blocks, BLOCKS),
        blocks * nanos,
        i -> loop.run(i * BLOCKS, Math.min(BLOCKS, blocks - i * BLOCKS)));
  }

  private static void pair(double[] values, int start, double mean, double std) {
    for (int j = start; j < start + HALF; j++) {
      double radius = Math.sqrt(-2 * Math.log(1 - values[j]));
      double angle = 2 * Math.PI * values[j + HALF];
      values[j] = radius * Math.cos(angle) * std + mean;
      values[j + HALF] = radius * Math.sin(angle) * std + mean;
    }
  }
}
