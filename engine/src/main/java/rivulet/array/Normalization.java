package rivulet.array;

import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// Rows brought to mean 0 and variance 1: layer normalisation, and what it makes of a gradient.
///
/// Operands are (rows, n); weight and bias (n).
public final class Normalization {
  private static final int[] ROW = {1};

  private Normalization() {}

  /// `(x - mean) / √(variance + eps) · weight + bias`
  public static NDArray layer(
      NDArray x, @Nullable NDArray weight, @Nullable NDArray bias, double eps) {
    DType compute = x.dtype().compute();
    NDArray y = normalized(x, eps);
    if (weight != null) Elementwise.applyInPlace(Binary.MUL, y, weight.to(compute), compute);
    if (bias != null) Elementwise.applyInPlace(Binary.ADD, y, bias.to(compute), compute);
    return y.to(x.dtype());
  }

  /// The gradient of `x`: `(h - mean(h) - n · mean(h · n)) / √(variance + eps)` where `h = g ·
  /// weight` and `n` is the row normalised.
  public static NDArray input(NDArray g, NDArray x, @Nullable NDArray weight, double eps) {
    DType compute = x.dtype().compute();
    NDArray scale = scale(x, eps);
    NDArray n = normalized(x, eps);
    NDArray h = weight == null ? g.to(compute) : multiply(g, weight, compute);
    NDArray along = mean(multiply(h, n, compute));
    NDArray centred = Elementwise.apply(Binary.SUB, h, mean(h), compute);
    Elementwise.applyInPlace(Binary.MUL, n, along, compute);
    Elementwise.applyInPlace(Binary.SUB, centred, n, compute);
    Elementwise.applyInPlace(Binary.MUL, centred, scale, compute);
    n.storage().release();
    return centred.to(x.dtype());
  }

  /// The gradient of the weight: the sum over rows of `g` times the row normalised.
  public static NDArray weight(NDArray g, NDArray x, double eps) {
    NDArray product = multiply(g, normalized(x, eps), x.dtype().compute());
    return Reduction.sum(product, new int[] {0}, false, x.dtype());
  }

  private static NDArray normalized(NDArray x, double eps) {
    DType compute = x.dtype().compute();
    NDArray centred = centred(x);
    Elementwise.applyInPlace(Binary.MUL, centred, scale(x, eps), compute);
    return centred;
  }

  private static NDArray centred(NDArray x) {
    NDArray wide = x.to(x.dtype().compute());
    return Elementwise.apply(Binary.SUB, wide, mean(wide), wide.dtype());
  }

  /// `1 / √(variance + eps)` of every row.
  private static NDArray scale(NDArray x, double eps) {
    NDArray centred = centred(x);
    DType compute = centred.dtype();
    NDArray squares = Elementwise.apply(Unary.SQUARE, centred, compute);
    NDArray variance = mean(squares);
    centred.storage().release();
    squares.storage().release();
    Elementwise.applyInPlace(Binary.ADD, variance, Scalar.of(eps), compute);
    return Elementwise.apply(Unary.RSQRT, variance, compute);
  }

  private static NDArray mean(NDArray x) {
    NDArray sum = Reduction.sum(x, ROW, true, x.dtype());
    double n = x.shape().size(1);
    Elementwise.applyInPlace(Binary.DIV, sum, Scalar.of(n), x.dtype());
    return sum;
  }

  private static NDArray multiply(NDArray a, NDArray b, DType compute) {
    return Elementwise.apply(Binary.MUL, a, b, compute);
  }
}
