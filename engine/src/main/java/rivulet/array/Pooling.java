package rivulet.array;

import java.util.Arrays;
import java.util.List;

/// The greatest element of every window of the last dimensions, and where it lies.
public final class Pooling {
  /// Stands for an element of a window that lies outside.
  static final int NOWHERE = -1;

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
    int[] taps = new Taps(inner, kernel, stride, padding, dilation, space).all();
    int windows = product(space);
    Raw.with(
        arrays -> {
          for (int to = 0, plane = from.offset(); to < values.numel(); to += windows) {
            max(compute, arrays, plane, taps, product(kernel), to);
            plane += product(inner);
          }
        },
        from,
        values,
        places);
    return new Greatest(values.to(x.dtype()), places);
  }

  private static void max(DType dtype, Object[] arrays, int plane, int[] taps, int size, int to) {
    long[] places = (long[]) arrays[2];
    switch (dtype) {
      case FLOAT32 ->
          PoolingLoops.max((float[]) arrays[0], plane, taps, size, (float[]) arrays[1], places, to);
      case FLOAT64 ->
          PoolingLoops.max(
              (double[]) arrays[0], plane, taps, size, (double[]) arrays[1], places, to);
      default ->
          PoolingLoops.max((long[]) arrays[0], plane, taps, size, (long[]) arrays[1], places, to);
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
        arrays -> {
          for (int row = 0; row < x.shape().size(0); row++) {
            int first = row * count;
            scatter(arrays, from.offset() + first, at.offset() + first, count, row * size);
          }
        },
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

  private static int product(int[] sizes) {
    int product = 1;
    for (int size : sizes) product *= size;
    return product;
  }

  /// Where the elements of windows lie in a plane; the same for every plane.
  private static final class Taps {
    private final int[] inner;
    private final int[] kernel;
    private final int[] stride;
    private final int[] padding;
    private final int[] dilation;
    private final int[] space;

    Taps(int[] inner, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] space) {
      this.inner = inner;
      this.kernel = kernel;
      this.stride = stride;
      this.padding = padding;
      this.dilation = dilation;
      this.space = space;
    }

    int[] all() {
      int[] taps = new int[product(space) * product(kernel)];
      if (taps.length == 0) return taps;
      int[] window = new int[space.length];
      int n = 0;
      do {
        int[] position = new int[kernel.length];
        do {
          taps[n++] = tap(window, position);
        } while (advance(position, kernel));
      } while (advance(window, space));
      return taps;
    }

    private int tap(int[] window, int[] position) {
      int tap = 0;
      for (int d = 0; d < inner.length; d++) {
        int at = window[d] * stride[d] - padding[d] + position[d] * dilation[d];
        if (at < 0 || at >= inner[d]) return NOWHERE;
        tap = tap * inner[d] + at;
      }
      return tap;
    }

    private static boolean advance(int[] position, int[] sizes) {
      for (int d = position.length - 1; d >= 0; d--) {
        if (++position[d] < sizes[d]) return true;
        position[d] = 0;
      }
      return false;
    }
  }
}
