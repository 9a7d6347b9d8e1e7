package rivulet.array;

import java.util.Arrays;
import java.util.List;

/// The greatest element of every window of the last dimensions, and where it lies; and the two maps
/// that belong to it.
public final class Pooling {
  /// Elements that are worked on together.
  private static final int BLOCK = 1 << 15;

  private final int[] inner;
  private final int[] kernel;
  private final int[] stride;
  private final int[] padding;
  private final int[] dilation;
  private final int[] space;
  private final int area;
  private final int windows;

  /// Windows of these sizes; outside of the array lies nothing.
  ///
  /// @param inner the sizes of the last dimensions
  /// @param space the number of windows in each of them
  public Pooling(
      int[] inner, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] space) {
    this.inner = inner;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.space = space;
    this.area = product(inner);
    this.windows = product(space);
  }

  private static int product(int[] sizes) {
    return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
  }

  /// What was found.
  ///
  /// @param values the greatest element of each window; NaN wins
  /// @param places its place (int32) among the spatial elements in row-major order
  public record Greatest(NDArray values, NDArray places) {}

  /// The greatest elements of the windows on the last dimensions of `x`.
  public Greatest max(NDArray x) {
    DType compute = x.dtype().isFloatingPoint() ? x.dtype().compute() : DType.INT64;
    NDArray from = x.to(compute).contiguous();
    int[] sizes = x.shape().toArray();
    System.arraycopy(space, 0, sizes, sizes.length - space.length, space.length);
    NDArray values = NDArray.empty(Shape.of(sizes), compute);
    NDArray places = NDArray.empty(values.shape(), DType.INT32);
    int planes = values.numel() / Math.max(1, windows);
    if (areSquares(compute)) squares(from, values, places, planes);
    else windows(from, values, places, planes);
    return new Greatest(values.to(x.dtype()), places);
  }

  private void windows(NDArray from, NDArray values, NDArray places, int planes) {
    Taps taps = new Taps(inner, kernel, stride, padding, dilation, space);
    Raw.with(
        arrays ->
            each(
                planes,
                2L * area * planes,
                (first, count) -> {
                  for (int p = first; p < first + count; p++) {
                    max(from.dtype(), arrays, from.offset() + p * area, p * windows, taps);
                  }
                }),
        from,
        values,
        places);
  }

  private static void max(DType dtype, Object[] arrays, int plane, int to, Taps taps) {
    int[] places = (int[]) arrays[2];
    switch (dtype) {
      case FLOAT32 ->
          PoolingLoops.max((float[]) arrays[0], plane, taps, (float[]) arrays[1], places, to);
      case FLOAT64 ->
          PoolingLoops.max((double[]) arrays[0], plane, taps, (double[]) arrays[1], places, to);
      default -> PoolingLoops.max((long[]) arrays[0], plane, taps, (long[]) arrays[1], places, to);
    }
  }

  /// Whether windows are two by two, side by side, all inside.
  private boolean areSquares(DType dtype) {
    boolean squares = dtype == DType.FLOAT32 && kernel.length == 2 && windows > 0;
    for (int d = 0; d < kernel.length; d++) {
      squares &= kernel[d] == 2 && stride[d] == 2 && padding[d] == 0 && dilation[d] == 1;
      squares &= space[d] == inner[d] / 2;
    }
    return squares;
  }

  /// Some of the planes.
  @FunctionalInterface
  private interface Planes {
    void run(int first, int count);
  }

  private void squares(NDArray x, NDArray values, NDArray places, int planes) {
    Raw.with(
        arrays -> {
          float[] greatest = (float[]) arrays[1];
          FloatSquares squares =
              new FloatSquares(
                  (float[]) arrays[0], x.offset(), inner[0], inner[1], greatest, (int[]) arrays[2]);
          each(planes, (long) area * planes / 4, squares::max);
        },
        x,
        values,
        places);
  }

  /// Runs planes in blocks, which their size alone decides.
  ///
  /// @param nanos an estimate of what all of them take
  private void each(int planes, long nanos, Planes some) {
    int together = Math.max(1, BLOCK / Math.max(1, area));
    Blocks.run(
        Math.ceilDiv(planes, together),
        nanos,
        block -> {
          int first = block * together;
          some.run(first, Math.min(planes - first, together));
        });
  }

  /// From each plane of `x` the elements at these places: (planes, area), (planes, windows) →
  /// (planes, windows).
  public static NDArray gather(NDArray x, NDArray places) {
    return Indexing.index(x, List.of(rows(x), places.to(DType.INT64)));
  }

  private static NDArray rows(NDArray x) {
    Scalar count = Scalar.of((long) x.shape().size(0));
    return NDArray.arange(Scalar.of(0L), count, Scalar.of(1L), DType.INT64).unsqueeze(1);
  }

  /// To planes of zeros the elements added at these places: (planes, windows) → (planes, area).
  public NDArray scatter(NDArray x, NDArray places) {
    DType compute = x.dtype().compute();
    NDArray from = x.to(compute).contiguous();
    NDArray at = places.contiguous();
    int planes = x.shape().size(0);
    NDArray sums = NDArray.empty(Shape.of(planes, area), compute);
    scatter(from, at, sums);
    return sums.to(x.dtype());
  }

  private void scatter(NDArray from, NDArray places, NDArray sums) {
    int planes = sums.shape().size(0);
    Raw.with(
        arrays ->
            each(
                planes,
                (long) area * planes,
                (first, count) -> {
                  Elements.of(sums.dtype())
                      .fill(arrays[2], first * area, 1, count * area, Scalar.of(0L));
                  for (int p = first; p < first + count; p++) {
                    int window = p * windows;
                    scatter(arrays, from.offset() + window, places.offset() + window, p * area);
                  }
                }),
        from,
        places,
        sums);
  }

  private void scatter(Object[] arrays, int from, int first, int plane) {
    int[] places = (int[]) arrays[1];
    if (arrays[0] instanceof float[] x) {
      PoolingLoops.scatter(x, from, places, first, windows, (float[]) arrays[2], plane);
    } else {
      double[] x = (double[]) arrays[0];
      PoolingLoops.scatter(x, from, places, first, windows, (double[]) arrays[2], plane);
    }
  }
}
