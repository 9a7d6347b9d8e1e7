package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Elementwise;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;
import rivulet.array.NDArray;

/// How far predictions lie from targets.
///
/// - Reduction: `"mean"` of the elements' losses, their `"sum"`, or `"none"`, each its own
public sealed interface LossOps permits Tensor {
  /// The mean squared difference. As `torch.nn.functional.mse_loss`.
  default Tensor mseLoss(Tensor target) {
    return mseLoss(target, "mean");
  }

  /// The squared differences, reduced.
  ///
  /// - Gradient: `2 (x - target) · g`, divided by the count for the mean; the opposite for the
  ///   target
  /// - As `torch.nn.functional.mse_loss`
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast, or there is no such reduction
  default Tensor mseLoss(Tensor target, String reduction) {
    Tensor a = Op.self(this);
    DType dtype = Promotion.result(a, target);
    NDArray difference = Elementwise.apply(Binary.SUB, a.array(), target.array(), dtype);
    NDArray squares = Elementwise.apply(Unary.SQUARE, difference, dtype);
    double factor = 2 * Losses.share(reduction, squares.numel());
    return Op.of("MseLoss", Losses.reduce(squares, reduction))
        .input(a, a, target, (g, x, y) -> x.sub(y).mul(factor).mul(g))
        .input(target, a, target, (g, x, y) -> y.sub(x).mul(factor).mul(g))
        .output();
  }

  /// The mean absolute difference. As `torch.nn.functional.l1_loss`.
  default Tensor l1Loss(Tensor target) {
    return l1Loss(target, "mean");
  }

  /// The absolute differences, reduced. As `torch.nn.functional.l1_loss`.
  ///
  /// @throws IllegalArgumentException if the shapes do not broadcast, or there is no such reduction
  default Tensor l1Loss(Tensor target, String reduction) {
    return Losses.reduce(Op.self(this).sub(target).abs(), reduction);
  }

  /// The mean negative log-likelihood of classes. As `torch.nn.functional.nll_loss`.
  default Tensor nllLoss(Tensor target) {
    return nllLoss(target, null, Losses.IGNORED, "mean");
  }

  /// The negative log-likelihoods of classes, reduced.
  ///
  /// - Shape: log-probabilities `(n, c, …)` or `(c)`, targets (int64) `(n, …)` or `()`
  /// - Gradient: `-g · weight` at the target's class; the mean's divided by the sum of the weights
  /// - As `torch.nn.functional.nll_loss`
  ///
  /// @param weight of each class, or null for 1
  /// @param ignoreIndex a target that counts as nothing
  /// @throws IllegalArgumentException if shapes do not fit
  /// @throws IndexOutOfBoundsException if a target is no class: `Target 5 is out of bounds.`
  default Tensor nllLoss(
      Tensor target, @Nullable Tensor weight, long ignoreIndex, String reduction) {
    Tensor a = Op.self(this);
    return ClassLoss.of(a, target, weight, ignoreIndex, reduction).loss(a);
  }

  /// The mean cross entropy of class scores and classes. As `torch.nn.functional.cross_entropy`.
  default Tensor crossEntropy(Tensor target) {
    return crossEntropy(target, null, Losses.IGNORED, "mean", 0);
  }

  /// The cross entropies of class scores (before softmax) and classes or their probabilities,
  /// reduced.
  ///
  /// - Shape: scores `(n, c, …)` or `(c)`, classes (int64) `(n, …)` or `()`, probabilities of the
  ///   scores' shape
  /// - As `torch.nn.functional.cross_entropy`
  ///
  /// @param weight of each class, or null for 1
  /// @param ignoreIndex a target that counts as nothing
  /// @param labelSmoothing the share of every target that is spread over all classes
  /// @throws IllegalArgumentException if shapes do not fit
  default Tensor crossEntropy(
      Tensor target,
      @Nullable Tensor weight,
      long ignoreIndex,
      String reduction,
      double labelSmoothing) {
    Tensor a = Op.self(this);
    Tensor logs = a.logSoftmax(a.dim() == 1 ? 0 : 1);
    if (target.dtype().isFloatingPoint()) {
      return Losses.ofProbabilities(logs, target, weight, reduction, labelSmoothing);
    }
    Tensor likelihood = logs.nllLoss(target, weight, ignoreIndex, reduction);
    if (labelSmoothing == 0) return likelihood;
    Tensor smooth = Losses.smooth(logs, target, weight, ignoreIndex, reduction);
    int classes = a.size(a.dim() == 1 ? 0 : 1);
    return likelihood.mul(1 - labelSmoothing).add(smooth.mul(labelSmoothing / classes));
  }
}
