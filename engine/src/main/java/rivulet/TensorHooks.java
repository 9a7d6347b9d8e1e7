package rivulet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import rivulet.backward.Step;

/// The hooks of one tensor, called in order of registration with the gradient that arrived for it;
/// the tensor that keeps its gradient (`retainGrad`) comes last.
final class TensorHooks {
  private final List<Registration> registered = new CopyOnWriteArrayList<>();
  private volatile @Nullable Tensor retaining;

  /// One registration: the same hook may be registered twice.
  private record Registration(GradientHook hook, Object identity) {}

  HookHandle add(GradientHook hook) {
    Registration registration = new Registration(hook, new Object());
    registered.add(registration);
    return () -> registered.remove(registration);
  }

  boolean isEmpty() {
    return registered.isEmpty() && retaining == null;
  }

  /// Lets a tensor keep its gradient, or none.
  void retain(@Nullable Tensor tensor) {
    retaining = tensor;
  }

  void run(Step<Tensor> step) {
    Tensor gradient = step.gradient(0);
    if (gradient == null) return;
    if (!isEmpty()) step.keep(0);
    Tensor replaced = gradient;
    for (Registration each : registered) replaced = call(each.hook(), replaced);
    if (replaced != gradient) step.replace(0, replaced);
    Tensor tensor = retaining;
    if (tensor != null) tensor.accumulateGrad(replaced, false);
  }

  private static Tensor call(GradientHook hook, Tensor gradient) {
    Tensor result = hook.apply(gradient);
    if (result == null) return gradient;
    Messages.check(
        result.shape().equals(gradient.shape()),
        "hook '%s' has changed the size of value",
        hook.getClass().getSimpleName());
    return result;
  }
}
