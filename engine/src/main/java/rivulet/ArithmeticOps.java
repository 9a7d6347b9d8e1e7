package rivulet;

import static rivulet.array.Elementwise.Binary.ADD;
import static rivulet.array.Elementwise.Binary.DIV;
import static rivulet.array.Elementwise.Binary.DIV_FLOOR;
import static rivulet.array.Elementwise.Binary.DIV_TRUNC;
import static rivulet.array.Elementwise.Binary.MUL;
import static rivulet.array.Elementwise.Binary.REMAINDER;
import static rivulet.array.Elementwise.Binary.SUB;

import rivulet.array.DType;
import rivulet.array.Elementwise;
import rivulet.array.NDArray;
import rivulet.array.Scalar;

/// Sums, differences, products and quotients, element by element.
///
/// - Shape: the operands' shapes broadcast together
/// - Dtype: the operands' promoted one; a number never widens a tensor of its own kind
public sealed interface ArithmeticOps permits Tensor {
  /// The sum.
  ///
  /// - Gradient: `g` for both
  /// - As `torch.add`
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast: `The size of tensor a (3)
  ///   must match the size of tensor b (4) at non-singleton dimension 0`
  default Tensor add(Tensor other) {
    Tensor a = Op.self(this);
    return Op.of("Add", binary(ADD, a, other)).input(a, g -> g).input(other, g -> g).output();
  }

  /// The sum with a number. As `torch.add`.
  default Tensor add(double other) {
    return add(Scalar.of(other));
  }

  /// The sum with a number. As `torch.add`.
  default Tensor add(long other) {
    return add(Scalar.of(other));
  }

  private Tensor add(Scalar other) {
    Tensor a = Op.self(this);
    return Op.of("Add", binary(ADD, a, other)).input(a, g -> g).output();
  }

  /// `this + alpha · other`
  ///
  /// - Gradient: `g`, and `alpha · g` for the other
  /// - As `torch.add`
  default Tensor add(Tensor other, double alpha) {
    return scaled("Add", other, Scalar.of(alpha), Scalar.of(alpha));
  }

  /// `this + alpha · other`. As `torch.add`.
  default Tensor add(Tensor other, long alpha) {
    return scaled("Add", other, Scalar.of(alpha), Scalar.of(alpha));
  }

  private Tensor scaled(String name, Tensor other, Scalar alpha, Scalar signed) {
    Tensor a = Op.self(this);
    DType result = Promotion.result(a, other);
    Messages.check(
        result.isFloatingPoint() || alpha.dtype() != DType.FLOAT64,
        "For integral input tensors, argument alpha must not be a floating point number.");
    ScalarRange.check(alpha, result);
    return Op.of(name, Elementwise.addScaled(a.array(), other.array(), signed, result))
        .input(a, g -> g)
        .input(other, g -> g.mul(signed.asDouble()))
        .output();
  }

  /// The difference.
  ///
  /// - Gradient: `g`, and `-g` for the other
  /// - As `torch.sub`
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast, or both are of dtype bool
  default Tensor sub(Tensor other) {
    Tensor a = Op.self(this);
    Promotion.checkSubtraction(a, other);
    return Op.of("Sub", binary(SUB, a, other)).input(a, g -> g).input(other, Tensor::neg).output();
  }

  /// The difference from a number. As `torch.sub`.
  default Tensor sub(double other) {
    return sub(Scalar.of(other));
  }

  /// The difference from a number. As `torch.sub`.
  default Tensor sub(long other) {
    return sub(Scalar.of(other));
  }

  private Tensor sub(Scalar other) {
    Tensor a = Op.self(this);
    Promotion.checkSubtraction(a);
    return Op.of("Sub", binary(SUB, a, other)).input(a, g -> g).output();
  }

  /// `this - alpha · other`
  ///
  /// - Gradient: `g`, and `-alpha · g` for the other
  /// - As `torch.sub`
  default Tensor sub(Tensor other, double alpha) {
    Promotion.checkSubtraction(Op.self(this), other);
    return scaled("Sub", other, Scalar.of(alpha), Scalar.of(-alpha));
  }

  /// `this - alpha · other`. As `torch.sub`.
  default Tensor sub(Tensor other, long alpha) {
    Promotion.checkSubtraction(Op.self(this), other);
    return scaled("Sub", other, Scalar.of(alpha), Scalar.of(-alpha));
  }

  /// `other - this`
  ///
  /// - Gradient: `-g`, and `g` for the other
  /// - As `torch.rsub`
  default Tensor rsub(Tensor other) {
    Tensor a = Op.self(this);
    Promotion.checkSubtraction(a, other);
    return Op.of("Rsub", binary(SUB, other, a)).input(a, Tensor::neg).input(other, g -> g).output();
  }

  /// `other - this`. As `torch.rsub`.
  default Tensor rsub(double other) {
    return rsub(Scalar.of(other));
  }

  /// `other - this`. As `torch.rsub`.
  default Tensor rsub(long other) {
    return rsub(Scalar.of(other));
  }

  private Tensor rsub(Scalar other) {
    Tensor a = Op.self(this);
    Promotion.checkSubtraction(a);
    NDArray value = Elementwise.apply(SUB, other, a.array(), Promotion.result(a, other));
    return Op.of("Rsub", 1, value).input(a, Tensor::neg).output();
  }

  /// `other - alpha · this`. As `torch.rsub`.
  default Tensor rsub(Tensor other, double alpha) {
    return other.sub(Op.self(this), alpha);
  }

  /// `other - alpha · this`. As `torch.rsub`.
  default Tensor rsub(Tensor other, long alpha) {
    return other.sub(Op.self(this), alpha);
  }

  /// The product.
  ///
  /// - Gradient: `g · other`, and `g · this` for the other
  /// - As `torch.mul`
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast
  default Tensor mul(Tensor other) {
    Tensor a = Op.self(this);
    return Op.of("Mul", binary(MUL, a, other))
        .input(a, other, Tensor::mul)
        .input(other, a, Tensor::mul)
        .output();
  }

  /// The product with a number. As `torch.mul`.
  default Tensor mul(double other) {
    Tensor a = Op.self(this);
    return Op.of("Mul", binary(MUL, a, Scalar.of(other))).input(a, g -> g.mul(other)).output();
  }

  /// The product with a number. As `torch.mul`.
  default Tensor mul(long other) {
    Tensor a = Op.self(this);
    return Op.of("Mul", binary(MUL, a, Scalar.of(other))).input(a, g -> g.mul(other)).output();
  }

  /// The quotient; that of integers is a floating-point number.
  ///
  /// - Gradient: `g / other`, and `-g · (this / other) / other` for the other
  /// - As `torch.div`
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast
  default Tensor div(Tensor other) {
    Tensor a = Op.self(this);
    return Op.of("Div", binary(DIV, a, other))
        .input(a, other, Tensor::div)
        .input(other, a, other, (g, x, y) -> g.neg().mul(x.div(y).div(y)))
        .output();
  }

  /// The quotient by a number. As `torch.div`.
  default Tensor div(double other) {
    Tensor a = Op.self(this);
    return Op.of("Div", binary(DIV, a, Scalar.of(other))).input(a, g -> g.div(other)).output();
  }

  /// The quotient by a number. As `torch.div`.
  default Tensor div(long other) {
    Tensor a = Op.self(this);
    return Op.of("Div", binary(DIV, a, Scalar.of(other))).input(a, g -> g.div(other)).output();
  }

  /// The quotient rounded to an integer: down for `"floor"`, toward zero for `"trunc"`.
  ///
  /// - Gradient: zero for both
  /// - As `torch.div`
  ///
  /// @throws IllegalArgumentException if there is no such mode
  /// @throws ArithmeticException if integers are divided by zero: `ZeroDivisionError`
  default Tensor div(Tensor other, String roundingMode) {
    Tensor a = Op.self(this);
    return Op.of("Div", binary(rounded(roundingMode), a, other))
        .input(a, Tensors::zerosLike)
        .input(other, Tensors::zerosLike)
        .output();
  }

  /// The quotient by a number rounded to an integer. As `torch.div`.
  default Tensor div(double other, String roundingMode) {
    return div(Scalar.of(other), roundingMode);
  }

  /// The quotient by a number rounded to an integer. As `torch.div`.
  default Tensor div(long other, String roundingMode) {
    return div(Scalar.of(other), roundingMode);
  }

  private Tensor div(Scalar other, String roundingMode) {
    Tensor a = Op.self(this);
    return Op.of("Div", binary(rounded(roundingMode), a, other))
        .input(a, Tensors::zerosLike)
        .output();
  }

  /// The remainder of the division rounded down: it has the divisor's sign.
  ///
  /// - Gradient: `g`, and `-g · floor(this / other)` for the other
  /// - As `torch.remainder`
  default Tensor remainder(Tensor other) {
    Tensor a = Op.self(this);
    return Op.of("Remainder", binary(REMAINDER, a, other))
        .input(a, g -> g)
        .input(other, a, other, (g, x, y) -> g.neg().mul(x.div(y, "floor")))
        .output();
  }

  /// The remainder of the division by a number. As `torch.remainder`.
  default Tensor remainder(double other) {
    return remainder(Scalar.of(other));
  }

  /// The remainder of the division by a number. As `torch.remainder`.
  default Tensor remainder(long other) {
    return remainder(Scalar.of(other));
  }

  private Tensor remainder(Scalar other) {
    Tensor a = Op.self(this);
    return Op.of("Remainder", binary(REMAINDER, a, other)).input(a, g -> g).output();
  }

  /// The negative.
  ///
  /// - Gradient: `-g`
  /// - As `torch.neg`
  ///
  /// @throws IllegalArgumentException for dtype bool
  default Tensor neg() {
    Tensor a = Op.self(this);
    Messages.check(
        a.dtype() != DType.BOOL,
        "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert"
            + " a mask, use the `~` or `logical_not()` operator instead.");
    return Op.of("Neg", Elementwise.apply(Elementwise.Unary.NEG, a.array(), a.dtype()))
        .input(a, Tensor::neg)
        .output();
  }

  private static NDArray binary(Elementwise.Binary op, Tensor a, Tensor b) {
    DType result = Promotion.of(op, Promotion.result(a, b));
    return Elementwise.apply(op, a.array(), b.array(), result);
  }

  private static NDArray binary(Elementwise.Binary op, Tensor a, Scalar b) {
    return Elementwise.apply(op, a.array(), b, Promotion.of(op, Promotion.result(a, b)));
  }

  private static Elementwise.Binary rounded(String mode) {
    return switch (mode) {
      case "floor" -> DIV_FLOOR;
      case "trunc" -> DIV_TRUNC;
      default ->
          throw new IllegalArgumentException(
              "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '"
                  + mode
                  + "'");
    };
  }
}
