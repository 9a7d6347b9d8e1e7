package rivulet.oracle;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;
import rivulet.Tensors;

/// Runs a case of `errors`: the call fails in Java as it does in PyTorch, and has changed nothing.
final class ErrorRunner {
  /// What Java's compiler refuses.
  private static final Set<String> REFUSED_BY_JAVAC =
      Set.of(
          "t([1,2],requires_grad=True)",
          "torch.full((2,),t([1.,2.]))",
          "torch.optim.SGD([1],lr=.1)",
          "x.numpy()");

  /// A call that must fail, and what must be as before.
  private record Attempt(Runnable call, @Nullable Tensor untouched) {}

  private final Map<String, Supplier<Attempt>> attempts = new HashMap<>();

  ErrorRunner() {
    ErrorTable.addTo(this);
  }

  /// A call on its own.
  void plain(String python, Runnable call) {
    put("", python, () -> new Attempt(call, null));
  }

  /// A call on a fresh tensor, whose values stay.
  void on(String python, Supplier<Tensor> target, Consumer<Tensor> call) {
    put("", python, () -> attempt(target.get(), call));
  }

  /// A call that uses the leaf `x`, three ones that require grad.
  void onLeaf(String python, Consumer<Tensor> call) {
    put("x=torch.ones(3,requires_grad=True)", python, () -> attempt(leaf(), call));
  }

  /// A call after a setup.
  void after(String setup, String python, Supplier<Runnable> prepared) {
    put(setup, python, () -> new Attempt(prepared.get(), null));
  }

  private static Attempt attempt(Tensor target, Consumer<Tensor> call) {
    return new Attempt(() -> call.accept(target), target);
  }

  static Tensor leaf() {
    return Tensors.ones(3).requiresGrad_();
  }

  private void put(String setup, String python, Supplier<Attempt> attempt) {
    attempts.put(setup + "\n" + python, attempt);
  }

  Outcome run(JsonObject json) {
    String python = json.get("python").getAsString();
    if (REFUSED_BY_JAVAC.contains(python)) {
      return Outcome.NOT_APPLICABLE;
    }
    Supplier<Attempt> attempt = attempts.get(json.get("setup").getAsString() + "\n" + python);
    return attempt == null
        ? Outcome.UNMAPPED
        : judge(attempt.get(), json.get("message").getAsString());
  }

  private static Outcome judge(Attempt attempt, String message) {
    Tensor tensor = attempt.untouched();
    State before = tensor == null ? null : State.of(tensor);
    Outcome outcome = Failures.judge(attempt.call(), message);
    return tensor == null || State.of(tensor).equals(before)
        ? outcome
        : Outcome.failed("changed the tensor before it threw");
  }

  /// All that a call could have changed.
  private record State(String values, int version, boolean requiresGrad, @Nullable Tensor grad) {
    static State of(Tensor tensor) {
      return new State(tensor.toString(), tensor.version(), tensor.requiresGrad(), tensor.grad());
    }
  }
}
