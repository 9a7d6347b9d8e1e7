package rivulet.array;

import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// Softmax and its logarithm along a dimension, and what they make of a gradient.
public final class Softmax {
  private Softmax() {}

  /// `exp(a) / Σ exp(a)`, shifted by the greatest element so that nothing overflows.
  public static NDArray softmax(NDArray a, int dim, DType result) {
    NDArray shifted = shifted(a, dim, result.compute());
    NDArray powers = Elementwise.apply(Unary.EXP, shifted, shifted.dtype());
    shifted.storage().release();
    Elementwise.applyInPlace(Binary.DIV, powers, sum(powers, dim), powers.dtype());
    return powers.to(result);
  }

  /// The logarithm of [#softmax], without taking that of a small number.
  public static NDArray logSoftmax(NDArray a, int dim, DType result) {
    NDArray shifted = shifted(a, dim, result.compute());
    NDArray powers = Elementwise.apply(Unary.EXP, shifted, shifted.dtype());
    NDArray logs = Elementwise.apply(Unary.LOG, sum(powers, dim), shifted.dtype());
    powers.storage().release();
    Elementwise.applyInPlace(Binary.SUB, shifted, logs, shifted.dtype());
    return shifted.to(result);
  }

  /// `y · (g - Σ g · y)` for the result `y`.
  public static NDArray softmaxGradient(NDArray g, NDArray y, int dim) {
    DType compute = y.dtype().compute();
    NDArray product = Elementwise.apply(Binary.MUL, g, y, compute);
    NDArray centred = Elementwise.apply(Binary.SUB, g, sum(product, dim), compute);
    product.storage().release();
    Elementwise.applyInPlace(Binary.MUL, centred, y.to(compute), compute);
    return centred.to(y.dtype());
  }

  /// `g - exp(y) · Σ g` for the result `y`.
  public static NDArray logSoftmaxGradient(NDArray g, NDArray y, int dim) {
    DType compute = y.dtype().compute();
    NDArray powers = Elementwise.apply(Unary.EXP, y, compute);
    Elementwise.applyInPlace(Binary.MUL, powers, sum(g.to(compute), dim), compute);
    NDArray result = Elementwise.apply(Binary.SUB, g, powers, compute);
    powers.storage().release();
    return result.to(y.dtype());
  }

  private static NDArray shifted(NDArray a, int dim, DType compute) {
    NDArray x = a.to(compute);
    if (x.rank() == 0 || x.numel() == 0) {
      return Elementwise.apply(Binary.SUB, x, x, compute);
    }
    NDArray greatest = Reduction.max(x, new int[] {dim}, true);
    return Elementwise.apply(Binary.SUB, x, greatest, compute);
  }

  private static NDArray sum(NDArray a, int dim) {
    return a.rank() == 0 ? a.copy() : Reduction.sum(a, new int[] {dim}, true, a.dtype());
  }
}
