package rivulet;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.backward.BackwardEngine;

/// What holds for a thread or for all of them: whether operations are recorded, the seed, settings;
/// and gradients that are asked for rather than added up. Imported with [Tensors].
public abstract sealed class Modes permits Functions {
  Modes() {}

  // ---- gradients

  /// Options for `backward` and `grad`, to be chosen from: `options().retainGraph()`.
  public static BackwardOptions options() {
    return BackwardOptions.NONE;
  }

  /// The gradients of a one-element output with respect to inputs; nothing is added to their
  /// `grad`. As `torch.autograd.grad`.
  public static List<Tensor> grad(Tensor output, Tensor... inputs) {
    List<@Nullable Tensor> gradients =
        Gradients.grad(List.of(output), List.of(inputs), BackwardOptions.NONE);
    return gradients.stream().map(Objects::requireNonNull).toList();
  }

  /// The sums of the gradients of outputs with respect to inputs; nothing is added to their `grad`.
  /// As `torch.autograd.grad`.
  ///
  /// @return a gradient an input, null where `allowUnused` allows it
  /// @throws IllegalStateException if an output does not depend on an input
  public static List<@Nullable Tensor> grad(
      List<Tensor> outputs, List<Tensor> inputs, BackwardOptions options) {
    return Gradients.grad(outputs, inputs, options);
  }

  /// Records nothing on this thread until it is closed: `try (var off = noGrad()) {…}`. As
  /// `torch.no_grad`.
  public static GradMode.Scope noGrad() {
    return GradMode.enter(false);
  }

  /// Runs without recording.
  public static void noGrad(Runnable action) {
    try (var _ = noGrad()) {
      action.run();
    }
  }

  /// Computes without recording.
  public static <T> T noGrad(Supplier<T> action) {
    try (var _ = noGrad()) {
      return action.get();
    }
  }

  /// Records on this thread until it is closed, also inside `noGrad`. As `torch.enable_grad`.
  public static GradMode.Scope enableGrad() {
    return GradMode.enter(true);
  }

  /// Switches recording on this thread, for good or until it is closed. As
  /// `torch.set_grad_enabled`.
  public static GradMode.Scope setGradEnabled(boolean enabled) {
    return GradMode.enter(enabled);
  }

  /// Whether this thread records. As `torch.is_grad_enabled`.
  public static boolean isGradEnabled() {
    return GradMode.isEnabled();
  }

  // ---- settings

  /// The dtype of Java's floating-point numbers. As `torch.get_default_dtype`.
  public static DType getDefaultDtype() {
    return Promotion.defaultFloating();
  }

  /// Sets the dtype of Java's floating-point numbers. As `torch.set_default_dtype`.
  ///
  /// @throws IllegalArgumentException unless it is a floating one
  public static void setDefaultDtype(DType dtype) {
    Promotion.setDefaultFloating(dtype);
  }

  /// Sets how tensors print. As `torch.set_printoptions`.
  public static void setPrintOptions(PrintOptions options) {
    TensorFormat.setOptions(options);
  }

  /// How many threads work at most. As `torch.get_num_threads`.
  public static int numThreads() {
    return BackwardEngine.numThreads();
  }

  /// Sets how many threads work at most. As `torch.set_num_threads`.
  public static void setNumThreads(int threads) {
    BackwardEngine.setNumThreads(threads);
  }

  /// Starts the stream of random numbers of a seed. As `torch.manual_seed`.
  public static Generator manualSeed(long seed) {
    return Sampling.DEFAULT.manualSeed(seed);
  }
}
