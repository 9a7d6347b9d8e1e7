package rivulet;

import rivulet.array.Elementwise;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
import rivulet.array.Shape;

/// What the operators of a cell mean on tensors: `x + y` is `add(x, y)`, `x += y` is `addAssign(x,
/// y)`, which changes `x` itself.
public final class TensorOperators {
  private TensorOperators() {}

  /// `a + b`
  public static Tensor add(Tensor a, Tensor b) {
    return a.add(b);
  }

  /// `a + b`
  public static Tensor add(Tensor a, double b) {
    return a.add(b);
  }

  /// `a + b`
  public static Tensor add(Tensor a, long b) {
    return a.add(b);
  }

  /// `a + b`
  public static Tensor add(double a, Tensor b) {
    return b.add(a);
  }

  /// `a + b`
  public static Tensor add(long a, Tensor b) {
    return b.add(a);
  }

  /// `a - b`
  public static Tensor sub(Tensor a, Tensor b) {
    return a.sub(b);
  }

  /// `a - b`
  public static Tensor sub(Tensor a, double b) {
    return a.sub(b);
  }

  /// `a - b`
  public static Tensor sub(Tensor a, long b) {
    return a.sub(b);
  }

  /// `a - b`
  public static Tensor sub(double a, Tensor b) {
    return b.rsub(a);
  }

  /// `a - b`
  public static Tensor sub(long a, Tensor b) {
    return b.rsub(a);
  }

  /// `a * b`
  public static Tensor mul(Tensor a, Tensor b) {
    return a.mul(b);
  }

  /// `a * b`
  public static Tensor mul(Tensor a, double b) {
    return a.mul(b);
  }

  /// `a * b`
  public static Tensor mul(Tensor a, long b) {
    return a.mul(b);
  }

  /// `a * b`
  public static Tensor mul(double a, Tensor b) {
    return b.mul(a);
  }

  /// `a * b`
  public static Tensor mul(long a, Tensor b) {
    return b.mul(a);
  }

  /// `a / b`
  public static Tensor div(Tensor a, Tensor b) {
    return a.div(b);
  }

  /// `a / b`
  public static Tensor div(Tensor a, double b) {
    return a.div(b);
  }

  /// `a / b`
  public static Tensor div(Tensor a, long b) {
    return a.div(b);
  }

  /// `a / b`
  public static Tensor div(double a, Tensor b) {
    return b.reciprocal().mul(a);
  }

  /// `a / b`
  public static Tensor div(long a, Tensor b) {
    return b.reciprocal().mul(a);
  }

  /// `a % b`
  public static Tensor rem(Tensor a, Tensor b) {
    return a.remainder(b);
  }

  /// `a % b`
  public static Tensor rem(Tensor a, double b) {
    return a.remainder(b);
  }

  /// `a % b`
  public static Tensor rem(Tensor a, long b) {
    return a.remainder(b);
  }

  /// `a % b`
  public static Tensor rem(double a, Tensor b) {
    return Creation.number(Scalar.of(a), Promotion.result(b, Scalar.of(a))).remainder(b);
  }

  /// `a % b`
  public static Tensor rem(long a, Tensor b) {
    return Creation.number(Scalar.of(a), Promotion.result(b, Scalar.of(a))).remainder(b);
  }

  /// `a < b`
  public static Tensor lt(Tensor a, Tensor b) {
    return a.lt(b);
  }

  /// `a < b`
  public static Tensor lt(Tensor a, double b) {
    return a.lt(b);
  }

  /// `a < b`
  public static Tensor lt(double a, Tensor b) {
    return b.gt(a);
  }

  /// `a < b`
  public static Tensor lt(Tensor a, long b) {
    return a.lt(b);
  }

  /// `a < b`
  public static Tensor lt(long a, Tensor b) {
    return b.gt(a);
  }

  /// `a <= b`
  public static Tensor le(Tensor a, Tensor b) {
    return a.le(b);
  }

  /// `a <= b`
  public static Tensor le(Tensor a, double b) {
    return a.le(b);
  }

  /// `a <= b`
  public static Tensor le(double a, Tensor b) {
    return b.ge(a);
  }

  /// `a <= b`
  public static Tensor le(Tensor a, long b) {
    return a.le(b);
  }

  /// `a <= b`
  public static Tensor le(long a, Tensor b) {
    return b.ge(a);
  }

  /// `a > b`
  public static Tensor gt(Tensor a, Tensor b) {
    return a.gt(b);
  }

  /// `a > b`
  public static Tensor gt(Tensor a, double b) {
    return a.gt(b);
  }

  /// `a > b`
  public static Tensor gt(double a, Tensor b) {
    return b.lt(a);
  }

  /// `a > b`
  public static Tensor gt(Tensor a, long b) {
    return a.gt(b);
  }

  /// `a > b`
  public static Tensor gt(long a, Tensor b) {
    return b.lt(a);
  }

  /// `a >= b`
  public static Tensor ge(Tensor a, Tensor b) {
    return a.ge(b);
  }

  /// `a >= b`
  public static Tensor ge(Tensor a, double b) {
    return a.ge(b);
  }

  /// `a >= b`
  public static Tensor ge(double a, Tensor b) {
    return b.le(a);
  }

  /// `a >= b`
  public static Tensor ge(Tensor a, long b) {
    return a.ge(b);
  }

  /// `a >= b`
  public static Tensor ge(long a, Tensor b) {
    return b.le(a);
  }

  /// `a & b`
  public static Tensor and(Tensor a, Tensor b) {
    return a.bitwiseAnd(b);
  }

  /// `a | b`
  public static Tensor or(Tensor a, Tensor b) {
    return a.bitwiseOr(b);
  }

  /// `a ^ b`
  public static Tensor xor(Tensor a, Tensor b) {
    return a.bitwiseXor(b);
  }

  /// `-a`
  public static Tensor neg(Tensor a) {
    return a.neg();
  }

  /// `+a`
  public static Tensor pos(Tensor a) {
    return a;
  }

  /// `!a`
  public static Tensor not(Tensor a) {
    return a.logicalNot();
  }

  /// `~a`
  public static Tensor invert(Tensor a) {
    return a.bitwiseNot();
  }

  /// `a += b`
  public static Tensor addAssign(Tensor a, Tensor b) {
    return a.add_(b);
  }

  /// `a += b`
  public static Tensor addAssign(Tensor a, double b) {
    return a.add_(b);
  }

  /// `a += b`
  public static Tensor addAssign(Tensor a, long b) {
    return a.add_(b);
  }

  /// `a -= b`
  public static Tensor subAssign(Tensor a, Tensor b) {
    return a.sub_(b);
  }

  /// `a -= b`
  public static Tensor subAssign(Tensor a, double b) {
    return a.sub_(b);
  }

  /// `a -= b`
  public static Tensor subAssign(Tensor a, long b) {
    return a.sub_(b);
  }

  /// `a *= b`
  public static Tensor mulAssign(Tensor a, Tensor b) {
    return a.mul_(b);
  }

  /// `a *= b`
  public static Tensor mulAssign(Tensor a, double b) {
    return a.mul_(b);
  }

  /// `a *= b`
  public static Tensor mulAssign(Tensor a, long b) {
    return a.mul_(b);
  }

  /// `a /= b`
  public static Tensor divAssign(Tensor a, Tensor b) {
    return a.div_(b);
  }

  /// `a /= b`
  public static Tensor divAssign(Tensor a, double b) {
    return a.div_(b);
  }

  /// `a /= b`
  public static Tensor divAssign(Tensor a, long b) {
    return a.div_(b);
  }

  /// `base` to the power of each element.
  static Tensor pow(Scalar base, Tensor exponent) {
    Tensor b = Op.self(exponent);
    var dtype = Promotion.of(Elementwise.Binary.POW, Promotion.result(b, base));
    Tensor number = new Tensor(NDArray.full(Shape.SCALAR, dtype, base));
    return Op.of("Pow", 2, Elementwise.apply(Elementwise.Binary.POW, base, b.array(), dtype))
        .inputByResult(b, (g, y) -> Derivatives.ofExponent(g, number, y))
        .output();
  }
}
