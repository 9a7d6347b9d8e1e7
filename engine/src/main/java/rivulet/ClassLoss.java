package rivulet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.NegativeLikelihood;

/// The negative log-likelihood of targets as an operation on log-probabilities, and its gradient as
/// one on that of the loss: both are linear, and each is the derivative of the other.
record ClassLoss(NegativeLikelihood likelihood, String name) {
  static ClassLoss of(
      Tensor logs, Tensor target, @Nullable Tensor weight, long ignored, String reduction) {
    Losses.share(reduction, 1);
    check(logs, target, weight);
    NegativeLikelihood likelihood =
        new NegativeLikelihood(
            logs.shape(),
            target.array(),
            Layers.array(weight),
            ignored,
            switch (reduction) {
              case "none" -> NegativeLikelihood.Reduction.NONE;
              case "sum" -> NegativeLikelihood.Reduction.SUM;
              default -> NegativeLikelihood.Reduction.MEAN;
            });
    return new ClassLoss(likelihood, logs.dim() <= 2 ? "NllLoss" : "NllLoss2D");
  }

  /// The loss of log-probabilities.
  Tensor loss(Tensor logs) {
    return Op.of(name, likelihood.loss(logs.array())).input(logs, this::spread).output();
  }

  private Tensor spread(Tensor g) {
    return Op.of(name + "Backward", likelihood.spread(g.array())).input(g, this::loss).output();
  }

  private static void check(Tensor logs, Tensor target, @Nullable Tensor weight) {
    Messages.check(logs.dim() > 0, "input tensor should be 1D or 2D");
    int[] sizes = logs.shape().toArray();
    int[] expected = logs.dim() == 1 ? new int[0] : without(sizes, 1);
    Messages.check(
        logs.dim() == 1 || target.dim() == 0 || target.size(0) == sizes[0],
        "Expected input batch_size (%d) to match target batch_size (%d).",
        sizes[0],
        target.dim() == 0 ? 0 : target.size(0));
    Messages.check(
        Arrays.equals(expected, target.shape().toArray()),
        "0D or 1D target tensor expected, multi-target not supported");
    Messages.check(
        target.dtype() == DType.INT64,
        "expected scalar type Long but found %s",
        Promotion.name(target.dtype()));
    int classes = sizes[logs.dim() == 1 ? 0 : 1];
    Messages.check(
        weight == null || (weight.dim() == 1 && weight.size(0) == classes),
        "weight tensor should be defined either for all %d classes or no classes but got weight"
            + " tensor of shape: %s",
        classes,
        weight == null ? "" : Messages.list(weight.shape()));
  }

  private static int[] without(int[] sizes, int dim) {
    int[] rest = new int[sizes.length - 1];
    for (int d = 0; d < rest.length; d++) rest[d] = sizes[d < dim ? d : d + 1];
    return rest;
  }
}
