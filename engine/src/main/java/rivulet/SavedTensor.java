package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.array.Storage;
import rivulet.backward.Node;

/// A tensor that a derivative reads, and the version it had when it was saved.
final class SavedTensor {
  private final Tensor tensor;
  private @Nullable Node<Tensor> origin;
  private int version;

  SavedTensor(Tensor tensor) {
    this.tensor = tensor;
    this.origin = tensor.gradFn();
    this.version = tensor.version();
    tensor.array().storage().keep();
  }

  /// Notes that `node` is the operation whose result this is.
  void comesFrom(Node<Tensor> node) {
    origin = node;
  }

  boolean holds(Tensor other) {
    return tensor == other;
  }

  /// Whether `tensor` shows what was saved here.
  static boolean isMemoryOf(@Nullable SavedTensor saved, Tensor tensor) {
    return saved != null && saved.tensor.sharesMemoryWith(tensor);
  }

  /// Where its elements are.
  Storage memory() {
    return tensor.array().storage();
  }

  /// Takes the version as it is now: the tensor's array has been replaced by one of its own.
  void recapture() {
    version = tensor.version();
  }

  /// The tensor as it was saved.
  ///
  /// @throws IllegalStateException if its memory has been written to since
  Tensor unpack() {
    if (tensor.version() != version) throw new IllegalStateException(modified());
    return tensor;
  }

  private String modified() {
    Node<Tensor> node = origin;
    String which =
        node == null ? "" : ", which is output 0 of " + node.name().replaceFirst("Backward.*", "");
    return "one of the variables needed for gradient computation has been modified by an inplace"
        + " operation: [torch."
        + Promotion.name(tensor.dtype())
        + "Tensor "
        + Messages.list(tensor.shape())
        + "]"
        + (which.isEmpty() ? "" : which + ",")
        + " is at version "
        + tensor.version()
        + "; expected version "
        + version
        + " instead. Hint: clone() the tensor before it is changed, or use the form without the"
        + " trailing underscore.";
  }
}
