package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.array.NDArray;
import rivulet.backward.Node;
import rivulet.backward.Reads;
import rivulet.backward.Step;

/// A recorded operation: what a result's `gradFn` is.
final class OpNode extends Node<Tensor> implements Hooked {
  private final String operation;
  private final int variant;
  private final @Nullable Input[] inputs;
  private final NDArray[] owned;
  private final boolean branching;
  private final long cost;
  private volatile @Nullable TensorHooks hooks;

  OpNode(
      String operation,
      int variant,
      @Nullable Input[] inputs,
      NDArray[] owned,
      @Nullable Node<Tensor>[] edges,
      boolean branching,
      long cost) {
    super(edges, null);
    this.operation = operation;
    this.variant = variant;
    this.inputs = inputs;
    this.owned = owned;
    this.branching = branching;
    this.cost = cost;
  }

  @Override
  public String name() {
    return variant == Op.NO_VARIANT ? operation : operation + "Backward" + variant;
  }

  @Override
  public int parts() {
    return branching ? inputs.length : 1;
  }

  @Override
  public long cost(int part) {
    if (inputs[part] == null && branching) return 0;
    return cost < CostModel.SMALLEST ? cost : CostModel.of(operation).estimate(cost);
  }

  @Override
  public synchronized TensorHooks hooks() {
    if (hooks == null) hooks = new TensorHooks();
    return hooks;
  }

  @Override
  protected void prepare(Step<Tensor> step) {
    TensorHooks present = hooks;
    if (present != null) present.run(step);
  }

  @Override
  protected void apply(int part, Step<Tensor> step) {
    Tensor gradient = step.gradient(0);
    if (gradient == null) return;
    if (cost < CostModel.SMALLEST) {
      apply(part, gradient, step);
    } else {
      long start = System.nanoTime();
      apply(part, gradient, step);
      CostModel.of(operation).took(System.nanoTime() - start, cost);
    }
  }

  private void apply(int part, Tensor gradient, Step<Tensor> step) {
    boolean recording = GradMode.isEnabled();
    if (branching) {
      emit(part, gradient, step, recording);
    } else {
      for (int i = 0; i < inputs.length; i++) emit(i, gradient, step, recording);
    }
  }

  private void emit(int i, Tensor gradient, Step<Tensor> step, boolean recording) {
    Input input = inputs[i];
    if (input == null || !step.needs(i)) return;
    Tensor derived = input.gradient(gradient);
    if (derived.sharesMemoryWith(gradient)) step.keep(0);
    step.emit(i, derived, !recording && input.isFresh(derived, gradient));
  }

  @Override
  protected void release() {
    for (Input input : inputs) if (input != null) input.release();
    for (NDArray array : owned) array.storage().release();
  }

  /// What derivatives have saved; hooks may read anything.
  @Override
  protected void listReads(Reads reads) {
    TensorHooks present = hooks;
    if (present != null && !present.isEmpty()) reads.anything();
    for (Input input : inputs) if (input != null) input.listReads(reads);
  }

  /// Whether a derivative reads this tensor.
  boolean reads(Tensor tensor) {
    for (Input input : inputs) if (input != null && input.reads(tensor)) return true;
    return false;
  }

  /// Notes that `result`, which derivatives read, is this operation's.
  void produced(Tensor result) {
    for (Input input : inputs) if (input != null) input.produced(result, this);
  }

  /// Takes the version of a saved tensor as it is now: an in-place operation has moved it.
  void recapture(Tensor tensor) {
    for (Input input : inputs) if (input != null) input.recapture(tensor);
  }
}
