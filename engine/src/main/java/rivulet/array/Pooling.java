package rivulet.array;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// The greatest element of every window of the last dimensions, and where it lies.
public final class Pooling {
  /// Elements that are worked on together.
  private static final int BLOCK = 1 << 15;

  private Pooling() {}

  /// What was found.
  ///
  /// @param values the greatest element of each window; NaN wins
  /// @param indices its place (int64) among the spatial elements in row-major order
  public record Greatest(NDArray values, NDArray indices) {}

  /// Windows of these sizes on the last dimensions of `x`; outside of it lies nothing.
  ///
  /// @param space the number of windows in each of these dimensions
  public static Greatest max(
      NDArray x, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] space) {
    DType compute = x.dtype().isFloatingPoint() ? x.dtype().compute() : DType.INT64;
    NDArray from = x.to(compute).contiguous();
    int[] sizes = x.shape().toArray();
    int outer = sizes.length - kernel.length;
    int[] inner = Arrays.copyOfRange(sizes, outer, sizes.length);
    System.arraycopy(space, 0, sizes, outer, space.length);
    NDArray values = NDArray.empty(Shape.of(sizes), compute);
    NDArray places = NDArray.empty(values.shape(), DType.INT64);
    Taps taps = new Taps(inner, kernel, stride, padding, dilation, space);
    int area = from.numel() / Math.max(1, values.numel() / Math.max(1, taps.windows()));
    Raw.with(
        arrays ->
            each(
                values.numel() / Math.max(1, taps.windows()),
                area,
                plane -> max(compute, arrays, from.offset(), area, plane, taps)),
        from,
        values,
        places);
    return new Greatest(values.to(x.dtype()), places);
  }

  /// Runs planes in blocks, which their size alone decides.
  private static void each(int planes, int area, IntConsumer plane) {
    int together = Math.max(1, BLOCK / Math.max(1, area));
    Blocks.run(
        Math.ceilDiv(planes, together),
        2L * area * planes,
        block -> {
          int end = Math.min(planes, (block + 1) * together);
          for (int i = block * together; i < end; i++) plane.accept(i);
        });
  }

  private static void max(
      DType dtype, Object[] arrays, int offset, int area, int index, Taps taps) {
    int plane = offset + index * area;
    int to = index * taps.windows();
    long[] places = (long[]) arrays[2];
    switch (dtype) {
      case FLOAT32 ->
          PoolingLoops.max((float[]) arrays[0], plane, taps, (float[]) arrays[1], places, to);
      case FLOAT64 ->
          PoolingLoops.max((double[]) arrays[0], plane, taps, (double[]) arrays[1], places, to);
      default -> PoolingLoops.max((long[]) arrays[0], plane, taps, (long[]) arrays[1], places, to);
    }
  }

  /// From each row of `x` the elements at these places: (rows, n), (rows, m) → (rows, m).
  public static NDArray gather(NDArray x, NDArray places) {
    return Indexing.index(x, List.of(rows(x), places));
  }

  /// To rows of `size` zeros the elements added at these places: (rows, m) → (rows, size).
  public static NDArray scatter(NDArray x, NDArray places, int size) {
    DType compute = x.dtype().compute();
    NDArray sums = NDArray.zeros(Shape.of(x.shape().size(0), size), compute);
    NDArray from = x.to(compute).contiguous();
    NDArray at = places.contiguous();
    int count = x.shape().size(1);
    Raw.with(
        arrays ->
            each(
                x.shape().size(0),
                size,
                row -> {
                  int first = row * count;
                  scatter(arrays, from.offset() + first, at.offset() + first, count, row * size);
                }),
        from,
        at,
        sums);
    return sums.to(x.dtype());
  }

  private static void scatter(Object[] arrays, int from, int first, int count, int plane) {
    long[] places = (long[]) arrays[1];
    if (arrays[0] instanceof float[] x) {
      PoolingLoops.scatter(x, from, places, first, count, (float[]) arrays[2], plane);
    } else {
      double[] x = (double[]) arrays[0];
      PoolingLoops.scatter(x, from, places, first, count, (double[]) arrays[2], plane);
    }
  }

  private static NDArray rows(NDArray x) {
    Scalar count = Scalar.of((long) x.shape().size(0));
    return NDArray.arange(Scalar.of(0L), count, Scalar.of(1L), DType.INT64).unsqueeze(1);
  }
}
