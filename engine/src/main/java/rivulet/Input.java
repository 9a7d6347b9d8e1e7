package rivulet;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Shape;
import rivulet.backward.Node;

/// An input of a recorded operation that needs a gradient: where that gradient goes, what it must
/// look like, and how it is computed from the gradient of the result.
abstract sealed class Input {
  private static final String FREED =
      "Trying to backward through the graph a second time (or directly access saved tensors after"
          + " they have already been freed). Saved intermediate values of the graph are freed when"
          + " you call .backward() or autograd.grad(). Specify retain_graph=True if you need to"
          + " backward through the graph a second time or if you need to access saved tensors after"
          + " calling backward. In Java: backward(options().retainGraph()).";

  private final Node<Tensor> edge;
  private final Shape shape;
  private final DType dtype;

  private Input(Tensor input) {
    this.edge = input.edge();
    this.shape = input.shape();
    this.dtype = input.dtype();
  }

  /// A derivative that reads two tensors.
  @FunctionalInterface
  interface OfTwo {
    /// The gradient of the input.
    Tensor apply(Tensor gradient, Tensor first, Tensor second);
  }

  /// The node that the gradient goes to.
  final Node<Tensor> edge() {
    return edge;
  }

  /// The gradient of this input, of its shape and dtype.
  final Tensor gradient(Tensor gradient) {
    return fit(derive(gradient), shape, dtype);
  }

  /// The derivative alone.
  abstract Tensor derive(Tensor gradient);

  /// Whether nobody but its receiver can see the memory of a gradient derived from `incoming`.
  boolean isFresh(Tensor derived, Tensor incoming) {
    return derived.isContiguous() && !derived.sharesMemoryWith(incoming);
  }

  /// Whether the derivative reads this tensor.
  boolean reads(Tensor tensor) {
    return false;
  }

  /// Notes that `result`, which may be saved here, comes from `node`.
  void produced(Tensor result, Node<Tensor> node) {}

  /// Takes the saved tensors' versions as they are now.
  void recapture() {}

  /// Drops what was saved.
  void release() {}

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

  private static SavedTensor present(@Nullable SavedTensor saved) {
    if (saved == null) throw new IllegalStateException(FREED);
    return saved;
  }

  /// Reads nothing but the gradient.
  static final class Linear extends Input {
    private final UnaryOperator<Tensor> derivative;

    Linear(Tensor input, UnaryOperator<Tensor> derivative) {
      super(input);
      this.derivative = derivative;
    }

    @Override
    Tensor derive(Tensor gradient) {
      return derivative.apply(gradient);
    }
  }

  /// Reads a saved tensor.
  static final class Reading extends Input {
    private @Nullable SavedTensor saved;
    private final BinaryOperator<Tensor> derivative;

    Reading(Tensor input, Tensor saved, BinaryOperator<Tensor> derivative) {
      super(input);
      this.saved = new SavedTensor(saved);
      this.derivative = derivative;
    }

    @Override
    Tensor derive(Tensor gradient) {
      return derivative.apply(gradient, present(saved).unpack());
    }

    @Override
    boolean isFresh(Tensor derived, Tensor incoming) {
      return super.isFresh(derived, incoming) && !SavedTensor.isMemoryOf(saved, derived);
    }

    @Override
    boolean reads(Tensor tensor) {
      return saved != null && saved.holds(tensor);
    }

    @Override
    void produced(Tensor result, Node<Tensor> node) {
      if (saved != null && saved.holds(result)) saved.comesFrom(node);
    }

    @Override
    void recapture() {
      if (saved != null) saved.recapture();
    }

    @Override
    void release() {
      saved = null;
    }
  }

  /// Reads two saved tensors.
  static final class ReadingTwo extends Input {
    private @Nullable SavedTensor first;
    private @Nullable SavedTensor second;
    private final OfTwo derivative;

    ReadingTwo(Tensor input, Tensor first, Tensor second, OfTwo derivative) {
      super(input);
      this.first = new SavedTensor(first);
      this.second = new SavedTensor(second);
      this.derivative = derivative;
    }

    @Override
    Tensor derive(Tensor gradient) {
      return derivative.apply(gradient, present(first).unpack(), present(second).unpack());
    }

    @Override
    boolean isFresh(Tensor derived, Tensor incoming) {
      return super.isFresh(derived, incoming)
          && !SavedTensor.isMemoryOf(first, derived)
          && !SavedTensor.isMemoryOf(second, derived);
    }

    @Override
    boolean reads(Tensor tensor) {
      return (first != null && first.holds(tensor)) || (second != null && second.holds(tensor));
    }

    @Override
    void produced(Tensor result, Node<Tensor> node) {
      if (second != null && second.holds(result)) second.comesFrom(node);
    }

    @Override
    void recapture() {
      if (first != null) first.recapture();
      if (second != null) second.recapture();
    }

    @Override
    void release() {
      first = null;
      second = null;
    }
  }
}
