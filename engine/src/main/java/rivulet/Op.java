package rivulet;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rivulet.array.MatMul;
import rivulet.array.NDArray;
import rivulet.backward.BackwardEngine;
import rivulet.backward.Node;

/// One application of an operation, being recorded: its name, its value, and a derivative for each
/// input.
///
/// A derivative turns the gradient of the result into that of the input. It is written in tensor
/// methods, so that it can be differentiated in turn, and it names the tensors it reads: they are
/// saved with their versions. It need not undo broadcasting or promotion: the node does, for every
/// input in the same place (`Input.fit`).
final class Op {
  /// Of an operation whose node has no number.
  static final int NO_VARIANT = -1;

  private static final NDArray[] NOTHING = {};

  private final String name;
  private final int variant;
  private final NDArray value;
  private int count;
  private @Nullable Input @Nullable [] inputs;
  private boolean branching;
  private long cost;
  private @Nullable Tensor result;
  private NDArray[] owned = NOTHING;

  private Op(String name, int variant, NDArray value) {
    this.name = name;
    this.variant = variant;
    this.value = value;
  }

  /// An operation whose node is called `nameBackward0`.
  static Op of(String name, NDArray value) {
    return new Op(name, 0, value);
  }

  /// One of several forms of an operation, whose node is called `nameBackward1` and so on.
  static Op of(String name, int variant, NDArray value) {
    return new Op(name, variant, value);
  }

  /// An operation whose node is called just that.
  static Op named(String name, NDArray value) {
    return new Op(name, NO_VARIANT, value);
  }

  /// The tensor that a method of one of its topics was called on; here every operation notices that
  /// its thread has been asked to stop.
  ///
  /// @throws CancellationException if it has; the thread's interrupt status stays
  static Tensor self(Object topic) {
    checkStop();
    return (Tensor) topic;
  }

  static void checkStop() {
    if (Thread.currentThread().isInterrupted()) throw new CancellationException("interrupted");
  }

  /// A product that one of several threads may compute while others compute other branches, where
  /// something will need its gradient; see [MatMul#whenAsked].
  static NDArray product(Tensor a, Tensor b, Supplier<NDArray> work, NDArray... operands) {
    boolean needsGradient = GradMode.isEnabled() && (a.requiresGrad() || b.requiresGrad());
    boolean isBranch = needsGradient && BackwardEngine.numThreads() > 1;
    return isBranch ? MatMul.whenAsked(work, operands) : work.get();
  }

  /// An input whose derivative reads nothing but the gradient.
  Op input(Tensor input, Input.OfNone derivative) {
    return input(input, derivative, null, null);
  }

  /// An input whose derivative reads a tensor.
  Op input(Tensor input, Tensor saved, Input.OfOne derivative) {
    return input(input, derivative, saved, null);
  }

  /// An input whose derivative reads two tensors.
  Op input(Tensor input, Tensor first, Tensor second, Input.OfTwo derivative) {
    return input(input, derivative, first, second);
  }

  private Op input(
      Tensor input, Input.Derivative derivative, @Nullable Tensor first, @Nullable Tensor second) {
    if (needs(input)) add(new Input(input, derivative, first, second));
    count++;
    return this;
  }

  /// An input whose derivative reads the operation's result.
  Op inputByResult(Tensor input, Input.OfOne derivative) {
    return needs(input) ? input(input, result(), derivative) : skip();
  }

  /// An input whose derivative reads a tensor and the operation's result.
  Op inputByResult(Tensor input, Tensor saved, Input.OfTwo derivative) {
    return needs(input) ? input(input, saved, result(), derivative) : skip();
  }

  /// The inputs' derivatives may be computed at the same time, each at about this cost in
  /// nanoseconds.
  Op branches(long cost) {
    this.branching = true;
    this.cost = cost;
    return this;
  }

  /// What derivatives read and nobody else sees: its memory is given back when the graph is freed,
  /// or now if there is none.
  Op owns(NDArray... arrays) {
    this.owned = arrays;
    return this;
  }

  /// The result, which knows how it came about if anything needs its gradient.
  Tensor output() {
    boolean saved = result != null;
    Tensor output = result();
    if (inputs == null) {
      for (NDArray array : owned) array.storage().release();
      return output;
    }
    OpNode node = node();
    if (saved) node.produced(output);
    output.setHistory(node);
    return output;
  }

  /// The node alone, for a result that exists already; null where nothing needs its gradient.
  @Nullable OpNode nodeOrNull() {
    return inputs == null ? null : node();
  }

  /// A tensor that sees the memory of `a`: `again` does the same to a tensor of the same shape (it
  /// may copy), `adjoint` is the derivative.
  static Tensor view(
      String name, Tensor a, NDArray value, UnaryOperator<Tensor> again, Input.OfNone adjoint) {
    Tensor output = of(name, value).input(a, adjoint).output();
    output.setView(View.of(a, again, adjoint));
    return output;
  }

  private Tensor result() {
    if (result == null) result = new Tensor(value);
    return result;
  }

  private Op skip() {
    count++;
    return this;
  }

  private boolean needs(Tensor input) {
    return input.requiresGrad() && GradMode.isEnabled() && value.dtype().isFloatingPoint();
  }

  private void add(Input input) {
    @Nullable Input[] known = inputs;
    known = known == null ? new @Nullable Input[count + 1] : Arrays.copyOf(known, count + 1);
    known[count] = input;
    inputs = known;
  }

  private OpNode node() {
    @Nullable Input[] known = inputs == null ? new @Nullable Input[0] : inputs;
    if (known.length < count) known = Arrays.copyOf(known, count);
    return new OpNode(
        name, variant, known, owned, edges(known), branching, cost > 0 ? cost : 50 + value.numel());
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Node<Tensor>[] edges(@Nullable Input[] inputs) {
    @Nullable Node<Tensor>[] edges =
        (@Nullable Node<Tensor>[]) new @Nullable Node<?>[inputs.length];
    for (int i = 0; i < edges.length; i++) {
      Input input = inputs[i];
      if (input != null) edges[i] = input.edge();
    }
    return edges;
  }
}
