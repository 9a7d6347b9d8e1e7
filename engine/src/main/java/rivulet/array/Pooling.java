package rivulet.array;

import java.util.Arrays;
import java.util.List;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;

/// The greatest element of every window of the last dimensions, and where it lies.
public final class Pooling {
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
    if (x.dtype() == DType.FLOAT32 && kernel.length <= 2) {
      return new FloatPooling(x, kernel, stride, padding, dilation, space).max();
    }
    Windows windows = new Windows(x, kernel, stride, padding, dilation, space);
    NDArray values = windows.full(x.dtype(), Scalar.of(Double.NEGATIVE_INFINITY));
    NDArray indices = windows.full(DType.INT64, Scalar.of(0L));
    NDArray padded = windows.padded(x, Scalar.of(Double.NEGATIVE_INFINITY));
    NDArray places = windows.padded(windows.places(), Scalar.of(0L));
    int[] position = new int[kernel.length];
    do {
      NDArray candidate = windows.at(padded, position);
      NDArray better = better(candidate, values);
      values = Elementwise.where(better, candidate, values, x.dtype());
      indices = Elementwise.where(better, windows.at(places, position), indices, DType.INT64);
    } while (advance(position, kernel));
    return new Greatest(values, indices);
  }

  /// From each row of `x` the elements at these places: (rows, n), (rows, m) → (rows, m).
  public static NDArray gather(NDArray x, NDArray places) {
    if (x.dtype() == DType.FLOAT32) return FloatPooling.gather(x, places);
    return Indexing.index(x, List.of(rows(x), places));
  }

  /// To rows of `size` zeros the elements added at these places: (rows, m) → (rows, size).
  public static NDArray scatter(NDArray x, NDArray places, int size) {
    if (x.dtype() == DType.FLOAT32) return FloatPooling.scatter(x, places, size);
    NDArray zeros = NDArray.zeros(Shape.of(x.shape().size(0), size), x.dtype());
    Indexing.indexPut(zeros, List.of(rows(x), places), x, true);
    return zeros;
  }

  private static NDArray rows(NDArray x) {
    Scalar count = Scalar.of((long) x.shape().size(0));
    return NDArray.arange(Scalar.of(0L), count, Scalar.of(1L), DType.INT64).unsqueeze(1);
  }

  private static NDArray better(NDArray candidate, NDArray values) {
    DType dtype = values.dtype();
    NDArray greater = Elementwise.compare(Comparison.GT, candidate, values, dtype);
    if (!dtype.isFloatingPoint()) return greater;
    NDArray nan = Elementwise.compare(Comparison.NE, candidate, candidate, dtype);
    return Elementwise.apply(Binary.OR, greater, nan, DType.BOOL);
  }

  private static boolean advance(int[] position, int[] sizes) {
    for (int d = position.length - 1; d >= 0; d--) {
      if (++position[d] < sizes[d]) return true;
      position[d] = 0;
    }
    return false;
  }

  /// How windows lie on an array.
  private static final class Windows {
    private final int[] stride;
    private final int[] padding;
    private final int[] dilation;
    private final int[] space;
    private final int[] outer;
    private final int[] inner;
    private final int[] covered;

    Windows(NDArray x, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] space) {
      this.stride = stride;
      this.padding = padding;
      this.dilation = dilation;
      this.space = space;
      int[] sizes = x.shape().toArray();
      outer = Arrays.copyOf(sizes, sizes.length - kernel.length);
      inner = Arrays.copyOfRange(sizes, outer.length, sizes.length);
      covered = new int[kernel.length];
      for (int d = 0; d < kernel.length; d++) {
        int reach = (space[d] - 1) * stride[d] + dilation[d] * (kernel[d] - 1) + 1;
        covered[d] = Math.max(reach, inner[d] + padding[d]);
      }
    }

    NDArray full(DType dtype, Scalar value) {
      return NDArray.full(Shape.of(joined(outer, space)), dtype, value);
    }

    NDArray places() {
      int count = Arrays.stream(inner).reduce(1, (a, b) -> a * b);
      NDArray places =
          NDArray.arange(Scalar.of(0L), Scalar.of((long) count), Scalar.of(1L), DType.INT64);
      return Convolution.shaped(places, inner);
    }

    /// With as much around the last dimensions as windows reach.
    NDArray padded(NDArray x, Scalar around) {
      int dims = x.rank() - inner.length;
      int[] sizes = joined(Arrays.copyOf(x.shape().toArray(), dims), covered);
      NDArray padded = NDArray.full(Shape.of(sizes), x.dtype(), around);
      NDArray target = padded;
      for (int d = 0; d < inner.length; d++) {
        target = target.slice(dims + d, padding[d], padding[d] + inner[d], 1);
      }
      target.copyFrom(x);
      return padded;
    }

    /// The element at this position of every window.
    NDArray at(NDArray padded, int[] position) {
      NDArray element = padded;
      for (int d = 0; d < inner.length; d++) {
        int start = position[d] * dilation[d];
        int stop = start + (space[d] - 1) * stride[d] + 1;
        element = element.slice(padded.rank() - inner.length + d, start, stop, stride[d]);
      }
      return element;
    }

    private static int[] joined(int[] a, int[] b) {
      int[] joined = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, joined, a.length, b.length);
      return joined;
    }
  }
}
