package rivulet;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.array.NDArray;
import rivulet.array.Storage;
import rivulet.backward.Leaf;
import rivulet.backward.LeafUpdates;

/// The steps that optimizers take in the middle of a pass.
///
/// The bits are those of the pass followed by the steps. So a parameter waits for every node that
/// has saved its memory, or that of the gradient it has already, and all of them for every node
/// with hooks, which may read what they like. What cannot be told apart (several parameters in the
/// same memory) and what the pass does not reach is moved after it, in the optimizers' order.
///
/// Nothing is staged, and so a pass that fails leaves parameters moved. To be able to take a step
/// back, every step would have to copy what it changes, which takes a quarter of Adam's time and
/// half of that of gradient descent with momentum: as much as a second thread can win.
final class PassSteps implements LeafUpdates<Tensor> {
  private final List<Move> moves = new ArrayList<>();
  private final IdentityHashMap<Tensor, Move> byParameter = new IdentityHashMap<>();

  /// Whose memory it is; null where it is that of several.
  private final IdentityHashMap<Storage, @Nullable Move> owners = new IdentityHashMap<>();

  /// A parameter, and whether it has been moved.
  private static final class Move {
    private final Tensor parameter;
    private final Stepper stepper;
    private final List<Storage> memory;
    private boolean done;

    Move(Tensor parameter, Stepper stepper) {
      this.parameter = parameter;
      this.stepper = stepper;
      List<Storage> memory = new ArrayList<>(List.of(parameter.array().storage()));
      parameter.withGrad(gradient -> memory.add(gradient.array().storage()));
      this.memory = memory;
    }

    void run() {
      stepper.step(parameter);
      done = true;
    }
  }

  private PassSteps(List<Stepper> steppers) {
    for (Stepper stepper : steppers) {
      for (Tensor parameter : stepper.parameters()) add(new Move(parameter, stepper));
    }
  }

  /// Those that are asked for; null where none are.
  ///
  /// @throws IllegalArgumentException if the pass is to be differentiated
  static @Nullable PassSteps of(BackwardOptions options) {
    if (options.steps().isEmpty()) return null;
    Messages.check(
        !options.create(),
        "[backward] createGraph() and step() exclude each other: a step would change what the new"
            + " graph reads. Call the optimizer's step() when you are done with the graph.");
    return new PassSteps(options.steps());
  }

  private void add(Move move) {
    moves.add(move);
    byParameter.put(move.parameter, move);
    for (Storage each : move.memory) {
      each.settle(); // what the forward pass has left to be computed from it
      owners.put(each, owners.containsKey(each) ? null : move);
    }
  }

  private boolean ownsItsMemory(Move move) {
    for (Storage each : move.memory) if (owners.get(each) != move) return false;
    return true;
  }

  private @Nullable Move moveOf(Leaf<Tensor> leaf) {
    return leaf instanceof AccumulateGrad of ? byParameter.get(of.variable()) : null;
  }

  @Override
  public List<?> memory(Leaf<Tensor> leaf) {
    Move move = moveOf(leaf);
    return move != null && ownsItsMemory(move) ? move.memory : List.of();
  }

  @Override
  public long cost(Leaf<Tensor> leaf) {
    Move move = moveOf(leaf);
    return move == null ? 0 : move.parameter.numel();
  }

  @Override
  public void update(Leaf<Tensor> leaf) {
    Move move = moveOf(leaf);
    if (move != null) move.run();
  }

  /// What is to be computed from a parameter is computed, what lies in its memory copied.
  @Override
  public Tensor secure(Tensor gradient) {
    NDArray array = gradient.array();
    array.compute();
    return owners.containsKey(array.storage()) ? new Tensor(array.copy()) : gradient;
  }

  /// Moves all that have not been moved in the pass; after its commit.
  void finish() {
    for (Move move : moves) if (!move.done) move.run();
  }
}
