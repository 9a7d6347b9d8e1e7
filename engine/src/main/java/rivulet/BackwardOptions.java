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
public record BackwardOptions(
    @Nullable List<Tensor> gradients,
    @Nullable List<Tensor> targets,
    @Nullable Boolean retain,
    boolean create,
    boolean unused,
    boolean zeros) {
  static final BackwardOptions NONE = new BackwardOptions(null, null, null, false, false, false);

  /// Starts from these gradients, one an output.
  public BackwardOptions gradient(Tensor... gradients) {
    return new BackwardOptions(List.of(gradients), targets, retain, create, unused, zeros);
  }

  /// Adds to the gradients of these tensors only.
  public BackwardOptions inputs(Tensor... inputs) {
    return new BackwardOptions(gradients, List.of(inputs), retain, create, unused, zeros);
  }

  /// Keeps the graph for another pass.
  public BackwardOptions retainGraph() {
    return retainGraph(true);
  }

  /// Keeps the graph for another pass, or frees it though `createGraph` is asked for.
  public BackwardOptions retainGraph(boolean retain) {
    return new BackwardOptions(gradients, targets, retain, create, unused, zeros);
  }

  /// Records the pass itself, so that the gradients can be differentiated; keeps the graph.
  public BackwardOptions createGraph() {
    return new BackwardOptions(gradients, targets, retain, true, unused, zeros);
  }

  /// Lets `grad` answer null for inputs that the outputs do not depend on.
  public BackwardOptions allowUnused() {
    return new BackwardOptions(gradients, targets, retain, create, true, zeros);
  }

  /// Lets `grad` answer zeros for inputs that the outputs do not depend on.
  public BackwardOptions materializeGrads() {
    return new BackwardOptions(gradients, targets, retain, create, true, true);
  }

  boolean keepsGraph() {
    return retain == null ? create : retain;
  }
}
