package rivulet;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rivulet.array.Indexing;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
import rivulet.array.Shape;

/// Reading and writing parts of a tensor.
///
/// An index is what stands between Python's brackets: a number, `slice(1, 3)`, `all()` for `:`,
/// `ellipsis()`, `newAxis()`, a tensor of integers or truth values, or an `int[]`; or all of it as
/// text, `"1:3, ..., ::2"`. Numbers and slices give views; tensors and arrays give copies.
@SuppressWarnings("MemberName") // the trailing underscore
public sealed interface IndexingOps permits Tensor {
  /// The part that an index names. As `x[…]`.
  ///
  /// @throws IndexOutOfBoundsException if it is out of bounds, or has more parts than there are
  ///   dimensions
  default Tensor get(Object... index) {
    return Subscript.get(Op.self(this), index);
  }

  /// The part that an index in Python's spelling names: `x.get("1:3, ..., ::2")`.
  ///
  /// @throws IllegalArgumentException if the text is no index
  default Tensor get(String index) {
    return Subscript.get(Op.self(this), Subscript.parse(index));
  }

  /// Writes a tensor or a number into the part that an index names. As `x[…] = value`.
  ///
  /// - Gradient: none for what was there, `g` of that part for the value
  ///
  /// @throws IndexOutOfBoundsException if it is out of bounds, or has more parts than there are
  ///   dimensions
  /// @throws IllegalArgumentException if the value does not broadcast to that part
  default Tensor set(Object value, Object... index) {
    return Subscript.set(Op.self(this), value, index);
  }

  /// Writes into the part that an index in Python's spelling names.
  default Tensor set(Object value, String index) {
    return Subscript.set(Op.self(this), value, Subscript.parse(index));
  }

  /// The elements at these indices, one tensor of integers or truth values a dimension, null for a
  /// whole dimension.
  ///
  /// - Shape: that of the indices broadcast together, in place of the indexed dimensions where
  ///   these are neighbours, else in front
  /// - Gradient: `g` added up at the elements
  /// - As `torch.Tensor.index`
  ///
  /// @throws IndexOutOfBoundsException as `index 5 is out of bounds for dimension 0 with size 3`
  default Tensor index(List<? extends @Nullable Tensor> indices) {
    Tensor a = Op.self(this);
    List<@Nullable NDArray> at = Subscript.arrays(a, indices);
    Shape shape = a.shape();
    SavedIndices saved = new SavedIndices(indices);
    return Op.of("Index", Indexing.index(a.array(), at))
        .input(a, g -> Creation.zeros(shape, g.dtype()).indexPut(saved.unpack(), g, true))
        .output();
  }

  /// A copy in which the elements at these indices are `values`, or have them added.
  ///
  /// - Gradient: `g`, but zero at the elements that are replaced; `g` at the indices for the values
  /// - As `torch.index_put`
  default Tensor indexPut(
      List<? extends @Nullable Tensor> indices, Tensor values, boolean accumulate) {
    Tensor a = Op.self(this);
    Messages.check(
        a.dtype() == values.dtype() || fillsMask(indices, values, accumulate),
        "Index put requires the source and destination dtypes match, got %s for the destination and"
            + " %s for the source.",
        Promotion.name(a.dtype()),
        Promotion.name(values.dtype()));
    NDArray result = a.array().copy();
    Indexing.indexPut(result, Subscript.arrays(a, indices), values.array(), accumulate);
    SavedIndices saved = new SavedIndices(indices);
    return Op.of("IndexPut", result)
        .input(a, g -> accumulate ? g : g.indexPut(saved.unpack(), zero(g), false))
        .input(values, g -> g.index(saved.unpack()))
        .output();
  }

  /// One value at all places of one mask is taken as a number, whatever its dtype.
  private static boolean fillsMask(
      List<? extends @Nullable Tensor> indices, Tensor values, boolean accumulate) {
    List<Tensor> given = indices.stream().flatMap(Stream::ofNullable).toList();
    return !accumulate
        && values.numel() == 1
        && given.size() == 1
        && Subscript.isMask(given.getFirst());
  }

  private static Tensor zero(Tensor like) {
    return Creation.zeros(Shape.SCALAR, like.dtype());
  }

  /// Writes into the elements at these indices, or adds to them. As `torch.Tensor.index_put_`.
  default Tensor indexPut_(
      List<? extends @Nullable Tensor> indices, Tensor values, boolean accumulate) {
    return InPlace.apply((Tensor) this, x -> x.indexPut(indices, values, accumulate));
  }

  /// The positions of the elements that are not zero, a row each: int64. As `torch.nonzero`.
  default Tensor nonzero() {
    return new Tensor(Indexing.nonzero(Op.self(this).array()));
  }

  /// The value of a tensor without dimensions throughout.
  ///
  /// - Gradient: zero, and the sum of `g` for the value
  /// - As `torch.fill`
  ///
  /// @throws IllegalArgumentException if it has dimensions
  default Tensor fill(Tensor value) {
    return Creation.filled(Op.self(this), value, 1);
  }

  /// A number throughout. As `torch.fill`.
  default Tensor fill(double value) {
    return fill(Scalar.of(value));
  }

  /// A number throughout. As `torch.fill`.
  default Tensor fill(long value) {
    return fill(Scalar.of(value));
  }

  /// A truth value throughout. As `torch.fill`.
  default Tensor fill(boolean value) {
    return fill(Scalar.of(value));
  }

  private Tensor fill(Scalar value) {
    Tensor a = Op.self(this);
    ScalarRange.check(value, a.dtype());
    return Op.of("Fill", NDArray.full(a.shape(), a.dtype(), value))
        .input(a, Tensors::zerosLike)
        .output();
  }
}
