package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.backward.Leaf;
import rivulet.backward.Reads;
import rivulet.backward.Step;

/// Where the gradient of a leaf ends: adds into its `.grad`.
final class AccumulateGrad extends Leaf<Tensor> implements Hooked {
  private final Tensor variable;
  private volatile @Nullable TensorHooks hooks;

  AccumulateGrad(Tensor variable) {
    this.variable = variable;
  }

  /// The leaf itself.
  Tensor variable() {
    return variable;
  }

  @Override
  public String name() {
    return "AccumulateGrad";
  }

  @Override
  public synchronized TensorHooks hooks() {
    if (hooks == null) hooks = new TensorHooks();
    return hooks;
  }

  /// What the gradient is still to be computed from belongs to the pass.
  @Override
  protected void prepare(Step<Tensor> step) {
    TensorHooks present = hooks;
    if (present != null) present.run(step);
    Tensor total = step.gradient(0);
    if (total != null) total.array().compute();
  }

  /// Hooks may read anything.
  @Override
  protected void listReads(Reads reads) {
    TensorHooks present = hooks;
    if (present != null && !present.isEmpty()) reads.anything();
  }

  /// A hook has seen what arrived, and may have kept it.
  @Override
  protected void commit(Tensor total, boolean owned) {
    TensorHooks present = hooks;
    variable.accumulateGrad(total, owned && (present == null || present.isEmpty()));
  }
}
