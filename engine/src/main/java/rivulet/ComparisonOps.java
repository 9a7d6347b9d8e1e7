package rivulet;

import rivulet.array.DType;
import rivulet.array.Elementwise;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;
import rivulet.array.Scalar;

/// Comparisons and logic, element by element: results of dtype bool, without gradients.
///
/// - Shape: the operands' shapes broadcast together
/// - Gradient: none; the in-place forms, which give 0 and 1 in the tensor's own dtype, zero
@SuppressWarnings("MemberName") // the trailing underscore
public sealed interface ComparisonOps permits Tensor {
  /// Whether equal. As `torch.eq`.
  default Tensor eq(Tensor other) {
    return compare(Comparison.EQ, other);
  }

  /// Whether equal to a number. As `torch.eq`.
  default Tensor eq(double other) {
    return compare(Comparison.EQ, Scalar.of(other));
  }

  /// Whether equal to a number. As `torch.eq`.
  default Tensor eq(long other) {
    return compare(Comparison.EQ, Scalar.of(other));
  }

  /// Whether different. As `torch.ne`.
  default Tensor ne(Tensor other) {
    return compare(Comparison.NE, other);
  }

  /// Whether different from a number. As `torch.ne`.
  default Tensor ne(double other) {
    return compare(Comparison.NE, Scalar.of(other));
  }

  /// Whether different from a number. As `torch.ne`.
  default Tensor ne(long other) {
    return compare(Comparison.NE, Scalar.of(other));
  }

  /// Whether less. As `torch.lt`.
  default Tensor lt(Tensor other) {
    return compare(Comparison.LT, other);
  }

  /// Whether less than a number. As `torch.lt`.
  default Tensor lt(double other) {
    return compare(Comparison.LT, Scalar.of(other));
  }

  /// Whether less than a number. As `torch.lt`.
  default Tensor lt(long other) {
    return compare(Comparison.LT, Scalar.of(other));
  }

  /// Whether less or equal. As `torch.le`.
  default Tensor le(Tensor other) {
    return compare(Comparison.LE, other);
  }

  /// Whether less or equal to a number. As `torch.le`.
  default Tensor le(double other) {
    return compare(Comparison.LE, Scalar.of(other));
  }

  /// Whether less or equal to a number. As `torch.le`.
  default Tensor le(long other) {
    return compare(Comparison.LE, Scalar.of(other));
  }

  /// Whether greater. As `torch.gt`.
  default Tensor gt(Tensor other) {
    return compare(Comparison.GT, other);
  }

  /// Whether greater than a number. As `torch.gt`.
  default Tensor gt(double other) {
    return compare(Comparison.GT, Scalar.of(other));
  }

  /// Whether greater than a number. As `torch.gt`.
  default Tensor gt(long other) {
    return compare(Comparison.GT, Scalar.of(other));
  }

  /// Whether greater or equal. As `torch.ge`.
  default Tensor ge(Tensor other) {
    return compare(Comparison.GE, other);
  }

  /// Whether greater or equal to a number. As `torch.ge`.
  default Tensor ge(double other) {
    return compare(Comparison.GE, Scalar.of(other));
  }

  /// Whether greater or equal to a number. As `torch.ge`.
  default Tensor ge(long other) {
    return compare(Comparison.GE, Scalar.of(other));
  }

  /// As `torch.Tensor.eq_`.
  default Tensor eq_(Tensor other) {
    return compare_("Eq", other, ((Tensor) this).eq(other));
  }

  /// As `torch.Tensor.eq_`.
  default Tensor eq_(double other) {
    return compare_("Eq", ((Tensor) this).eq(other));
  }

  /// As `torch.Tensor.eq_`.
  default Tensor eq_(long other) {
    return compare_("Eq", ((Tensor) this).eq(other));
  }

  /// As `torch.Tensor.ne_`.
  default Tensor ne_(Tensor other) {
    return compare_("Ne", other, ((Tensor) this).ne(other));
  }

  /// As `torch.Tensor.ne_`.
  default Tensor ne_(double other) {
    return compare_("Ne", ((Tensor) this).ne(other));
  }

  /// As `torch.Tensor.ne_`.
  default Tensor ne_(long other) {
    return compare_("Ne", ((Tensor) this).ne(other));
  }

  /// As `torch.Tensor.lt_`.
  default Tensor lt_(Tensor other) {
    return compare_("Lt", other, ((Tensor) this).lt(other));
  }

  /// As `torch.Tensor.lt_`.
  default Tensor lt_(double other) {
    return compare_("Lt", ((Tensor) this).lt(other));
  }

  /// As `torch.Tensor.lt_`.
  default Tensor lt_(long other) {
    return compare_("Lt", ((Tensor) this).lt(other));
  }

  /// As `torch.Tensor.le_`.
  default Tensor le_(Tensor other) {
    return compare_("Le", other, ((Tensor) this).le(other));
  }

  /// As `torch.Tensor.le_`.
  default Tensor le_(double other) {
    return compare_("Le", ((Tensor) this).le(other));
  }

  /// As `torch.Tensor.le_`.
  default Tensor le_(long other) {
    return compare_("Le", ((Tensor) this).le(other));
  }

  /// As `torch.Tensor.gt_`.
  default Tensor gt_(Tensor other) {
    return compare_("Gt", other, ((Tensor) this).gt(other));
  }

  /// As `torch.Tensor.gt_`.
  default Tensor gt_(double other) {
    return compare_("Gt", ((Tensor) this).gt(other));
  }

  /// As `torch.Tensor.gt_`.
  default Tensor gt_(long other) {
    return compare_("Gt", ((Tensor) this).gt(other));
  }

  /// As `torch.Tensor.ge_`.
  default Tensor ge_(Tensor other) {
    return compare_("Ge", other, ((Tensor) this).ge(other));
  }

  /// As `torch.Tensor.ge_`.
  default Tensor ge_(double other) {
    return compare_("Ge", ((Tensor) this).ge(other));
  }

  /// As `torch.Tensor.ge_`.
  default Tensor ge_(long other) {
    return compare_("Ge", ((Tensor) this).ge(other));
  }

  private Tensor compare(Comparison op, Tensor other) {
    Tensor a = Op.self(this);
    DType compute = Promotion.result(a, other);
    return new Tensor(Elementwise.compare(op, a.array(), other.array(), compute));
  }

  private Tensor compare(Comparison op, Scalar other) {
    Tensor a = Op.self(this);
    return new Tensor(Elementwise.compare(op, a.array(), other, Promotion.result(a, other)));
  }

  private Tensor compare_(String name, Tensor other, Tensor truth) {
    Tensor a = Op.self(this);
    return InPlace.apply(a, x -> written(name, x, truth).input(other, Tensors::zerosLike).output());
  }

  private Tensor compare_(String name, Tensor truth) {
    return InPlace.apply(Op.self(this), x -> written(name, x, truth).output());
  }

  private static Op written(String name, Tensor x, Tensor truth) {
    return Op.of(name, truth.array().to(x.dtype())).input(x, Tensors::zerosLike);
  }

  /// And: of the bits of integers, of truth values. As `torch.bitwise_and`.
  ///
  /// @throws IllegalArgumentException for a floating dtype
  default Tensor bitwiseAnd(Tensor other) {
    return bitwise(Binary.AND, "bitwise_and_cpu", other);
  }

  /// Or. As `torch.bitwise_or`.
  ///
  /// @throws IllegalArgumentException for a floating dtype
  default Tensor bitwiseOr(Tensor other) {
    return bitwise(Binary.OR, "bitwise_or_cpu", other);
  }

  /// Exclusive or. As `torch.bitwise_xor`.
  ///
  /// @throws IllegalArgumentException for a floating dtype
  default Tensor bitwiseXor(Tensor other) {
    return bitwise(Binary.XOR, "bitwise_xor_cpu", other);
  }

  /// Not: of the bits of integers, of truth values. As `torch.bitwise_not`.
  ///
  /// @throws IllegalArgumentException for a floating dtype
  default Tensor bitwiseNot() {
    Tensor a = Op.self(this);
    checkIntegers(a.dtype(), "bitwise_not_cpu");
    return a.dtype() == DType.BOOL ? logicalNot() : a.neg().sub(1);
  }

  private Tensor bitwise(Binary op, String name, Tensor other) {
    Tensor a = Op.self(this);
    DType dtype = Promotion.result(a, other);
    checkIntegers(dtype, name);
    return new Tensor(Elementwise.apply(op, a.array(), other.array(), dtype));
  }

  private static void checkIntegers(DType dtype, String name) {
    Messages.check(
        !dtype.isFloatingPoint(), "\"%s\" not implemented for '%s'", name, Promotion.name(dtype));
  }

  /// Whether zero. As `torch.logical_not`.
  default Tensor logicalNot() {
    Tensor a = Op.self(this);
    return new Tensor(Elementwise.apply(Unary.LOGICAL_NOT, a.array(), DType.BOOL));
  }

  /// Whether neither is zero. As `torch.logical_and`.
  default Tensor logicalAnd(Tensor other) {
    return ((Tensor) this).ne(0).bitwiseAnd(other.ne(0));
  }

  /// Whether one is not zero. As `torch.logical_or`.
  default Tensor logicalOr(Tensor other) {
    return ((Tensor) this).ne(0).bitwiseOr(other.ne(0));
  }

  /// Whether exactly one is not zero. As `torch.logical_xor`.
  default Tensor logicalXor(Tensor other) {
    return ((Tensor) this).ne(0).bitwiseXor(other.ne(0));
  }

  /// Whether any element is not zero. As `torch.any`.
  default Tensor any() {
    return truth(((Tensor) this).ne(0).sum().ne(0));
  }

  /// Whether no element is zero. As `torch.all`.
  default Tensor all() {
    return truth(((Tensor) this).eq(0).sum().eq(0));
  }

  /// PyTorch answers for uint8, which once were its truth values, in uint8.
  private Tensor truth(Tensor answer) {
    return ((Tensor) this).dtype() == DType.UINT8 ? answer.to(DType.UINT8) : answer;
  }

  /// Whether shape and all elements are the same. As `torch.equal`.
  default boolean equal(Tensor other) {
    Tensor a = Op.self(this);
    return a.shape().equals(other.shape()) && a.eq(other).all().itemBoolean();
  }

  /// Whether all elements differ by at most `1e-8 + 1e-5 · |other|`. As `torch.allclose`.
  default boolean allclose(Tensor other) {
    return allclose(other, 1e-5, 1e-8);
  }

  /// Whether all elements differ by at most `absolute + relative · |other|`; NaN is close to
  /// nothing. As `torch.allclose`.
  default boolean allclose(Tensor other, double relative, double absolute) {
    Tensor a = Op.self(this).detach();
    Tensor b = other.detach();
    Tensor error = a.sub(b).abs();
    Tensor near = error.le(b.abs().mul(relative).add(absolute));
    Tensor finite = error.lt(Double.POSITIVE_INFINITY);
    return near.logicalAnd(finite).logicalOr(a.eq(b)).all().itemBoolean();
  }
}
