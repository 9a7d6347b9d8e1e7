package rivulet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise;
import rivulet.array.Elementwise.Binary;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
import rivulet.array.Shape;

/// Derivatives that take more than a line, in the library's own differentiable methods.
final class Derivatives {
  private Derivatives() {}

  /// `g` for every element of this shape.
  static Tensor spread(Tensor g, int[] sizes) {
    return GradMode.isEnabled() ? g.expand(sizes) : new Tensor(g.array().expand(Shape.of(sizes)));
  }

  /// Of a power with a number as exponent.
  static Tensor ofPower(Tensor g, Tensor x, double exponent) {
    if (exponent == 0) return Tensors.zerosLike(g);
    return g.mul((exponent == 2 ? x : x.pow(exponent - 1)).mul(exponent));
  }

  /// Of a power by the base: zero where the exponent is 0, whatever the base.
  static Tensor ofBase(Tensor g, Tensor base, Tensor exponent) {
    Tensor slope = g.mul(exponent.mul(base.pow(exponent.sub(1))));
    return Tensors.zerosLike(slope).where(exponent.eq(0), slope);
  }

  /// Of a power by the exponent: zero where the base is 0 and the power finite, that is, the
  /// exponent not negative.
  static Tensor ofExponent(Tensor g, Tensor base, Tensor power) {
    Tensor slope = power.mul(base.to(power.dtype()).log());
    return g.mul(Tensors.where(base.eq(0).bitwiseAnd(power.le(1)), 0, slope));
  }

  /// Of `relu`, by its result.
  static Tensor ofRelu(Tensor g, Tensor result) {
    NDArray gated = Elementwise.apply(Binary.GATE, result.array(), g.array(), result.dtype());
    return Op.of("ThresholdBackward", gated)
        .input(g, result, Derivatives::ofRelu)
        .input(result, Tensors::zerosLike)
        .output();
  }

  /// Of the greater or lesser of two: half where they are equal, none where the other was taken.
  static Tensor ofExtreme(Tensor g, Tensor equal, Tensor other) {
    return g.div(2).where(equal, Tensors.zerosLike(g).where(other, g));
  }

  /// Of a part of a tensor: the gradient where `part` finds it in zeros of the tensor's shape.
  static Tensor ofPart(Tensor g, Shape shape, UnaryOperator<Tensor> part) {
    Tensor whole = new Tensor(NDArray.zeros(shape, g.dtype()));
    part.apply(whole).copy_(g);
    return whole;
  }

  /// Of indices `from`, `from + 1`, … below `to` of a dimension: zeros are written beside the
  /// gradient only.
  static Tensor ofRange(Tensor g, Shape shape, int dim, int from, int to) {
    NDArray array = NDArray.empty(shape, g.dtype());
    array.slice(dim, 0, from, 1).fill(Scalar.of(0L));
    array.slice(dim, to, shape.size(dim), 1).fill(Scalar.of(0L));
    Tensor whole = new Tensor(array);
    whole.slice(dim, from, to, 1).copy_(g);
    return whole;
  }

  /// What a reduction over `dims` (ascending) gave, with these dimensions restored as size 1.
  static Tensor restore(Tensor reduced, int[] dims, boolean keepdim) {
    Tensor restored = reduced;
    if (!keepdim) for (int d : dims) restored = restored.unsqueeze(d);
    return restored;
  }

  /// Of the extremes over `dims`: shared equally among those that equal the extreme.
  static Tensor ofExtremes(Tensor g, Tensor x, Tensor extreme, int[] dims, boolean keepdim) {
    Tensor mask = x.eq(restore(extreme, dims, keepdim)).to(g.dtype());
    Tensor count = mask.sum(dims, true);
    return restore(g, dims, keepdim).div(count).mul(mask);
  }

  /// Of the extreme of all elements: shared equally among those that equal it, be it NaN.
  static Tensor ofExtremeOfAll(Tensor g, Tensor x, Tensor extreme) {
    Tensor chosen = Double.isNaN(extreme.array().getDouble(0)) ? x.ne(x) : x.eq(extreme);
    Tensor mask = chosen.to(g.dtype());
    return g.div(mask.sum()).mul(mask);
  }

  /// Of the elements picked along `dim` at `indices`, which kept that dimension or not.
  static Tensor ofPicked(Tensor g, Shape shape, int dim, boolean keepdim, Tensor indices) {
    if (shape.rank() == 0) return g;
    Tensor at = keepdim ? indices : indices.unsqueeze(dim);
    Tensor values = keepdim ? g : g.unsqueeze(dim);
    Tensor zeros = new Tensor(NDArray.zeros(shape, g.dtype()));
    return zeros.indexPut(along(shape, dim, at), values, false);
  }

  private static List<@Nullable Tensor> along(Shape shape, int dim, Tensor at) {
    List<@Nullable Tensor> indices = new ArrayList<>();
    for (int d = 0; d < shape.rank(); d++) indices.add(d == dim ? at : positions(shape, d));
    return indices;
  }

  /// 0, 1, … along dimension `dim`, of size 1 in the others.
  private static Tensor positions(Shape shape, int dim) {
    int[] sizes = new int[shape.rank()];
    java.util.Arrays.fill(sizes, 1);
    sizes[dim] = shape.size(dim);
    return Creation.arange(
            Scalar.of(0L), Scalar.of((long) sizes[dim]), Scalar.of(1L), rivulet.array.DType.INT64)
        .reshape(sizes);
  }
}
