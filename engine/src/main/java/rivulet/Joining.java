package rivulet;

import java.util.List;
import rivulet.array.DType;
import rivulet.array.Indexing;
import rivulet.array.NDArray;
import rivulet.array.Shape;

/// Several tensors made one.
final class Joining {
  private Joining() {}

  /// One behind the other along a dimension; an empty vector counts as nothing.
  static Tensor cat(List<Tensor> tensors, int dim) {
    Op.checkStop();
    Messages.check(!tensors.isEmpty(), "torch.cat(): expected a non-empty list of Tensors");
    DType dtype = promoted(tensors);
    List<Tensor> filled = tensors.stream().filter(t -> !isNothing(t)).toList();
    List<Tensor> parts = filled.isEmpty() ? tensors : filled;
    int at = filled.isEmpty() ? 0 : Messages.dim(dim, parts.getFirst().dim());
    for (Tensor part : parts) checkFits(parts.getFirst(), part, at, tensors.indexOf(part));
    Op op = Op.of("Cat", Indexing.cat(parts.stream().map(Tensor::array).toList(), at, dtype));
    int start = 0;
    for (Tensor tensor : tensors) {
      int from = start;
      boolean skipped = !filled.isEmpty() && isNothing(tensor);
      int size = skipped ? 0 : tensor.size(at);
      op.input(tensor, skipped ? Joining::nothing : g -> g.narrow(at, from, size));
      start += size;
    }
    return op.output();
  }

  /// One beside the other along a new dimension.
  static Tensor stack(List<Tensor> tensors, int dim) {
    Op.checkStop();
    Messages.check(!tensors.isEmpty(), "stack expects a non-empty TensorList");
    Tensor first = tensors.getFirst();
    int at = Messages.dim(dim, first.dim() + 1);
    for (int i = 1; i < tensors.size(); i++) {
      Messages.check(
          tensors.get(i).shape().equals(first.shape()),
          "stack expects each tensor to be equal size, but got %s at entry 0 and %s at entry %d",
          first.shape(),
          tensors.get(i).shape(),
          i);
    }
    List<NDArray> slices = tensors.stream().map(t -> t.array().unsqueeze(at)).toList();
    Op op = Op.of("Stack", Indexing.cat(slices, at, promoted(tensors)));
    for (int i = 0; i < tensors.size(); i++) {
      int index = i;
      op.input(tensors.get(i), g -> g.select(at, index));
    }
    return op.output();
  }

  private static Tensor nothing(Tensor g) {
    return Creation.zeros(Shape.of(0), g.dtype());
  }

  private static boolean isNothing(Tensor tensor) {
    return tensor.dim() == 1 && tensor.numel() == 0;
  }

  private static DType promoted(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::dtype).reduce(DType.BOOL, DType::promote);
  }

  private static void checkFits(Tensor first, Tensor part, int dim, int position) {
    Messages.check(
        part.dim() > 0,
        "zero-dimensional tensor (at position %d) cannot be concatenated",
        position);
    Messages.check(
        first.dim() == part.dim(),
        "Tensors must have same number of dimensions: got %d and %d",
        first.dim(),
        part.dim());
    for (int d = 0; d < first.dim(); d++) {
      Messages.check(
          d == dim || first.size(d) == part.size(d),
          "Sizes of tensors must match except in dimension %d. Expected size %d but got size %d for"
              + " tensor number %d in the list.",
          dim,
          first.size(d),
          part.size(d),
          position);
    }
  }
}
