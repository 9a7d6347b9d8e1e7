package rivulet.array;

import org.jspecify.annotations.Nullable;

/// Rows brought to mean 0 and variance 1: layer normalisation, and what it makes of a gradient.
///
/// Operands are (rows, n); weight and bias (n).
public final class Normalization {
  /// Elements of the rows that are a block.
  private static final int BLOCK = 1 << 14;

  private Normalization() {}

  /// Rows that were normalised.
  ///
  /// @param value `(x - mean) · scale · weight + bias`
  /// @param stats of each row its mean and its scale, `1 / √(variance + eps)`: (rows, 2), float64
  public record Result(NDArray value, NDArray stats) {}

  /// Normalises every row.
  public static Result layer(
      NDArray x, @Nullable NDArray weight, @Nullable NDArray bias, double eps) {
    Rows rows = new Rows(x);
    NDArray value = NDArray.empty(x.shape(), rows.dtype);
    NDArray stats = NDArray.empty(Shape.of(rows.count, 2), DType.FLOAT64);
    Object w = rows.vector(weight);
    Object b = rows.vector(bias);
    Raw.with(
        arrays -> {
          rows.blocks((first, end) -> {
            for (int row = first; row < end; row++) {
              layer(arrays, rows.start(row), row * rows.n, rows.n, w, b, eps, 2 * row);
            }
          });
        },
        rows.x,
        value,
        stats);
    return new Result(value.to(x.dtype()), stats);
  }

  private static void layer(
      Object[] arrays,
      int from,
      int to,
      int n,
      @Nullable Object weight,
      @Nullable Object bias,
      double eps,
      int at) {
    double[] stats = (double[]) arrays[2];
    if (arrays[0] instanceof float[] x) {
      float[] y = (float[]) arrays[1];
      FloatNormalization.layer(x, from, y, to, n, (float[]) weight, (float[]) bias, eps, stats, at);
    } else {
      double[] y = (double[]) arrays[1];
      DoubleNormalization.layer(
          (double[]) arrays[0], from, y, to, n, (double[]) weight, (double[]) bias, eps, stats, at);
    }
  }

  /// The gradient of `x`: `(h - mean(h) - r · mean(h · r)) · scale` where `h = g · weight` and `r`
  /// is the row normalised.
  public static NDArray input(NDArray g, NDArray x, @Nullable NDArray weight, NDArray stats) {
    Rows rows = new Rows(x);
    NDArray result = NDArray.empty(x.shape(), rows.dtype);
    Object w = rows.vector(weight);
    Raw.with(
        arrays -> {
          rows.blocks((first, end) -> {
            Object h = Elements.of(rows.dtype).allocate(rows.n);
            Object r = Elements.of(rows.dtype).allocate(rows.n);
            for (int row = first; row < end; row++) {
              input(arrays, row * rows.n, rows.n, w, 2 * row, h, r);
            }
          });
        },
        rows.level(g),
        rows.level(rows.x),
        result,
        stats);
    return result.to(x.dtype());
  }

  private static void input(
      Object[] arrays, int from, int n, @Nullable Object weight, int at, Object h, Object r) {
    double[] stats = (double[]) arrays[3];
    if (arrays[0] instanceof float[] g) {
      float[] x = (float[]) arrays[1];
      float[] to = (float[]) arrays[2];
      FloatNormalization.input(
          g, x, from, to, n, (float[]) weight, stats, at, (float[]) h, (float[]) r);
    } else {
      double[] g = (double[]) arrays[0];
      double[] x = (double[]) arrays[1];
      double[] to = (double[]) arrays[2];
      DoubleNormalization.input(
          g, x, from, to, n, (double[]) weight, stats, at, (double[]) h, (double[]) r);
    }
  }

  /// The gradient of the weight: the sum over rows of `g` times the row normalised.
  public static NDArray weight(NDArray g, NDArray x, NDArray stats) {
    Rows rows = new Rows(x);
    double[] sums = new double[rows.n];
    Raw.with(
        arrays -> {
          for (int row = 0; row < rows.count; row++) {
            weight(arrays, row * rows.n, rows.n, 2 * row, sums);
          }
        },
        rows.level(g),
        rows.level(rows.x),
        stats);
    return NDArray.wrap(sums, Shape.of(rows.n), DType.FLOAT64).to(rows.dtype).to(x.dtype());
  }

  private static void weight(Object[] arrays, int from, int n, int at, double[] sums) {
    double[] stats = (double[]) arrays[2];
    if (arrays[0] instanceof float[] g) {
      FloatNormalization.weight(g, (float[]) arrays[1], from, n, stats, at, sums);
    } else {
      double[] g = (double[]) arrays[0];
      DoubleNormalization.weight(g, (double[]) arrays[1], from, n, stats, at, sums);
    }
  }

  /// A matrix in the dtype that its rows are computed in, row by row in memory.
  private static final class Rows {
    private final DType dtype;
    private final NDArray x;
    private final int count;
    private final int n;

    Rows(NDArray x) {
      this.dtype = x.dtype().compute();
      this.x = x.to(dtype).contiguous();
      this.count = x.shape().size(0);
      this.n = x.shape().size(1);
    }

    /// Some rows, of which each stands for itself.
    interface Body {
      void run(int first, int end);
    }

    void blocks(Body body) {
      int rows = Math.max(1, BLOCK / Math.max(n, 1));
      Blocks.run(
          Math.ceilDiv(count, rows),
          2L * count * n,
          block -> body.run(block * rows, Math.min(count, (block + 1) * rows)));
    }

    int start(int row) {
      return x.offset() + row * n;
    }

    /// The same elements from the start of a storage on.
    NDArray level(NDArray matrix) {
      NDArray rows = matrix.to(dtype).contiguous();
      return rows.offset() == 0 ? rows : rows.copy();
    }

    /// An array of these elements alone.
    @Nullable Object vector(@Nullable NDArray vector) {
      if (vector == null) return null;
      return dtype == DType.FLOAT32 ? vector.toFloats() : vector.toDoubles();
    }
  }
}
