package rivulet;

import rivulet.array.Elementwise.Binary;
import rivulet.array.Scalar;

/// Operations that write their result into the tensor itself and return it.
///
/// - Gradient: as the operation without the underscore
/// - A view's base and all its views see the change, and its history
///
/// - Refused, with an `IllegalStateException`, on a leaf that requires a gradient, outside `noGrad`
@SuppressWarnings("MemberName") // the trailing underscore
public sealed interface InPlaceOps permits Tensor {
  /// `this += other`. As `torch.Tensor.add_`.
  ///
  /// @throws IllegalArgumentException if the result has another shape, or is of a kind of numbers
  ///   that this tensor cannot hold
  default Tensor add_(Tensor other) {
    return InPlace.arithmetic((Tensor) this, Binary.ADD, other, x -> x.add(other));
  }

  /// `this += other`. As `torch.Tensor.add_`.
  default Tensor add_(double other) {
    return InPlace.arithmetic((Tensor) this, Binary.ADD, Scalar.of(other), x -> x.add(other));
  }

  /// `this += other`. As `torch.Tensor.add_`.
  default Tensor add_(long other) {
    return InPlace.arithmetic((Tensor) this, Binary.ADD, Scalar.of(other), x -> x.add(other));
  }

  /// `this += alpha · other`. As `torch.Tensor.add_`.
  default Tensor add_(Tensor other, double alpha) {
    return InPlace.apply((Tensor) this, other, x -> x.add(other, alpha));
  }

  /// `this += alpha · other`. As `torch.Tensor.add_`.
  default Tensor add_(Tensor other, long alpha) {
    return InPlace.apply((Tensor) this, other, x -> x.add(other, alpha));
  }

  /// `this -= other`. As `torch.Tensor.sub_`.
  default Tensor sub_(Tensor other) {
    return InPlace.arithmetic((Tensor) this, Binary.SUB, other, x -> x.sub(other));
  }

  /// `this -= other`. As `torch.Tensor.sub_`.
  default Tensor sub_(double other) {
    return InPlace.arithmetic((Tensor) this, Binary.SUB, Scalar.of(other), x -> x.sub(other));
  }

  /// `this -= other`. As `torch.Tensor.sub_`.
  default Tensor sub_(long other) {
    return InPlace.arithmetic((Tensor) this, Binary.SUB, Scalar.of(other), x -> x.sub(other));
  }

  /// `this -= alpha · other`. As `torch.Tensor.sub_`.
  default Tensor sub_(Tensor other, double alpha) {
    return InPlace.apply((Tensor) this, other, x -> x.sub(other, alpha));
  }

  /// `this -= alpha · other`. As `torch.Tensor.sub_`.
  default Tensor sub_(Tensor other, long alpha) {
    return InPlace.apply((Tensor) this, other, x -> x.sub(other, alpha));
  }

  /// `this *= other`. As `torch.Tensor.mul_`.
  default Tensor mul_(Tensor other) {
    return InPlace.arithmetic((Tensor) this, Binary.MUL, other, x -> x.mul(other));
  }

  /// `this *= other`. As `torch.Tensor.mul_`.
  default Tensor mul_(double other) {
    return InPlace.arithmetic((Tensor) this, Binary.MUL, Scalar.of(other), x -> x.mul(other));
  }

  /// `this *= other`. As `torch.Tensor.mul_`.
  default Tensor mul_(long other) {
    return InPlace.arithmetic((Tensor) this, Binary.MUL, Scalar.of(other), x -> x.mul(other));
  }

  /// `this /= other`. As `torch.Tensor.div_`.
  default Tensor div_(Tensor other) {
    return InPlace.arithmetic((Tensor) this, Binary.DIV, other, x -> x.div(other));
  }

  /// `this /= other`. As `torch.Tensor.div_`.
  default Tensor div_(double other) {
    return InPlace.arithmetic((Tensor) this, Binary.DIV, Scalar.of(other), x -> x.div(other));
  }

  /// `this /= other`. As `torch.Tensor.div_`.
  default Tensor div_(long other) {
    return InPlace.arithmetic((Tensor) this, Binary.DIV, Scalar.of(other), x -> x.div(other));
  }

  /// The quotient rounded as `div(other, roundingMode)`. As `torch.Tensor.div_`.
  default Tensor div_(Tensor other, String roundingMode) {
    return InPlace.apply((Tensor) this, other, x -> x.div(other, roundingMode));
  }

  /// The quotient rounded as `div(other, roundingMode)`. As `torch.Tensor.div_`.
  default Tensor div_(double other, String roundingMode) {
    return InPlace.apply((Tensor) this, x -> x.div(other, roundingMode));
  }

  /// The quotient rounded as `div(other, roundingMode)`. As `torch.Tensor.div_`.
  default Tensor div_(long other, String roundingMode) {
    return InPlace.apply((Tensor) this, x -> x.div(other, roundingMode));
  }

  /// The remainder. As `torch.Tensor.remainder_`.
  default Tensor remainder_(Tensor other) {
    return InPlace.apply((Tensor) this, other, x -> x.remainder(other));
  }

  /// The remainder. As `torch.Tensor.remainder_`.
  default Tensor remainder_(double other) {
    return InPlace.apply((Tensor) this, x -> x.remainder(other));
  }

  /// The remainder. As `torch.Tensor.remainder_`.
  default Tensor remainder_(long other) {
    return InPlace.apply((Tensor) this, x -> x.remainder(other));
  }

  /// The power. As `torch.Tensor.pow_`.
  default Tensor pow_(Tensor exponent) {
    return InPlace.apply((Tensor) this, exponent, x -> x.pow(exponent));
  }

  /// The power. As `torch.Tensor.pow_`.
  default Tensor pow_(double exponent) {
    return InPlace.apply((Tensor) this, x -> x.pow(exponent));
  }

  /// The power. As `torch.Tensor.pow_`.
  default Tensor pow_(long exponent) {
    return InPlace.apply((Tensor) this, x -> x.pow(exponent));
  }

  /// As `torch.Tensor.neg_`.
  default Tensor neg_() {
    return InPlace.apply((Tensor) this, Tensor::neg);
  }

  /// As `torch.Tensor.exp_`.
  default Tensor exp_() {
    return InPlace.apply((Tensor) this, Tensor::exp);
  }

  /// As `torch.Tensor.log_`.
  default Tensor log_() {
    return InPlace.apply((Tensor) this, Tensor::log);
  }

  /// As `torch.Tensor.sqrt_`.
  default Tensor sqrt_() {
    return InPlace.apply((Tensor) this, Tensor::sqrt);
  }

  /// As `torch.Tensor.tanh_`.
  default Tensor tanh_() {
    return InPlace.apply((Tensor) this, Tensor::tanh);
  }

  /// As `torch.Tensor.sigmoid_`.
  default Tensor sigmoid_() {
    return InPlace.apply((Tensor) this, Tensor::sigmoid);
  }

  /// As `torch.Tensor.relu_`.
  default Tensor relu_() {
    return InPlace.apply((Tensor) this, Tensor::relu);
  }

  /// As `torch.Tensor.abs_`.
  default Tensor abs_() {
    return InPlace.apply((Tensor) this, Tensor::abs);
  }

  /// As `torch.Tensor.sign_`.
  default Tensor sign_() {
    return InPlace.apply((Tensor) this, Tensor::sign);
  }

  /// As `torch.Tensor.square_`.
  default Tensor square_() {
    return InPlace.apply((Tensor) this, Tensor::square);
  }

  /// As `torch.Tensor.reciprocal_`.
  default Tensor reciprocal_() {
    return InPlace.apply((Tensor) this, Tensor::reciprocal);
  }

  /// Zeros. As `torch.Tensor.zero_`.
  default Tensor zero_() {
    return InPlace.overwrite((Tensor) this, "Zero", 0, array -> array.fill(Scalar.of(0L)));
  }

  /// One number throughout. As `torch.Tensor.fill_`.
  default Tensor fill_(double value) {
    return filled(Scalar.of(value));
  }

  /// One number throughout. As `torch.Tensor.fill_`.
  default Tensor fill_(long value) {
    return filled(Scalar.of(value));
  }

  /// One truth value throughout. As `torch.Tensor.fill_`.
  default Tensor fill_(boolean value) {
    return filled(Scalar.of(value));
  }

  private Tensor filled(Scalar value) {
    Tensor a = (Tensor) this;
    ScalarRange.check(value, a.dtype());
    return InPlace.overwrite(a, "Fill", 2, array -> array.fill(value));
  }

  /// The value of a tensor without dimensions throughout. As `torch.Tensor.fill_`.
  ///
  /// @throws IllegalArgumentException if it has dimensions
  default Tensor fill_(Tensor value) {
    return InPlace.apply((Tensor) this, x -> Creation.filled(x, value, 3));
  }

  /// The elements of `source`, broadcast to this shape and cast to this dtype.
  ///
  /// - Gradient: none for what was here, `g` for the source
  /// - As `torch.Tensor.copy_`
  ///
  /// @throws IllegalArgumentException if the source does not broadcast to this shape
  default Tensor copy_(Tensor source) {
    Tensor a = Op.self(this);
    return InPlace.copy(a, source);
  }

  /// As `torch.Tensor.t_`.
  default Tensor t_() {
    Messages.checkMatrix((Tensor) this, "t_");
    return InPlace.reshape((Tensor) this, Tensor::t);
  }

  /// As `torch.Tensor.transpose_`.
  default Tensor transpose_(int dim0, int dim1) {
    return InPlace.reshape((Tensor) this, x -> x.transpose(dim0, dim1));
  }

  /// As `torch.Tensor.squeeze_`.
  default Tensor squeeze_() {
    return InPlace.reshape((Tensor) this, Tensor::squeeze);
  }

  /// As `torch.Tensor.squeeze_`.
  default Tensor squeeze_(int... dims) {
    return InPlace.reshape((Tensor) this, x -> x.squeeze(dims));
  }

  /// As `torch.Tensor.unsqueeze_`.
  default Tensor unsqueeze_(int dim) {
    return InPlace.reshape((Tensor) this, x -> x.unsqueeze(dim));
  }
}
