package rivulet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `backward` and `grad` may be asked for besides: `options().retainGraph().inputs(x)`.
///
/// Each call gives a new object.
///
/// @param gradients the gradients of the outputs, null for the ones of one-element outputs
/// @param targets the tensors that receive gradients, null for all leaves
/// @param retain whether the graph can be used again; null: only if `createGraph`
/// @param create whether the gradients can be differentiated in turn
/// @param unused whether `grad` answers null for an input that the outputs do not depend on
/// @param zeros whether `grad` answers zeros for it
/// @param steps the optimizers whose steps are part of the pass
public record BackwardOptions(
    @Nullable List<Tensor> gradients,
    @Nullable List<Tensor> targets,
    @Nullable Boolean retain,
    boolean create,
    boolean unused,
    boolean zeros,
    List<Stepper> steps) {
  static final BackwardOptions NONE =
      new BackwardOptions(null, null, null, false, false, false, List.of());

  /// Starts from these gradients, one an output.
  public BackwardOptions gradient(Tensor... gradients) {
    return new BackwardOptions(List.of(gradients), targets, retain, create, unused, zeros, steps);
  }

  /// Adds to the gradients of these tensors only.
  public BackwardOptions inputs(Tensor... inputs) {
    return new BackwardOptions(gradients, List.of(inputs), retain, create, unused, zeros, steps);
  }

  /// Keeps the graph for another pass.
  public BackwardOptions retainGraph() {
    return retainGraph(true);
  }

  /// Keeps the graph for another pass, or frees it though `createGraph` is asked for.
  public BackwardOptions retainGraph(boolean retain) {
    return new BackwardOptions(gradients, targets, retain, create, unused, zeros, steps);
  }

  /// Records the pass itself, so that the gradients can be differentiated; keeps the graph.
  public BackwardOptions createGraph() {
    return new BackwardOptions(gradients, targets, retain, true, unused, zeros, steps);
  }

  /// Lets `grad` answer null for inputs that the outputs do not depend on.
  public BackwardOptions allowUnused() {
    return new BackwardOptions(gradients, targets, retain, create, true, zeros, steps);
  }

  /// Lets `grad` answer zeros for inputs that the outputs do not depend on.
  public BackwardOptions materializeGrads() {
    return new BackwardOptions(gradients, targets, retain, create, true, true, steps);
  }

  /// Takes the steps of these optimizers in the pass: `loss.backward(options().step(optimizer))` is
  /// `loss.backward(); optimizer.step();` to the bit, but sooner done. A parameter is moved as soon
  /// as its gradient is complete and nothing in the pass reads its old value any more, by whichever
  /// thread is there, while the rest goes on.
  ///
  /// Each parameter is moved as a whole with its `grad` and the optimizer's state, but not all of
  /// them together: if the pass fails or is interrupted, those that have been moved stay so, and
  /// the others are as before. Without this option a pass that fails changes nothing.
  ///
  /// A hook sees all parameters as they were: none is moved before the last hook has run. Not for
  /// `grad`, which adds nothing to gradients, nor with `createGraph`. The nearest in PyTorch is a
  /// step in `register_post_accumulate_grad_hook`.
  public BackwardOptions step(Stepper... optimizers) {
    return new BackwardOptions(
        gradients, targets, retain, create, unused, zeros, List.of(optimizers));
  }

  boolean keepsGraph() {
    return retain == null ? create : retain;
  }
}
