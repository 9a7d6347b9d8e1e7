package rivulet;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.array.Blocks;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Shape;
import rivulet.backward.BackwardEngine;
import rivulet.backward.Node;

/// An array of numbers that knows how it was computed, and can find the gradient of what was
/// computed from it.
///
/// What can be done with tensors stands by topic in the interfaces; names are PyTorch's in
/// camelCase, a trailing underscore changes the tensor itself.
@SuppressWarnings("MemberName") // the trailing underscore
public sealed class Tensor
    implements ArithmeticOps,
        PointwiseOps,
        InPlaceOps,
        ComparisonOps,
        ReductionOps,
        ShapeOps,
        IndexingOps,
        LinalgOps,
        RandomOps,
        ActivationOps,
        LayerOps,
        LossOps,
        Cloneable
    permits Parameter {
  static {
    Blocks.runBy(BackwardEngine::runBlocks); // loops and branches share one budget of threads
  }

  private NDArray array;
  private boolean requiresGrad;
  private boolean retainsGrad;
  private @Nullable Node<Tensor> gradFn;
  private @Nullable View view;
  private @Nullable AccumulateGrad accumulator;
  private volatile @Nullable Tensor grad;

  /// Whether nobody outside has seen the gradient.
  private boolean gradUnseen;

  Tensor(NDArray array) {
    this.array = array;
  }

  // ---- what it is

  /// The sizes of the dimensions.
  public Shape shape() {
    return array.shape();
  }

  /// The number of dimensions.
  public int dim() {
    return array.rank();
  }

  /// The size of a dimension, which may be counted from the end: `size(-1)`.
  ///
  /// @throws IndexOutOfBoundsException if there is no such dimension
  public int size(int dim) {
    if (dim() == 0)
      throw new IndexOutOfBoundsException(
          "dimension specified as " + dim + " but tensor has no dimensions");
    return array.shape().size(Messages.dim(dim, dim()));
  }

  /// The number of elements.
  public long numel() {
    return array.numel();
  }

  /// The type of the elements.
  public DType dtype() {
    return array.dtype();
  }

  /// Whether the elements lie in memory one after the other in row-major order.
  public boolean isContiguous() {
    return array.isContiguous();
  }

  /// By dimension, how many elements apart two neighbours lie in memory.
  public int[] stride() {
    int[] strides = new int[dim()];
    for (int d = 0; d < strides.length; d++) strides[d] = array.stride(d);
    return strides;
  }

  /// Where in its memory the first element lies.
  public int storageOffset() {
    return array.offset();
  }

  /// How often this tensor's memory has been changed in place.
  public int version() {
    return array.storage().version();
  }

  /// PyTorch's text of it: `tensor([1., 2.], requires_grad=True)`.
  @Override
  public String toString() {
    return TensorFormat.format(this);
  }

  // ---- its values in Java

  /// The value of a tensor of one element.
  ///
  /// @throws IllegalArgumentException if it has not exactly one element, or an integer that no
  ///   double holds: see `itemLong`
  public double item() {
    checkOneElement();
    if (dtype() == DType.INT64) checkExact(array.getLong(0));
    return array.getDouble(0);
  }

  /// The value of an integer or bool tensor of one element.
  ///
  /// @throws IllegalArgumentException if it has not exactly one element, or is of a floating dtype
  public long itemLong() {
    checkOneElement();
    Messages.check(
        !dtype().isFloatingPoint(), "itemLong() needs an integer tensor, not %s", dtype());
    return array.getLong(0);
  }

  /// Whether a tensor of one element is not zero.
  ///
  /// @throws IllegalArgumentException if it has not exactly one element
  public boolean itemBoolean() {
    Messages.check(numel() != 0, "Boolean value of Tensor with no values is ambiguous");
    Messages.check(numel() == 1, "Boolean value of Tensor with more than one value is ambiguous");
    return array.getDouble(0) != 0;
  }

  /// A copy of the elements in row-major order.
  public float[] toFloatArray() {
    return array.toFloats();
  }

  /// A copy of the elements in row-major order.
  public double[] toDoubleArray() {
    return array.toDoubles();
  }

  /// A copy of the elements in row-major order.
  public long[] toLongArray() {
    return array.toLongs();
  }

  /// Whether each element is not zero, in row-major order.
  public boolean[] toBooleanArray() {
    boolean[] values = new boolean[array.numel()];
    for (int i = 0; i < values.length; i++) values[i] = array.getDouble(i) != 0;
    return values;
  }

  private void checkOneElement() {
    Messages.check(
        numel() == 1, "a Tensor with %d elements cannot be converted to Scalar", numel());
  }

  private static void checkExact(long value) {
    Messages.check(
        (long) (double) value == value && value != Long.MAX_VALUE,
        "%d does not fit into a double; use itemLong()",
        value);
  }

  // ---- its gradient

  /// Whether gradients are computed for it.
  public boolean requiresGrad() {
    return requiresGrad || gradFn != null || (view != null && view.base().requiresGrad());
  }

  /// Asks for its gradient from now on.
  ///
  /// @throws IllegalArgumentException if it is not of a floating dtype
  public Tensor requiresGrad_() {
    return requiresGrad_(true);
  }

  /// Switches whether its gradient is computed.
  ///
  /// @throws IllegalArgumentException if it is not of a floating dtype
  /// @throws IllegalStateException if it is not a leaf: what it was computed from decides
  public Tensor requiresGrad_(boolean requiresGrad) {
    if (!isLeaf()) {
      if (requiresGrad) return this;
      throw new IllegalStateException(
          "you can only change requires_grad flags of leaf variables. If you want to use a computed"
              + " variable in a subgraph that doesn't require differentiation use var_no_grad ="
              + " var.detach().");
    }
    Messages.check(
        !requiresGrad || dtype().isFloatingPoint(),
        "only Tensors of floating point dtype can require gradients");
    this.requiresGrad = requiresGrad;
    return this;
  }

  /// Whether it was not computed from anything that requires a gradient; the gradients of such
  /// tensors are kept in `grad`.
  public boolean isLeaf() {
    return gradFn() == null;
  }

  /// The operation it came from, or null for a leaf.
  public @Nullable Node<Tensor> gradFn() {
    if (view != null) setHistory(view.history(this, gradFn));
    return gradFn;
  }

  /// The gradient that `backward` has computed so far, or null.
  public @Nullable Tensor grad() {
    Tensor present = grad;
    return present != null && gradUnseen ? shownGrad() : present;
  }

  private synchronized @Nullable Tensor shownGrad() {
    gradUnseen = false;
    return grad;
  }

  /// Sets or, with null, drops the gradient.
  ///
  /// @throws IllegalArgumentException if its shape or dtype differs
  public void setGrad(@Nullable Tensor grad) {
    if (grad != null) Gradients.checkAssignable(grad, this);
    putGrad(grad, false);
  }

  /// The memory of a gradient that nobody has seen can be used again at once.
  private synchronized void putGrad(@Nullable Tensor grad, boolean unseen) {
    Tensor old = this.grad;
    if (old != null && gradUnseen) old.array.storage().release();
    gradUnseen = unseen;
    this.grad = grad;
  }

  /// Lets a tensor that is no leaf keep its gradient, too.
  ///
  /// @throws IllegalStateException if it does not require a gradient
  public void retainGrad() {
    if (!requiresGrad()) {
      throw new IllegalStateException("can't retain_grad on Tensor that has requires_grad=False");
    }
    if (isLeaf()) return;
    retainsGrad = true;
    hooks().retain(this);
  }

  /// Whether `retainGrad` was called.
  public boolean retainsGrad() {
    return retainsGrad;
  }

  /// Registers what is called with the gradient of this tensor whenever one has been computed.
  ///
  /// @throws IllegalStateException if it does not require a gradient
  public HookHandle registerHook(GradientHook hook) {
    if (!requiresGrad()) {
      throw new IllegalStateException(
          "cannot register a hook on a tensor that doesn't require gradient");
    }
    return hooks().add(hook);
  }

  /// Computes the gradients of this one-element tensor for all leaves it was computed from, and
  /// adds them to theirs.
  ///
  /// @throws IllegalArgumentException if it has more than one element
  /// @throws IllegalStateException if nothing it was computed from requires a gradient, or the
  ///   graph has been freed by an earlier call
  public void backward() {
    Gradients.backward(this, BackwardOptions.NONE);
  }

  /// The same from a given gradient of the same shape.
  public void backward(Tensor gradient) {
    Gradients.backward(this, BackwardOptions.NONE.gradient(gradient));
  }

  /// The same with options: `backward(options().retainGraph())`.
  public void backward(BackwardOptions options) {
    Gradients.backward(this, options);
  }

  /// The same values without a history, in the same memory.
  public Tensor detach() {
    return new Tensor(array);
  }

  /// Forgets its own history.
  ///
  /// @throws IllegalStateException if it is a view
  public Tensor detach_() {
    if (view != null) {
      throw new IllegalStateException("Can't detach views in-place. Use detach() instead.");
    }
    gradFn = null;
    requiresGrad = false;
    return this;
  }

  /// Puts the memory, shape and dtype of another tensor in the place of this leaf's own; its
  /// gradient is dropped. As assigning to `torch.Tensor.data`.
  ///
  /// @throws IllegalStateException if it is not a leaf
  public void setData(Tensor data) {
    if (!isLeaf()) throw new IllegalStateException("setData() is for leaves of the graph");
    array = data.array;
    accumulator = null;
    putGrad(null, false);
  }

  /// A copy that passes gradients on.
  ///
  /// - Gradient: `g`
  /// - As `torch.clone`
  @Override
  @SuppressWarnings("MissingSuperCall") // a new tensor with its own memory, not a field-wise copy
  public Tensor clone() {
    Op.checkStop();
    return Op.of("Clone", array.copy()).input(this, g -> g).output();
  }

  // ---- for the operations

  NDArray array() {
    return array;
  }

  void setArray(NDArray array) {
    this.array = array;
  }

  @Nullable View view() {
    return view;
  }

  void setView(View view) {
    this.view = view;
  }

  /// Whether both see the same memory.
  boolean sharesMemoryWith(Tensor other) {
    return array.storage() == other.array.storage();
  }

  /// The node that gradients for this tensor go to.
  Node<Tensor> edge() {
    Node<Tensor> node = gradFn();
    return node == null ? accumulator() : node;
  }

  private synchronized AccumulateGrad accumulator() {
    if (accumulator == null) accumulator = new AccumulateGrad(this);
    return accumulator;
  }

  private TensorHooks hooks() {
    return switch (edge()) {
      case Hooked node -> node.hooks();
      case Node<Tensor> node -> throw new AssertionError(node.name());
    };
  }

  /// Another tensor that is this one now, whatever becomes of this one.
  Tensor alias() {
    Tensor alias = new Tensor(array);
    alias.gradFn = gradFn();
    alias.view = view;
    alias.requiresGrad = requiresGrad;
    return alias;
  }

  /// Makes this the result of another operation; a kept gradient is that of the new value.
  void setHistory(@Nullable Node<Tensor> node) {
    if (retainsGrad && gradFn instanceof Hooked old) old.hooks().retain(null);
    gradFn = node;
    if (retainsGrad && node instanceof Hooked hooked) hooked.hooks().retain(this);
  }

  Tensor withHistory(Node<Tensor> node) {
    gradFn = node;
    return this;
  }

  /// Takes over memory, shape and history of a view of this tensor's own.
  void become(Tensor other) {
    array = other.array;
    if (other.gradFn != null) setHistory(other.gradFn);
    if (view != null) view = other.view;
  }

  /// Notes that the memory has been written to.
  Tensor written() {
    array.storage().bumpVersion();
    return this;
  }

  /// Adds to the gradient: takes over what nobody else can see, adds in place where no graph is
  /// made of it. Not for several threads at the same time.
  void accumulateGrad(Tensor gradient, boolean owned) {
    if (GradMode.isEnabled()) {
      Tensor old = grad();
      putGrad(old == null ? gradient.clone() : old.add(gradient), false);
    } else if (!withGrad(old -> Gradients.addInto(old, gradient, owned))) {
      putGrad(new Tensor(owned ? gradient.array : gradient.array.copy()), true);
    }
  }

  boolean hasGrad() {
    return grad != null;
  }

  /// Whether there is a gradient. It is given to `work`, which must not pass it on: it does not
  /// count as seen. Its memory is not used again before that ends.
  boolean withGrad(Consumer<Tensor> work) {
    Tensor held = heldGrad();
    if (held == null) return false;
    try {
      work.accept(held);
    } finally {
      held.array.storage().letGo();
    }
    return true;
  }

  private synchronized @Nullable Tensor heldGrad() {
    Tensor present = grad;
    if (present != null) present.array.storage().hold();
    return present;
  }
}
