package rivulet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rivulet.array.Lstm;
import rivulet.array.NDArray;

/// A recorded long short-term memory: its gradients are computed together, when the first is asked
/// for.
final class LstmRun {
  /// x, h, c, wIh, wHh, bIh, bHh.
  private final List<@Nullable Tensor> operands;

  private final boolean reverse;
  private final Lstm lstm;
  private @Nullable Tensor incoming;
  private @Nullable Tensor @Nullable [] gradients;

  LstmRun(List<@Nullable Tensor> operands, boolean reverse) {
    this.operands = operands;
    this.reverse = reverse;
    this.lstm =
        new Lstm(
            new Lstm.Operands(
                array(0),
                array(1),
                array(2),
                array(3),
                array(4),
                Layers.array(operands.get(5)),
                Layers.array(operands.get(6))),
            reverse);
  }

  private Tensor operand(int i) {
    return Objects.requireNonNull(operands.get(i));
  }

  private NDArray array(int i) {
    return operand(i).array();
  }

  /// (time + 1, batch, hidden): the hidden states, then the last cell. Every operand is saved
  /// beside one gradient at least, so that changes in place are noticed.
  Tensor output() {
    Op op = Op.of("Lstm", lstm.result().to(operand(0).dtype())).owns(lstm.kept());
    for (int i = 0; i < operands.size(); i++) {
      int index = i;
      Tensor operand = operands.get(i);
      if (operand == null) continue;
      op.input(operand, operand, operand(3 + i % 2), (g, _, _) -> gradient(g, index));
    }
    return op.output();
  }

  private Tensor gradient(Tensor g, int index) {
    if (g != incoming || gradients == null) {
      incoming = g;
      gradients = GradMode.isEnabled() ? recorded(g) : computed(g);
    }
    Tensor found = Objects.requireNonNull(gradients[index]);
    gradients[index] = null;
    return found;
  }

  private @Nullable Tensor[] computed(Tensor g) {
    @Nullable NDArray[] found = lstm.gradients(g.array(), operand(0).requiresGrad());
    @Nullable Tensor[] tensors = new @Nullable Tensor[found.length];
    for (int i = 0; i < found.length; i++) {
      NDArray one = found[i];
      if (one != null) tensors[i] = new Tensor(one);
    }
    return tensors;
  }

  /// By way of differentiable methods.
  private @Nullable Tensor[] recorded(Tensor g) {
    List<Tensor> inputs = new ArrayList<>();
    for (Tensor operand : operands) {
      if (operand != null && operand.requiresGrad()) inputs.add(operand);
    }
    List<@Nullable Tensor> found =
        Gradients.grad(List.of(steps()), inputs, BackwardOptions.NONE.gradient(g).createGraph());
    @Nullable Tensor[] tensors = new @Nullable Tensor[operands.size()];
    for (int i = 0; i < tensors.length; i++) {
      int at = inputs.indexOf(operands.get(i));
      if (at >= 0) tensors[i] = found.get(at);
    }
    return tensors;
  }

  private Tensor steps() {
    Tensor inputs = operand(0).linear(operand(3), operands.get(5));
    Tensor h = operand(1);
    Tensor c = operand(2);
    int n = h.size(1);
    int steps = inputs.size(0);
    @Nullable Tensor[] states = new @Nullable Tensor[steps + 1];
    for (int s = 0; s < steps; s++) {
      int time = reverse ? steps - 1 - s : s;
      Tensor gates = h.linear(operand(4), operands.get(6)).add(inputs.select(0, time));
      Tensor kept = gates.narrow(1, n, n).sigmoid().mul(c);
      c = kept.add(gates.narrow(1, 0, n).sigmoid().mul(gates.narrow(1, 2 * n, n).tanh()));
      h = gates.narrow(1, 3 * n, n).sigmoid().mul(c.tanh());
      states[time] = h;
    }
    states[steps] = c;
    List<Tensor> all = new ArrayList<>();
    for (Tensor state : states) all.add(Objects.requireNonNull(state));
    return Tensors.stack(all, 0);
  }
}
