package rivulet;

import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// Arrays of random numbers, drawn in PyTorch's order.
final class Sampling {
  /// What draws where no generator is named.
  static final Generator DEFAULT = new Generator();

  private Sampling() {}

  /// Uniform from `from` up to `to`, in a floating dtype.
  static NDArray uniform(Generator generator, Shape shape, DType dtype, double from, double to) {
    synchronized (generator) {
      int count = shape.numel();
      return switch (dtype) {
        case FLOAT64 -> NDArray.of(doubles(generator, count, from, to), shape);
        case FLOAT16 -> NDArray.of(halves(generator, count, 11, from, to), shape).to(dtype);
        case BFLOAT16 -> NDArray.of(halves(generator, count, 8, from, to), shape).to(dtype);
        default -> NDArray.of(floats(generator, count, (float) from, (float) to), shape);
      };
    }
  }

  /// Numbers with so many random bits.
  private static float[] halves(Generator generator, int count, int bits, double from, double to) {
    float[] values = new float[count];
    float step = (float) Math.scalb(1.0, -bits);
    int mask = (1 << bits) - 1;
    for (int i = 0; i < count; i++) {
      values[i] = Math.fma((generator.next32() & mask) * step, (float) (to - from), (float) from);
    }
    return values;
  }

  private static float[] floats(Generator generator, int count, float from, float to) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) values[i] = Math.fma(generator.nextFloat(), to - from, from);
    return values;
  }

  private static double[] doubles(Generator generator, int count, double from, double to) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) values[i] = Math.fma(generator.nextDouble(), to - from, from);
    return values;
  }

  /// Normal, in a floating dtype; `blocks` where PyTorch fills contiguous memory.
  static NDArray normal(
      Generator generator, Shape shape, DType dtype, double mean, double std, boolean blocks) {
    int count = shape.numel();
    synchronized (generator) {
      if (count < NormalBlocks.SIZE || !blocks) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = generator.nextNormal() * std + mean;
        return NDArray.of(values, shape).to(dtype);
      }
      return dtype == DType.FLOAT64
          ? NDArray.of(NormalBlocks.doubles(generator, count, mean, std), shape)
          : NDArray.of(NormalBlocks.floats(generator, count, (float) mean, (float) std), shape)
              .to(dtype);
    }
  }

  /// Integers from `low` up to `high`.
  static NDArray integers(Generator generator, Shape shape, long low, long high) {
    long[] values = new long[shape.numel()];
    synchronized (generator) {
      for (int i = 0; i < values.length; i++) values[i] = generator.nextBelow(high - low) + low;
    }
    return NDArray.of(values, shape);
  }

  /// 0 to `n` - 1 in random order.
  static NDArray permutation(Generator generator, int n) {
    long[] values = new long[n];
    for (int i = 0; i < n; i++) values[i] = i;
    synchronized (generator) {
      for (int i = 0; i < n - 1; i++) {
        int other = i + (int) (Integer.toUnsignedLong(generator.next32()) % (n - i));
        long swapped = values[i];
        values[i] = values[other];
        values[other] = swapped;
      }
    }
    return NDArray.of(values, Shape.of(n));
  }
}
