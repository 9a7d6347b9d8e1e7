package rivulet;

import static rivulet.array.Elementwise.Binary.MAX;
import static rivulet.array.Elementwise.Binary.MIN;
import static rivulet.array.Elementwise.Binary.POW;

import rivulet.array.DType;
import rivulet.array.Elementwise;
import rivulet.array.Elementwise.Unary;
import rivulet.array.NDArray;
import rivulet.array.Scalar;

/// Functions of every element.
///
/// - Shape: the tensor's own; that of two operands broadcast together
/// - Dtype: the tensor's own; a real-valued function of integers gives the default dtype
public sealed interface PointwiseOps permits Tensor {
  /// The exponential function.
  ///
  /// - Gradient: `g · exp(x)`
  /// - As `torch.exp`
  default Tensor exp() {
    Tensor a = Op.self(this);
    return Op.of("Exp", real(Unary.EXP, a)).inputByResult(a, Tensor::mul).output();
  }

  /// The natural logarithm.
  ///
  /// - Gradient: `g / x`
  /// - As `torch.log`
  default Tensor log() {
    Tensor a = Op.self(this);
    return Op.of("Log", real(Unary.LOG, a)).input(a, a, Tensor::div).output();
  }

  /// The square root; NaN for negative numbers.
  ///
  /// - Gradient: `g / (2 √x)`
  /// - As `torch.sqrt`
  default Tensor sqrt() {
    Tensor a = Op.self(this);
    return Op.of("Sqrt", real(Unary.SQRT, a)).inputByResult(a, (g, y) -> g.div(y.mul(2))).output();
  }

  /// The hyperbolic tangent.
  ///
  /// - Gradient: `g · (1 - tanh²(x))`
  /// - As `torch.tanh`
  default Tensor tanh() {
    Tensor a = Op.self(this);
    return Op.of("Tanh", real(Unary.TANH, a))
        .inputByResult(a, (g, y) -> g.mul(y.mul(y).rsub(1)))
        .output();
  }

  /// The logistic function `1 / (1 + exp(-x))`.
  ///
  /// - Gradient: `g · (1 - s) · s` where `s` is the result
  /// - As `torch.sigmoid`
  default Tensor sigmoid() {
    Tensor a = Op.self(this);
    return Op.of("Sigmoid", real(Unary.SIGMOID, a))
        .inputByResult(a, (g, y) -> g.mul(y.rsub(1).mul(y)))
        .output();
  }

  /// The element where it is positive, else 0.
  ///
  /// - Gradient: 0 where the result is 0, else `g`
  /// - As `torch.relu`
  ///
  /// @throws IllegalArgumentException for dtype bool
  default Tensor relu() {
    Tensor a = Op.self(this);
    Messages.check(a.dtype() != DType.BOOL, "Boolean inputs not supported for relu");
    return Op.of("Relu", same(Unary.RELU, a)).inputByResult(a, Derivatives::ofRelu).output();
  }

  /// The sine of an angle in radians.
  ///
  /// - Gradient: `g · cos(x)`
  /// - As `torch.sin`
  default Tensor sin() {
    Tensor a = Op.self(this);
    return Op.of("Sin", real(Unary.SIN, a)).input(a, a, (g, x) -> g.mul(x.cos())).output();
  }

  /// The cosine of an angle in radians.
  ///
  /// - Gradient: `-g · sin(x)`
  /// - As `torch.cos`
  default Tensor cos() {
    Tensor a = Op.self(this);
    return Op.of("Cos", real(Unary.COS, a)).input(a, a, (g, x) -> g.mul(x.sin().neg())).output();
  }

  /// `log(1 + x)`, exact also near 0.
  ///
  /// - Gradient: `g / (x + 1)`
  /// - As `torch.log1p`
  default Tensor log1p() {
    Tensor a = Op.self(this);
    return Op.of("Log1P", real(Unary.LOG1P, a)).input(a, a, (g, x) -> g.div(x.add(1))).output();
  }

  /// `1 / √x`
  ///
  /// - Gradient: `-g / 2 · y³` where `y` is the result
  /// - As `torch.rsqrt`
  default Tensor rsqrt() {
    Tensor a = Op.self(this);
    return Op.of("Rsqrt", real(Unary.RSQRT, a))
        .inputByResult(a, (g, y) -> g.mul(-0.5).mul(y.pow(3)))
        .output();
  }

  /// The error function `2 / √π ∫ exp(-t²) dt` from 0 to `x`.
  ///
  /// - Gradient: `g · 2 / √π · exp(-x²)`
  /// - As `torch.erf`
  default Tensor erf() {
    Tensor a = Op.self(this);
    double slope = 2 / Math.sqrt(Math.PI);
    return Op.of("Erf", real(Unary.ERF, a))
        .input(a, a, (g, x) -> g.mul(x.mul(x).neg().exp().mul(slope)))
        .output();
  }

  /// The absolute value.
  ///
  /// - Gradient: `g · sign(x)`
  /// - As `torch.abs`
  ///
  /// @throws IllegalArgumentException for dtype bool
  default Tensor abs() {
    Tensor a = Op.self(this);
    Messages.check(a.dtype() != DType.BOOL, "\"abs_cpu\" not implemented for 'Bool'");
    return Op.of("Abs", same(Unary.ABS, a)).input(a, a, (g, x) -> g.mul(x.sign())).output();
  }

  /// -1, 0 or 1.
  ///
  /// - Gradient: zero
  /// - As `torch.sign`
  default Tensor sign() {
    Tensor a = Op.self(this);
    return Op.of("Sign", same(Unary.SIGN, a)).input(a, Tensors::zerosLike).output();
  }

  /// The square. As `torch.square`.
  default Tensor square() {
    return pow(2);
  }

  /// `1 / x`
  ///
  /// - Gradient: `-g / x²`
  /// - As `torch.reciprocal`
  default Tensor reciprocal() {
    Tensor a = Op.self(this);
    return Op.of("Reciprocal", real(Unary.RECIPROCAL, a))
        .inputByResult(a, (g, y) -> g.neg().mul(y.mul(y)))
        .output();
  }

  /// The power with these exponents.
  ///
  /// - Gradient: `g · y · x^(y-1)`, zero where `y` is 0; and `g · x^y · log x` for the exponent,
  ///   zero where `x` is 0 and `y` not negative
  /// - As `torch.pow`
  default Tensor pow(Tensor exponent) {
    Tensor a = Op.self(this);
    DType dtype = Promotion.of(POW, Promotion.result(a, exponent));
    return Op.of("Pow", 1, Elementwise.apply(POW, a.array(), exponent.array(), dtype))
        .input(a, a, exponent, Derivatives::ofBase)
        .inputByResult(exponent, a, Derivatives::ofExponent)
        .output();
  }

  /// The power with a number as exponent.
  ///
  /// - Gradient: `g · y · x^(y-1)`, zero for the exponent 0
  /// - As `torch.pow`
  default Tensor pow(double exponent) {
    return pow(Scalar.of(exponent));
  }

  /// The power with an integer as exponent. As `torch.pow`.
  ///
  /// @throws IllegalArgumentException if it is negative and the tensor holds integers: `Integers to
  ///   negative integer powers are not allowed.`
  default Tensor pow(long exponent) {
    return pow(Scalar.of(exponent));
  }

  private Tensor pow(Scalar exponent) {
    Tensor a = Op.self(this);
    DType dtype = Promotion.result(a, exponent);
    Messages.check(
        dtype.isFloatingPoint() || exponent.asLong() >= 0,
        "Integers to negative integer powers are not allowed.");
    if (dtype != DType.FLOAT32) ScalarRange.check(exponent, dtype);
    double y = exponent.asDouble();
    return Op.of("Pow", Elementwise.apply(POW, a.array(), exponent, dtype))
        .input(a, a, (g, x) -> Derivatives.ofPower(g, x, y))
        .output();
  }

  /// The lesser element; NaN wins.
  ///
  /// - Gradient: `g` to the lesser, half to each where they are equal
  /// - As `torch.minimum`
  default Tensor minimum(Tensor other) {
    Tensor a = Op.self(this);
    return Op.of(
            "Minimum", Elementwise.apply(MIN, a.array(), other.array(), Promotion.result(a, other)))
        .input(a, a, other, (g, x, y) -> Derivatives.ofExtreme(g, x.eq(y), x.gt(y)))
        .input(other, a, other, (g, x, y) -> Derivatives.ofExtreme(g, x.eq(y), y.gt(x)))
        .output();
  }

  /// The greater element; NaN wins.
  ///
  /// - Gradient: `g` to the greater, half to each where they are equal
  /// - As `torch.maximum`
  default Tensor maximum(Tensor other) {
    Tensor a = Op.self(this);
    return Op.of(
            "Maximum", Elementwise.apply(MAX, a.array(), other.array(), Promotion.result(a, other)))
        .input(a, a, other, (g, x, y) -> Derivatives.ofExtreme(g, x.eq(y), x.lt(y)))
        .input(other, a, other, (g, x, y) -> Derivatives.ofExtreme(g, x.eq(y), y.lt(x)))
        .output();
  }

  /// As `torch.min` of two tensors: `minimum`.
  default Tensor min(Tensor other) {
    return minimum(other);
  }

  /// As `torch.max` of two tensors: `maximum`.
  default Tensor max(Tensor other) {
    return maximum(other);
  }

  /// This where the condition holds, else the other.
  ///
  /// - Gradient: `g` where the condition holds, else 0; the rest for the other
  /// - As `torch.where`
  ///
  /// @throws IllegalArgumentException if the condition is not of dtype bool
  default Tensor where(Tensor condition, Tensor other) {
    Tensor a = Op.self(this);
    Messages.check(
        condition.dtype() == DType.BOOL || condition.dtype() == DType.UINT8,
        "where expected condition to be a boolean tensor, but got a tensor with dtype %s",
        Promotion.name(condition.dtype()));
    return Op.of(
            "Where",
            Elementwise.where(
                condition.array(), a.array(), other.array(), Promotion.result(a, other)))
        .input(a, condition, (g, c) -> g.where(c, 0))
        .input(other, condition, (g, c) -> Tensors.zerosLike(g).where(c, g))
        .output();
  }

  /// This where the condition holds, else a number. As `torch.where`.
  default Tensor where(Tensor condition, double other) {
    return where(condition, Scalar.of(other));
  }

  /// This where the condition holds, else a number. As `torch.where`.
  default Tensor where(Tensor condition, long other) {
    return where(condition, Scalar.of(other));
  }

  private Tensor where(Tensor condition, Scalar other) {
    Tensor a = Op.self(this);
    return where(condition, Creation.number(other, Promotion.result(a, other)));
  }

  private static NDArray real(Unary op, Tensor a) {
    return Elementwise.apply(op, a.array(), Promotion.floating(a.dtype()));
  }

  private static NDArray same(Unary op, Tensor a) {
    return Elementwise.apply(op, a.array(), a.dtype());
  }
}
