package rivulet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
import rivulet.backward.Arithmetic;
import rivulet.backward.BackwardEngine;
import rivulet.backward.Pass;

/// Backward passes over tensors: where they start, where they end, and how gradients add up.
final class Gradients {
  private static final Arithmetic<Tensor> SUMS =
      new Arithmetic<>() {
        @Override
        public Tensor add(Tensor left, boolean leftOwned, Tensor right) {
          return Gradients.add(left, leftOwned, right);
        }

        @Override
        public void discard(Tensor gradient) {
          Gradients.discard(gradient);
        }
      };

  private Gradients() {}

  static void backward(Tensor output, BackwardOptions options) {
    PassSteps steps = PassSteps.of(options);
    List<Tensor> inputs = options.targets();
    if (inputs == null) run(List.of(output), null, options, steps);
    else addTo(inputs, output, options);
    if (steps != null) steps.finish();
  }

  private static void addTo(List<Tensor> inputs, Tensor output, BackwardOptions options) {
    Messages.check(!inputs.isEmpty(), "`inputs` argument to `backward()` cannot be empty.");
    checkDifferentiable(inputs);
    List<@Nullable Tensor> found = run(List.of(output), inputs, options, null);
    try (var _ = GradMode.enter(options.create())) {
      for (int i = 0; i < found.size(); i++) {
        Tensor gradient = found.get(i);
        if (gradient != null) add(inputs.get(i), gradient);
      }
    }
  }

  /// Under the same lock as the commit of a pass.
  private static void add(Tensor input, Tensor gradient) {
    synchronized (input.edge()) {
      input.accumulateGrad(gradient, false);
    }
  }

  static List<@Nullable Tensor> grad(
      List<Tensor> outputs, List<Tensor> inputs, BackwardOptions options) {
    Messages.check(!inputs.isEmpty(), "`inputs` argument to `grad()` cannot be empty.");
    Messages.check(
        options.steps().isEmpty(),
        "[grad] step() is for backward(): grad() adds nothing to the gradients of parameters.");
    checkDifferentiable(inputs);
    List<@Nullable Tensor> found = new ArrayList<>(run(outputs, inputs, options, null));
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i) == null && options.zeros()) found.set(i, Tensors.zerosLike(inputs.get(i)));
      checkUsed(found.get(i), i, options);
    }
    return found;
  }

  private static List<@Nullable Tensor> run(
      List<Tensor> outputs,
      @Nullable List<Tensor> inputs,
      BackwardOptions options,
      @Nullable PassSteps steps) {
    Op.checkStop();
    List<Pass.Root<Tensor>> roots = roots(outputs, options);
    var mode = options.create() ? GradMode.RECORDING : GradMode.SILENT;
    return BackwardEngine.run(
        new Pass<>(roots, edges(inputs), options.keepsGraph(), SUMS, mode, steps));
  }

  private static @Nullable List<Pass.Edge<Tensor>> edges(@Nullable List<Tensor> tensors) {
    return tensors == null ? null : tensors.stream().map(Gradients::edge).toList();
  }

  private static Pass.Edge<Tensor> edge(Tensor tensor) {
    return new Pass.Edge<>(tensor.edge(), 0);
  }

  private static List<Pass.Root<Tensor>> roots(List<Tensor> outputs, BackwardOptions options) {
    if (outputs.size() == 1) return List.of(root(outputs, 0, options));
    List<Pass.Root<Tensor>> roots = new ArrayList<>(outputs.size());
    for (int i = 0; i < outputs.size(); i++) roots.add(root(outputs, i, options));
    return roots;
  }

  private static Pass.Root<Tensor> root(List<Tensor> outputs, int i, BackwardOptions options) {
    Tensor output = outputs.get(i);
    Tensor given = given(options, outputs.size(), i);
    if (given == null && output.numel() != 1) {
      throw new IllegalArgumentException("grad can be implicitly created only for scalar outputs");
    }
    if (!output.requiresGrad()) {
      throw new IllegalStateException(
          "element " + i + " of tensors does not require grad and does not have a grad_fn");
    }
    return new Pass.Root<>(edge(output), given == null ? one(output) : checked(given, output, i));
  }

  private static @Nullable Tensor given(BackwardOptions options, int outputs, int i) {
    List<Tensor> gradients = options.gradients();
    if (gradients == null) return null;
    Messages.check(
        gradients.size() == outputs, "got %d tensors and %d gradients", outputs, gradients.size());
    return gradients.get(i);
  }

  private static Tensor one(Tensor output) {
    return new Tensor(NDArray.full(output.shape(), output.dtype(), Scalar.of(1.0)));
  }

  private static Tensor checked(Tensor gradient, Tensor output, int i) {
    Messages.check(
        gradient.shape().equals(output.shape()),
        "Mismatch in shape: grad_output[%d] has a shape of torch.Size(%s) and output[%d] has a shape"
            + " of torch.Size(%s).",
        i,
        Messages.list(gradient.shape()),
        i,
        Messages.list(output.shape()));
    return gradient.dtype() == output.dtype() ? gradient : gradient.to(output.dtype());
  }

  private static void checkDifferentiable(List<Tensor> inputs) {
    for (Tensor input : inputs) {
      if (!input.requiresGrad()) {
        throw new IllegalStateException("One of the differentiated Tensors does not require grad");
      }
    }
  }

  private static void checkUsed(@Nullable Tensor found, int i, BackwardOptions options) {
    if (found != null || options.unused()) return;
    throw new IllegalStateException(
        "The differentiated Tensor at index "
            + i
            + " appears to not have been used in the graph. Set allow_unused=True if this is the"
            + " desired behavior. In Java: options().allowUnused().");
  }

  /// `left + right`, in place where that is allowed.
  private static Tensor add(Tensor left, boolean leftOwned, Tensor right) {
    if (!leftOwned || GradMode.isEnabled()) return left.add(right);
    if (left.array().isDue()) return fused(left, right);
    addInto(left, right);
    return left;
  }

  /// The sum of which `left` has not been computed: it need not be, then.
  private static Tensor fused(Tensor left, Tensor right) {
    Tensor sum = left.add(right);
    discard(left);
    return sum;
  }

  /// Adds a gradient that has arrived to a `.grad`, of which no graph is made.
  static void addInto(Tensor grad, Tensor gradient, boolean owned) {
    addInto(grad, gradient);
    if (owned) discard(gradient);
    grad.written();
  }

  /// What is recorded may be read by the graph that is made.
  private static void discard(Tensor gradient) {
    if (!GradMode.isEnabled()) gradient.array().storage().release();
  }

  private static void addInto(Tensor left, Tensor right) {
    Elementwise.applyInPlace(Elementwise.Binary.ADD, left.array(), right.array(), left.dtype());
  }

  static void checkAssignable(Tensor grad, Tensor to) {
    Messages.check(
        grad.shape().equals(to.shape()),
        "attempting to assign a gradient of size '%s' to a tensor of size '%s'. Please ensure that"
            + " the gradient and the tensor are the same size",
        Messages.list(grad.shape()),
        Messages.list(to.shape()));
    Messages.check(
        grad.dtype() == to.dtype(),
        "attempting to assign a gradient with dtype '%s' to a tensor with grad_dtype '%s'. The"
            + " gradient must match the tensor's grad_dtype (defaults to the tensor's dtype).",
        Promotion.name(grad.dtype()).toLowerCase(Locale.ROOT),
        Promotion.name(to.dtype()));
  }
}
