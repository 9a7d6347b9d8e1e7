package rivulet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// The same elements in other shapes: views, which share the memory, wherever that is possible.
///
/// - Gradient: `g` in the shape that the tensor had; zero for elements that are not in the result
/// - Dimensions may be counted from the end
@SuppressWarnings("MemberName") // T
public sealed interface ShapeOps permits Tensor {
  /// The elements in row-major order in another shape, one size of which may be -1: as many as it
  /// takes. A view where strides allow it, else a copy.
  ///
  /// - As `torch.reshape`
  ///
  /// @throws IllegalArgumentException if the number of elements differs: `shape '[4]' is invalid
  ///   for input of size 6`
  default Tensor reshape(int... sizes) {
    Tensor a = Op.self(this);
    Shape to = Sizes.infer(sizes, a.array().numel());
    NDArray viewed = a.array().tryView(to);
    if (viewed != null) return viewed("View", a, viewed);
    Tensor copy = a.clone();
    NDArray value = Sizes.present(copy.array().tryView(to));
    int[] from = a.shape().toArray();
    return Op.of("UnsafeView", value).input(copy, g -> g.reshape(from)).output();
  }

  /// The same as a view, or not at all.
  ///
  /// - As `torch.Tensor.view`
  ///
  /// @throws IllegalArgumentException if the number of elements differs, or strides do not allow it
  default Tensor view(int... sizes) {
    Tensor a = Op.self(this);
    NDArray viewed = a.array().tryView(Sizes.infer(sizes, a.array().numel()));
    Messages.check(
        viewed != null,
        "view size is not compatible with input tensor's size and stride (at least one dimension"
            + " spans across two contiguous subspaces). Use .reshape(...) instead.");
    return viewed("View", a, Sizes.present(viewed));
  }

  private static Tensor viewed(String name, Tensor a, NDArray value) {
    int[] from = a.shape().toArray();
    int[] to = value.shape().toArray();
    return Op.view(name, a, value, v -> v.reshape(to), g -> g.reshape(from));
  }

  /// A view in the shape of another tensor. As `torch.Tensor.view_as`.
  default Tensor viewAs(Tensor other) {
    return view(other.shape().toArray());
  }

  /// All elements in one dimension. As `torch.flatten`.
  default Tensor flatten() {
    return reshape(-1);
  }

  /// The dimensions from one to another, both included, made one. As `torch.flatten`.
  default Tensor flatten(int from, int to) {
    Tensor a = Op.self(this);
    int first = Messages.dim(from, a.dim());
    int last = Messages.dim(to, a.dim());
    Messages.check(
        first <= last, "flatten() has invalid args: start_dim cannot come after end_dim");
    if (a.dim() == 0) return reshape(1);
    int[] sizes = new int[a.dim() - last + first];
    Arrays.fill(sizes, 1);
    for (int d = 0; d < a.dim(); d++) {
      sizes[d < first ? d : d > last ? d - last + first : first] *= a.size(d);
    }
    return reshape(sizes);
  }

  /// Two dimensions exchanged. As `torch.transpose`.
  ///
  /// @throws IndexOutOfBoundsException if there is no such dimension
  default Tensor transpose(int dim0, int dim1) {
    Tensor a = Op.self(this);
    int d0 = Messages.dim(dim0, a.dim());
    int d1 = Messages.dim(dim1, a.dim());
    NDArray value = a.dim() == 0 ? a.array() : a.array().transpose(d0, d1);
    return Op.view("Transpose", a, value, v -> v.transpose(d0, d1), g -> g.transpose(d0, d1));
  }

  /// The transposed matrix; a tensor of fewer dimensions stays as it is. As `torch.t`.
  ///
  /// @throws IllegalArgumentException if it has more than two dimensions
  default Tensor t() {
    Tensor a = Op.self(this);
    Messages.checkMatrix(a, "t");
    NDArray value = a.dim() < 2 ? a.array() : a.array().transpose(0, 1);
    return Op.view("T", a, value, Tensor::t, Tensor::t);
  }

  /// The dimensions in reversed order. As `torch.Tensor.T`.
  default Tensor T() {
    int rank = Op.self(this).dim();
    int[] reversed = new int[rank];
    Arrays.setAll(reversed, d -> rank - 1 - d);
    return permute(reversed);
  }

  /// Dimension `i` of the result is dimension `dims[i]` of this. As `torch.permute`.
  ///
  /// @throws IllegalArgumentException unless every dimension is named once
  default Tensor permute(int... dims) {
    Tensor a = Op.self(this);
    int[] order = Sizes.order(dims, a.dim());
    int[] back = new int[order.length];
    for (int d = 0; d < order.length; d++) back[order[d]] = d;
    return Op.view(
        "Permute", a, a.array().permute(order), v -> v.permute(order), g -> g.permute(back));
  }

  /// Without the dimensions of size 1. As `torch.squeeze`.
  default Tensor squeeze() {
    Tensor a = Op.self(this);
    return squeezed(0, a, Messages.all(a.dim()));
  }

  /// Without this dimension, if its size is 1. As `torch.squeeze`.
  default Tensor squeeze(int dim) {
    Tensor a = Op.self(this);
    int at = Messages.dim(dim, a.dim());
    return squeezed(1, a, a.dim() == 0 ? new int[0] : new int[] {at});
  }

  /// Without those of these dimensions whose size is 1. As `torch.squeeze`.
  default Tensor squeeze(int[] dims) {
    Tensor a = Op.self(this);
    return squeezed(2, a, dims.length == 0 ? dims : Messages.dims(dims, a.dim()));
  }

  private static Tensor squeezed(int variant, Tensor a, int[] dims) {
    NDArray value = a.array();
    for (int i = dims.length - 1; i >= 0; i--) {
      if (value.shape().size(dims[i]) == 1) value = value.squeeze(dims[i]);
    }
    int[] from = a.shape().toArray();
    int[] to = value.shape().toArray();
    Tensor result = Op.of("Squeeze", variant, value).input(a, g -> g.reshape(from)).output();
    result.setView(View.of(a, v -> v.reshape(to), g -> g.reshape(from)));
    return result;
  }

  /// With a dimension of size 1 before `dim`, or behind the last. As `torch.unsqueeze`.
  ///
  /// @throws IndexOutOfBoundsException if there is no such place
  default Tensor unsqueeze(int dim) {
    Tensor a = Op.self(this);
    int at = Messages.dim(dim, a.dim() + 1);
    return Op.view(
        "Unsqueeze", a, a.array().unsqueeze(at), v -> v.unsqueeze(at), g -> g.squeeze(at));
  }

  /// Dimensions of size 1 repeated, and new ones in front; -1 leaves a size as it is. As
  /// `torch.Tensor.expand`.
  ///
  /// @throws IllegalArgumentException if a size that is not 1 would change
  default Tensor expand(int... sizes) {
    Tensor a = Op.self(this);
    Shape to = Sizes.expanded(a, sizes);
    int[] full = to.toArray();
    return Op.view("Expand", a, a.array().expand(to), v -> v.expand(full), g -> g);
  }

  /// The same in the shape of another tensor. As `torch.Tensor.expand_as`.
  default Tensor expandAs(Tensor other) {
    return expand(other.shape().toArray());
  }

  /// One index of a dimension, which falls away. As `torch.select`.
  ///
  /// @throws IndexOutOfBoundsException if there is no such dimension or index
  default Tensor select(int dim, int index) {
    Tensor a = Op.self(this);
    if (a.dim() == 0) {
      throw new IndexOutOfBoundsException("select() cannot be applied to a 0-dim tensor.");
    }
    int at = Messages.dim(dim, a.dim());
    int i = Sizes.selected(index, a.shape(), at);
    Shape from = a.shape();
    return Op.view(
        "Select",
        a,
        a.array().select(at, i),
        v -> v.select(at, i),
        g -> Derivatives.ofPart(g, from, v -> v.select(at, i)));
  }

  /// Indices `start`, `start + step`, … below `stop` of a dimension; null stands for the first and
  /// for the end, negative ones count from the end, too large ones are cut.
  ///
  /// - As `x[start:stop:step]`
  ///
  /// @throws IllegalArgumentException unless the step is positive
  default Tensor slice(int dim, @Nullable Integer start, @Nullable Integer stop, int step) {
    Tensor a = Op.self(this);
    if (a.dim() == 0) {
      throw new IndexOutOfBoundsException("slice() cannot be applied to a 0-dim tensor.");
    }
    Messages.check(step > 0, "slice step must be positive");
    int at = Messages.dim(dim, a.dim());
    int size = a.shape().size(at);
    int from = Sizes.bound(start, 0, size);
    int to = Math.max(from, Sizes.bound(stop, size, size));
    Shape whole = a.shape();
    return Op.view(
        "Slice",
        a,
        a.array().slice(at, from, to, step),
        v -> v.slice(at, from, to, step),
        g ->
            step == 1
                ? Derivatives.ofRange(g, whole, at, from, to)
                : Derivatives.ofPart(g, whole, v -> v.slice(at, from, to, step)));
  }

  /// `length` indices of a dimension from `start` on. As `torch.narrow`.
  ///
  /// @throws IndexOutOfBoundsException if there is no such start
  /// @throws IllegalArgumentException if there are not as many
  default Tensor narrow(int dim, int start, int length) {
    Tensor a = Op.self(this);
    Messages.check(a.dim() > 0, "narrow() cannot be applied to a 0-dim tensor.");
    Messages.check(length >= 0, "narrow(): length must be non-negative.");
    int size = a.size(dim);
    int from = Sizes.start(start, size);
    Messages.check(
        from <= size - length,
        "start (%d) + length (%d) exceeds dimension size (%d).",
        from,
        length,
        size);
    return slice(dim, from, from + length, 1);
  }

  /// The same elements in memory one after the other: itself if they are, else a copy. As
  /// `torch.Tensor.contiguous`.
  default Tensor contiguous() {
    Tensor a = Op.self(this);
    return a.isContiguous() ? a : a.clone();
  }

  /// In another dtype: itself if it has it, else a copy.
  ///
  /// - Gradient: `g` in the dtype it had
  /// - As `torch.Tensor.to`
  default Tensor to(DType dtype) {
    Tensor a = Op.self(this);
    if (a.dtype() == dtype) return a;
    return Op.of("ToCopy", a.array().to(dtype)).input(a, g -> g).output();
  }
}
