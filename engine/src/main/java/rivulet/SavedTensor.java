package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.backward.Node;

/// A tensor that a derivative reads, and the version it had when it was saved.
final class SavedTensor {
  private final Tensor tensor;
  private int version;
  private @Nullable Node<Tensor> origin;

  SavedTensor(Tensor tensor) {
    this.tensor = tensor;
    recapture();
  }

  boolean holds(Tensor other) {
    return tensor == other;
  }

  /// Whether `tensor` shows what was saved here.
  static boolean isMemoryOf(@Nullable SavedTensor saved, Tensor tensor) {
    return saved != null && saved.tensor.sharesMemoryWith(tensor);
  }

  /// Takes version and history as they are now: the operation that saves the tensor has only now
  /// given it these.
  void recapture() {
    version = tensor.version();
    origin = tensor.gradFn();
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
    String from =
        node == null
            ? ""
            : ", which is output 0 of " + node.name().replaceFirst("Backward.*", "") + ",";
    return "one of the variables needed for gradient computation has been modified by an inplace"
        + " operation: [torch."
        + Promotion.name(tensor.dtype())
        + "Tensor "
        + Messages.list(tensor.shape())
        + "]"
        + from
        + " is at version "
        + tensor.version()
        + "; expected version "
        + version
        + " instead. Hint: clone() the tensor before it is changed, or use the form without the"
        + " trailing underscore.";
  }
}
