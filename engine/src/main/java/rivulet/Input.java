package rivulet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Shape;
import rivulet.backward.Node;
import rivulet.backward.Reads;

/// An input of a recorded operation that needs a gradient: where that gradient goes, what it must
/// look like, and how it is computed from the gradient of the result.
final class Input {
  private static final String FREED =
      "Trying to backward through the graph a second time (or directly access saved tensors after"
          + " they have already been freed). Saved intermediate values of the graph are freed when"
          + " you call .backward() or autograd.grad(). Specify retain_graph=True if you need to"
          + " backward through the graph a second time or if you need to access saved tensors after"
          + " calling backward. In Java: backward(options().retainGraph()).";

  private final Node<Tensor> edge;
  private final Shape shape;
  private final DType dtype;
  private final Derivative derivative;
  private @Nullable SavedTensor first;
  private @Nullable SavedTensor second;

  /// @param first what the derivative reads, if anything
  /// @param second what it reads besides
  Input(Tensor input, Derivative derivative, @Nullable Tensor first, @Nullable Tensor second) {
    this.edge = input.edge();
    this.shape = input.shape();
    this.dtype = input.dtype();
    this.derivative = derivative;
    this.first = first == null ? null : new SavedTensor(first);
    this.second = second == null ? null : new SavedTensor(second);
  }

  /// How a gradient is computed.
  sealed interface Derivative {
    /// The gradient of an input from that of the result.
    Tensor of(Tensor gradient, Input input);
  }

  /// A derivative that reads nothing but the gradient.
  @FunctionalInterface
  non-sealed interface OfNone extends Derivative {
    /// The gradient of the input.
    Tensor apply(Tensor gradient);

    @Override
    default Tensor of(Tensor gradient, Input input) {
      return apply(gradient);
    }
  }

  /// A derivative that reads a tensor.
  @FunctionalInterface
  non-sealed interface OfOne extends Derivative {
    /// The gradient of the input.
    Tensor apply(Tensor gradient, Tensor saved);

    @Override
    default Tensor of(Tensor gradient, Input input) {
      return apply(gradient, unpack(input.first));
    }
  }

  /// A derivative that reads two tensors.
  @FunctionalInterface
  non-sealed interface OfTwo extends Derivative {
    /// The gradient of the input.
    Tensor apply(Tensor gradient, Tensor first, Tensor second);

    @Override
    default Tensor of(Tensor gradient, Input input) {
      return apply(gradient, unpack(input.first), unpack(input.second));
    }
  }

  private static Tensor unpack(@Nullable SavedTensor saved) {
    if (saved == null) throw new IllegalStateException(FREED);
    return saved.unpack();
  }

  /// The node that the gradient goes to.
  Node<Tensor> edge() {
    return edge;
  }

  /// The gradient of this input, of its shape and dtype.
  Tensor gradient(Tensor gradient) {
    return fit(derivative.of(gradient, this), shape, dtype);
  }

  /// Whether nobody but its receiver can see the memory of a gradient derived from `incoming`.
  boolean isFresh(Tensor derived, Tensor incoming) {
    return derived.isContiguous()
        && !derived.sharesMemoryWith(incoming)
        && !SavedTensor.isMemoryOf(first, derived)
        && !SavedTensor.isMemoryOf(second, derived);
  }

  /// Whether the derivative reads this tensor.
  boolean reads(Tensor tensor) {
    return (first != null && first.holds(tensor)) || (second != null && second.holds(tensor));
  }

  /// Lists the memory of what is saved.
  void listReads(Reads reads) {
    SavedTensor one = first;
    SavedTensor other = second;
    if (one != null) reads.memory(one.memory());
    if (other != null) reads.memory(other.memory());
  }

  /// Notes that `result`, which may be saved here, comes from `node`.
  void produced(Tensor result, Node<Tensor> node) {
    if (first != null && first.holds(result)) first.comesFrom(node);
    if (second != null && second.holds(result)) second.comesFrom(node);
  }

  /// Takes the version of a saved tensor as it is now.
  void recapture(Tensor tensor) {
    if (first != null && first.holds(tensor)) first.recapture();
    if (second != null && second.holds(tensor)) second.recapture();
  }

  /// Drops what was saved.
  void release() {
    first = null;
    second = null;
  }

  /// Undoes broadcasting and promotion.
  static Tensor fit(Tensor gradient, Shape shape, DType dtype) {
    Tensor fitted = gradient.shape().equals(shape) ? gradient : unbroadcast(gradient, shape);
    return fitted.dtype() == dtype ? fitted : fitted.to(dtype);
  }

  private static Tensor unbroadcast(Tensor gradient, Shape shape) {
    int extra = gradient.dim() - shape.rank();
    int[] stretched = new int[gradient.dim()];
    int n = 0;
    for (int d = 0; d < gradient.dim(); d++) {
      if (d < extra || shape.size(d - extra) != gradient.size(d)) stretched[n++] = d;
    }
    Tensor sum = n == 0 ? gradient : gradient.sum(Arrays.copyOf(stretched, n), true);
    return sum.reshape(shape.toArray());
  }
}
