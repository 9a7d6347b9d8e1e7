package rivulet;

import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
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
        case FLOAT32 -> NDArray.of(floats(generator, count, (float) from, (float) to), shape);
        default -> halves(generator, shape, dtype, (float) from, (float) to);
      };
    }
  }

  /// Drawn as floats; what is rounded up to the end becomes the start.
  private static NDArray halves(
      Generator generator, Shape shape, DType dtype, float from, float to) {
    NDArray rounded = NDArray.of(floats(generator, shape.numel(), from, to), shape).to(dtype);
    double end = NDArray.full(Shape.SCALAR, dtype, Scalar.of(to)).getDouble(0);
    double[] values = rounded.toDoubles();
    for (int i = 0; i < values.length; i++) if (values[i] == end) values[i] = from;
    return NDArray.of(values, shape).to(dtype);
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
      return switch (dtype) {
        case FLOAT64 -> NDArray.of(NormalBlocks.doubles(generator, count, mean, std), shape);
        case FLOAT32 ->
            NDArray.of(NormalBlocks.floats(generator, count, (float) mean, (float) std), shape);
        default ->
            NDArray.of(NormalBlocks.halves(generator, count, (float) mean, (float) std), shape)
                .to(dtype);
      };
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
