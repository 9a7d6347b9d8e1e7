package rivulet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise;
import rivulet.array.NDArray;
import rivulet.array.Reduction;
import rivulet.array.Scalar;

/// What losses share.
final class Losses {
  /// The target that counts as nothing unless another is named.
  static final long IGNORED = -100;

  private Losses() {}

  /// What an element's loss counts in the reduced one.
  static double share(String reduction, int count) {
    return switch (reduction) {
      case "mean" -> 1.0 / count;
      case "sum", "none" -> 1;
      default ->
          throw new IllegalArgumentException(reduction + " is not a valid value for reduction");
    };
  }

  static NDArray reduce(NDArray losses, String reduction) {
    if (reduction.equals("none")) return losses;
    NDArray sum = Reduction.sum(losses, Messages.all(losses.rank()), false, losses.dtype());
    if (reduction.equals("mean")) {
      Scalar count = Scalar.of((double) losses.numel());
      Elementwise.applyInPlace(Elementwise.Binary.DIV, sum, count, sum.dtype());
    }
    return sum;
  }

  static Tensor reduce(Tensor losses, String reduction) {
    share(reduction, 1);
    return switch (reduction) {
      case "mean" -> losses.mean();
      case "sum" -> losses.sum();
      default -> losses;
    };
  }

  /// Cross entropy with a distribution over the classes for every element.
  static Tensor ofProbabilities(
      Tensor logs, Tensor target, @Nullable Tensor weight, String reduction, double smoothing) {
    int dim = logs.dim() == 1 ? 0 : 1;
    Messages.check(
        logs.shape().equals(target.shape()),
        "Expected floating point type for target with class probabilities, got %s",
        Promotion.name(target.dtype()));
    Tensor expected =
        smoothing == 0 ? target : target.mul(1 - smoothing).add(smoothing / logs.size(dim));
    Tensor weighted = weighted(logs.mul(expected), weight, dim);
    Tensor losses = weighted.sum(dim).neg();
    if (!reduction.equals("mean")) return reduce(losses, reduction);
    return losses.sum().div(Math.max(losses.numel(), 1));
  }

  /// The loss against all classes alike.
  static Tensor smooth(
      Tensor logs, Tensor target, @Nullable Tensor weight, long ignored, String reduction) {
    int dim = logs.dim() == 1 ? 0 : 1;
    Tensor counted = target.ne(ignored);
    Tensor losses = weighted(logs, weight, dim).sum(dim).neg().where(counted, 0);
    if (!reduction.equals("mean")) return reduce(losses, reduction);
    if (weight == null) return losses.sum().div(counted.to(logs.dtype()).sum());
    Tensor classes = target.where(counted, 0);
    Tensor weights = weight.index(java.util.List.of(classes)).where(counted, 0);
    return losses.sum().div(weights.sum());
  }

  private static Tensor weighted(Tensor logs, @Nullable Tensor weight, int dim) {
    if (weight == null) return logs;
    int[] sizes = new int[logs.dim()];
    Arrays.fill(sizes, 1);
    sizes[dim] = -1;
    return logs.mul(weight.reshape(sizes));
  }
}
