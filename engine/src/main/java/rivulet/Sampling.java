package rivulet;

import rivulet.array.BoxMuller;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
import rivulet.array.Shape;

/// Arrays of random numbers, drawn in PyTorch's order. A stop asked of the thread ends the drawing
/// of many.
final class Sampling {
  /// How many numbers are drawn between two looks at whether to stop.
  private static final int STRIDE = 1 << 14;

  /// What draws where no generator is named.
  static final Generator DEFAULT = new Generator();

  private Sampling() {}

  /// Uniform from `from` up to `to`, in a floating dtype.
  static NDArray uniform(Generator generator, Shape shape, DType dtype, double from, double to) {
    synchronized (generator) {
      int count = shape.numel();
      return switch (dtype) {
        case FLOAT64 ->
            NDArray.doubles(shape, values -> uniform(generator, values, count, from, to));
        case FLOAT32 -> floats(generator, shape, (float) from, (float) to);
        default -> halves(generator, shape, dtype, (float) from, (float) to);
      };
    }
  }

  /// Drawn as floats; what is rounded up to the end becomes the start.
  private static NDArray halves(
      Generator generator, Shape shape, DType dtype, float from, float to) {
    NDArray rounded = floats(generator, shape, from, to).to(dtype);
    double end = NDArray.full(Shape.SCALAR, dtype, Scalar.of(to)).getDouble(0);
    double[] values = rounded.toDoubles();
    for (int i = 0; i < values.length; i++) if (values[i] == end) values[i] = from;
    return NDArray.of(values, shape).to(dtype);
  }

  private static NDArray floats(Generator generator, Shape shape, float from, float to) {
    int count = shape.numel();
    float range = to - from;
    return NDArray.floats(
        shape,
        values ->
            inStrides(
                count,
                (start, end) -> {
                  generator.fill(values, start, end);
                  for (int i = start; i < end; i++) values[i] = Math.fma(values[i], range, from);
                }));
  }

  private static void uniform(
      Generator generator, double[] values, int count, double from, double to) {
    inStrides(
        count,
        (start, end) -> {
          for (int i = start; i < end; i++) {
            values[i] = Math.fma(generator.nextDouble(), to - from, from);
          }
        });
  }

  /// Normal, in a floating dtype; `blocks` where PyTorch fills contiguous memory.
  static NDArray normal(
      Generator generator, Shape shape, DType dtype, double mean, double std, boolean blocks) {
    synchronized (generator) {
      if (shape.numel() < BoxMuller.BLOCK || !blocks) {
        return oneByOne(generator, shape, mean, std).to(dtype);
      }
      return switch (dtype) {
        case FLOAT64 -> doubleBlocks(generator, shape, mean, std);
        case FLOAT32 -> floatBlocks(generator, shape, (float) mean, (float) std, shape.numel());
        default -> floatBlocks(generator, shape, (float) mean, (float) std, whole(shape)).to(dtype);
      };
    }
  }

  private static NDArray oneByOne(Generator generator, Shape shape, double mean, double std) {
    int count = shape.numel();
    return NDArray.doubles(
        shape,
        values ->
            inStrides(
                count,
                (start, end) -> {
                  for (int i = start; i < end; i++) values[i] = generator.nextNormal() * std + mean;
                }));
  }

  /// If the elements are no multiple of a block, the last block is drawn anew.
  ///
  /// @param drawn how many are drawn before: all, or those of whole blocks only
  private static NDArray floatBlocks(
      Generator generator, Shape shape, float mean, float std, int drawn) {
    int count = shape.numel();
    return NDArray.floats(
        shape,
        values -> {
          inStrides(drawn, (start, end) -> generator.fill(values, start, end));
          BoxMuller.transform(values, 0, count / BoxMuller.BLOCK, mean, std);
          if (count == whole(shape)) return;
          int last = count - BoxMuller.BLOCK;
          generator.fill(values, last, count);
          BoxMuller.transform(values, last, 1, mean, std);
        });
  }

  private static NDArray doubleBlocks(Generator generator, Shape shape, double mean, double std) {
    int count = shape.numel();
    return NDArray.doubles(
        shape,
        values -> {
          uniform(generator, values, count, 0, 1);
          BoxMuller.transform(values, 0, count / BoxMuller.BLOCK, mean, std);
          if (count == whole(shape)) return;
          int last = count - BoxMuller.BLOCK;
          for (int i = last; i < count; i++) values[i] = generator.nextDouble();
          BoxMuller.transform(values, last, 1, mean, std);
        });
  }

  /// How many of its elements are in whole blocks.
  private static int whole(Shape shape) {
    return shape.numel() / BoxMuller.BLOCK * BoxMuller.BLOCK;
  }

  private interface Stretch {
    void draw(int start, int end);
  }

  private static void inStrides(int count, Stretch stretch) {
    for (int start = 0; start < count; start += STRIDE) {
      Op.checkStop();
      stretch.draw(start, Math.min(count, start + STRIDE));
    }
  }

  /// Integers from `low` up to `high`.
  static NDArray integers(Generator generator, Shape shape, long low, long high) {
    long[] values = new long[shape.numel()];
    synchronized (generator) {
      inStrides(
          values.length,
          (start, end) -> {
            for (int i = start; i < end; i++) values[i] = generator.nextBelow(high - low) + low;
          });
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
