package rivulet.array;

import org.jspecify.annotations.Nullable;

/// Element-wise operations. Operands are broadcast; results are fresh and contiguous.
public final class Elementwise {
  private Elementwise() {}

  /// One operand.
  public enum Unary {
    /// The sign turned.
    NEG,
    /// The exponential function.
    EXP,
    /// The natural logarithm.
    LOG,
    /// The square root.
    SQRT,
    /// The hyperbolic tangent.
    TANH,
    /// `1 / (1 + exp(-x))`.
    SIGMOID,
    /// The value where it is positive, else 0.
    RELU,
    /// The absolute value.
    ABS,
    /// -1, 0 or 1; 0 for NaN.
    SIGN,
    /// Whether it is 0; the result is bool.
    LOGICAL_NOT,
    /// `x * x`.
    SQUARE,
    /// `x * x * x`.
    CUBE,
    /// `1 / x`.
    RECIPROCAL,
    /// `1 / (x * x)`.
    RECIPROCAL_SQUARE,
    /// `1 / sqrt(x)`.
    RSQRT,
    /// The sine.
    SIN,
    /// The cosine.
    COS,
    /// `log(1 + x)`, exact near 0.
    LOG1P,
    /// The error function.
    ERF,
    /// `x` times the distribution function of the normal distribution.
    GELU
  }

  /// Two operands.
  public enum Binary {
    /// The sum; of bool: or.
    ADD,
    /// The difference.
    SUB,
    /// The product; of bool: and.
    MUL,
    /// The quotient; floating-point only.
    DIV,
    /// The quotient rounded down.
    DIV_FLOOR,
    /// The quotient rounded toward 0.
    DIV_TRUNC,
    /// What [#DIV_FLOOR] leaves: it has the divisor's sign.
    REMAINDER,
    /// The power; of integers exact, modulo the dtype's range.
    POW,
    /// The smaller one; NaN wins.
    MIN,
    /// The greater one; NaN wins.
    MAX,
    /// Bitwise and; integers and bool.
    AND,
    /// Bitwise or; integers and bool.
    OR,
    /// Bitwise exclusive or; integers and bool.
    XOR,
    /// 0 where the first is 0 or less, else the second; floating-point only.
    GATE
  }

  /// Two operands, a truth value.
  public enum Comparison {
    /// Equal.
    EQ,
    /// Not equal.
    NE,
    /// Less.
    LT,
    /// Less or equal.
    LE,
    /// Greater.
    GT,
    /// Greater or equal.
    GE
  }

  /// The function of every element, computed in and returned as `result`.
  public static NDArray apply(Unary op, NDArray a, DType result) {
    if (op == Unary.LOGICAL_NOT) return compare(Comparison.EQ, a, Scalar.of(0L), a.dtype());
    NDArray due = Fusion.unary(op, a, result);
    if (due != null) return due;
    if (isDeferred(a, result)) {
      return Deferral.array(a.shape(), result, () -> apply(op, a, result), a);
    }
    NDArray tiny = Tiny.unary(op, a, result);
    if (tiny != null) return tiny;
    DType compute = result.compute();
    NDArray out = NDArray.empty(a.shape(), compute);
    NDArray x = a.to(compute);
    Walk.over(Loops.unary(op, compute), out, x);
    release(x, a);
    return moved(out, result);
  }

  /// Computes in and returns `result`, the dtype that the tensor layer promoted to; operands are
  /// cast on the fly.
  ///
  /// @throws ArithmeticException `ZeroDivisionError` where an integer is divided by 0
  public static NDArray apply(Binary op, NDArray a, NDArray b, DType result) {
    NDArray due = Fusion.binary(op, a, b, result);
    if (due != null) return due;
    if (isDeferred(a, result) || isDeferred(b, result)) {
      Shape shape = a.shape().broadcast(b.shape());
      return Deferral.array(shape, result, () -> apply(op, a, b, result), a, b);
    }
    NDArray tiny = Tiny.binary(op, a, b, result);
    if (tiny != null) return tiny;
    DType compute = result.compute();
    if (op == Binary.DIV_TRUNC && compute != result && result.isFloatingPoint()) {
      // PyTorch rounds the quotient to 16 bits before it drops the fraction.
      NDArray quotient = apply(Binary.DIV, a, b, result);
      return moved(apply(op, quotient, array(Scalar.of(1L), compute), compute), result);
    }
    NDArray out = NDArray.empty(a.shape().broadcast(b.shape()), compute);
    NDArray x = operand(op, a, result);
    NDArray y = operand(op, b, result);
    Walk.over(Loops.binary(op, compute), out, x, y);
    release(x, a);
    release(y, b);
    return moved(out, result);
  }

  /// As with an array of one element; a floating-point power takes PyTorch's short ways for the
  /// exponents that have one.
  public static NDArray apply(Binary op, NDArray a, Scalar b, DType result) {
    Unary power = op == Binary.POW && result.isFloatingPoint() ? power(b.asDouble()) : null;
    if (power != null) return apply(power, a, result);
    if (isDeferred(a, result)) {
      return Deferral.array(a.shape(), result, () -> apply(op, a, b, result), a);
    }
    NDArray tiny = Tiny.binary(op, a, b, result);
    return tiny != null ? tiny : apply(op, a, array(b, result), result);
  }

  /// As with an array of one element.
  public static NDArray apply(Binary op, Scalar a, NDArray b, DType result) {
    if (isDeferred(b, result)) {
      return Deferral.array(b.shape(), result, () -> apply(op, a, b, result), b);
    }
    NDArray tiny = Tiny.binary(op, a, b, result);
    return tiny != null ? tiny : apply(op, array(a, result), b, result);
  }

  /// Whether a result waits with this operand. Integers do not: their division may fail, and does
  /// so where it was asked for.
  private static boolean isDeferred(NDArray a, DType result) {
    return result.isFloatingPoint() && Deferral.holds(a);
  }

  /// In place: `a = (a.dtype) (a op b)`, computed in `compute`; b broadcasts to a's shape, and may
  /// share memory with it.
  public static void applyInPlace(Binary op, NDArray a, NDArray b, DType compute) {
    if (compute != a.dtype() || compute.compute() != compute || mayFail(op, compute)) {
      assign(a, apply(op, a, b, compute));
      return;
    }
    a.storage().settle();
    if (Tiny.inPlace(op, a, b, compute)) return;
    boolean shared = a.storage() == b.storage() && !Copy.sameWindow(a, b);
    Walk.over(Loops.binary(op, compute), a, a, shared ? b.copy() : b.to(compute));
  }

  /// A division by zero must not leave a part of the elements changed.
  private static boolean mayFail(Binary op, DType compute) {
    return !compute.isFloatingPoint()
        && (op == Binary.DIV_FLOOR || op == Binary.DIV_TRUNC || op == Binary.REMAINDER);
  }

  /// As with an array of one element.
  public static void applyInPlace(Binary op, NDArray a, Scalar b, DType compute) {
    Unary power = op == Binary.POW && compute.isFloatingPoint() ? power(b.asDouble()) : null;
    if (power != null) assign(a, apply(power, a, compute));
    else applyInPlace(op, a, array(b, compute), compute);
  }

  /// An integer wraps around at the dtype's bounds; a floating-point number stays as exact as the
  /// computation.
  private static NDArray array(Scalar value, DType dtype) {
    DType held = dtype.category() == DType.Category.INTEGRAL ? dtype : dtype.compute();
    return NDArray.wrap(Elements.of(held).single(value), Shape.SCALAR, held);
  }

  /// The operand in the type that `result` is computed in. It is rounded to `result` first, but not
  /// where PyTorch reads a single number in full precision.
  private static NDArray operand(Binary op, NDArray a, DType result) {
    boolean exact =
        a.numel() == 1
            && result.isFloatingPoint()
            && switch (op) {
              case ADD, SUB, MUL, DIV, DIV_FLOOR, DIV_TRUNC -> true;
              case REMAINDER, POW, MIN, MAX, AND, OR, XOR, GATE -> false;
            };
    return exact ? a.to(result.compute()) : rounded(a, result);
  }

  private static NDArray rounded(NDArray a, DType dtype) {
    return a.to(dtype).to(dtype.compute());
  }

  private static @Nullable Unary power(double exponent) {
    if (exponent == 2) return Unary.SQUARE;
    if (exponent == 3) return Unary.CUBE;
    if (exponent == 0.5) return Unary.SQRT;
    if (exponent == -0.5) return Unary.RSQRT;
    if (exponent == -1) return Unary.RECIPROCAL;
    return exponent == -2 ? Unary.RECIPROCAL_SQUARE : null;
  }

  /// `a + alpha * b`, the product rounded before the sum.
  public static NDArray addScaled(NDArray a, NDArray b, Scalar alpha, DType result) {
    NDArray product = apply(Binary.MUL, b, alpha, result);
    NDArray sum = apply(Binary.ADD, a, product, result);
    product.storage().release();
    return sum;
  }

  /// A bool result; operands compared in `compute`.
  public static NDArray compare(Comparison op, NDArray a, NDArray b, DType compute) {
    NDArray due = Fusion.compare(op, a, b, compute);
    if (due != null) return due;
    DType wide = compute.compute();
    NDArray out = NDArray.empty(a.shape().broadcast(b.shape()), DType.BOOL);
    NDArray x = rounded(a, compute);
    NDArray y = rounded(b, compute);
    Walk.over(Loops.comparison(op, wide), out, x, y);
    release(x, a);
    release(y, b);
    return out;
  }

  /// As with an array of one element.
  public static NDArray compare(Comparison op, NDArray a, Scalar b, DType compute) {
    return compare(op, a, array(b, compute), compute);
  }

  /// `a` where the condition (bool) holds, else `b`; all three broadcast together.
  public static NDArray where(NDArray condition, NDArray a, NDArray b, DType result) {
    NDArray due = Fusion.where(condition, a, b, result);
    if (due != null) return due;
    Shape shape = condition.shape().broadcast(a.shape()).broadcast(b.shape());
    NDArray out = NDArray.empty(shape, result);
    Walk.over(Elements.of(result).where(), out, condition, a.to(result), b.to(result));
    return out;
  }

  private static void assign(NDArray a, NDArray temporary) {
    a.copyFrom(temporary);
    temporary.storage().release();
  }

  private static NDArray moved(NDArray temporary, DType dtype) {
    NDArray result = temporary.to(dtype);
    release(temporary, result);
    return result;
  }

  /// Gives a cast copy back to the pool; where no cast was needed it is the array itself.
  private static void release(NDArray cast, NDArray original) {
    if (cast.storage() != original.storage()) cast.storage().release();
  }
}
