package rivulet.array;

import java.util.function.Consumer;

/// Arrays from Java arrays and from arithmetic sequences.
final class Creation {
  private Creation() {}

  static NDArray of(Object values, Shape shape, DType dtype) {
    NDArray array = NDArray.empty(shape, dtype);
    Raw.with(arrays -> System.arraycopy(values, 0, arrays[0], 0, shape.numel()), array);
    return array;
  }

  static NDArray floats(Shape shape, Consumer<float[]> writer) {
    NDArray array = NDArray.empty(shape, DType.FLOAT32);
    Raw.with(arrays -> writer.accept((float[]) arrays[0]), array);
    return array;
  }

  static NDArray doubles(Shape shape, Consumer<double[]> writer) {
    NDArray array = NDArray.empty(shape, DType.FLOAT64);
    Raw.with(arrays -> writer.accept((double[]) arrays[0]), array);
    return array;
  }

  static NDArray arange(Scalar start, Scalar end, Scalar step, DType dtype) {
    return isIntegral(start) && isIntegral(end) && isIntegral(step)
        ? integers(start.asLong(), end.asLong(), step.asLong(), dtype)
        : numbers(start, end, step, dtype);
  }

  private static boolean isIntegral(Scalar scalar) {
    return scalar.dtype() != DType.FLOAT64;
  }

  private static NDArray integers(long start, long end, long step, DType dtype) {
    long[] values = new long[Math.toIntExact(Math.ceilDiv(end - start, step))];
    for (int i = 0; i < values.length; i++) values[i] = start + i * step;
    return NDArray.of(values, Shape.of(values.length)).to(dtype);
  }

  private static NDArray numbers(Scalar start, Scalar end, Scalar step, DType dtype) {
    if (dtype == DType.INT64) return integers(start.asLong(), end.asLong(), step.asLong(), dtype);
    double size = Math.ceil((end.asDouble() - start.asDouble()) / step.asDouble());
    if (!dtype.isFloatingPoint()) return truncated(start, step, (int) size, dtype);
    double[] values = new double[(int) size];
    for (int i = 0; i < values.length; i++) values[i] = start.asDouble() + i * step.asDouble();
    return NDArray.of(values, Shape.of(values.length)).to(dtype);
  }

  /// PyTorch truncates start and step first: `arange(0.5, 3, 0.7, dtype=int32)` is all zeros.
  private static NDArray truncated(Scalar start, Scalar step, int size, DType dtype) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) values[i] = start.asLong() + i * step.asLong();
    return NDArray.of(values, Shape.of(size)).to(dtype);
  }

  /// Counts from the nearer end, in the precision of the dtype and fused, as PyTorch does.
  static NDArray linspace(double start, double end, int steps, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> floats((float) start, (float) end, steps);
      case FLOAT64 -> doubles(start, end, steps);
      case FLOAT16, BFLOAT16 -> floats((float) start, (float) end, steps).to(dtype);
      case BOOL, UINT8, INT8, INT16, INT32, INT64 ->
          wholes((long) start, (long) end, steps).to(dtype);
    };
  }

  private static NDArray floats(float start, float end, int steps) {
    float[] values = new float[steps];
    float step = (end - start) / (steps - 1);
    for (int i = 0; i < steps; i++) {
      values[i] = i < steps / 2 ? Math.fma(step, i, start) : Math.fma(-step, steps - i - 1, end);
    }
    if (steps == 1) values[0] = start;
    return NDArray.of(values, Shape.of(steps));
  }

  private static NDArray doubles(double start, double end, int steps) {
    double[] values = new double[steps];
    double step = (end - start) / (steps - 1);
    for (int i = 0; i < steps; i++) {
      values[i] = i < steps / 2 ? Math.fma(step, i, start) : Math.fma(-step, steps - i - 1, end);
    }
    if (steps == 1) values[0] = start;
    return NDArray.of(values, Shape.of(steps));
  }

  /// The step is a float64, each value truncated, as in PyTorch.
  private static NDArray wholes(long start, long end, int steps) {
    long[] values = new long[steps];
    double step = (double) (end - start) / (steps - 1);
    for (int i = 0; i < steps; i++) {
      boolean first = i < steps / 2;
      double value =
          first ? Math.fma(step, i, (double) start) : Math.fma(-step, steps - i - 1, (double) end);
      values[i] = (long) value;
    }
    if (steps == 1) values[0] = start;
    return NDArray.of(values, Shape.of(steps));
  }
}
