package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// The cross entropies of class scores and classes, reduced. As `torch.nn.CrossEntropyLoss`.
public final class CrossEntropyLoss extends Module {
  private final String reduction;
  private final long ignoreIndex;
  private final double labelSmoothing;

  /// The loss.
  ///
  /// @param options `reduction("mean")`, `ignoreIndex(-100)`, `weight(…)`, `labelSmoothing(0)`
  public CrossEntropyLoss(Option... options) {
    Arguments a =
        Arguments.of(
            "CrossEntropyLoss.__init__()", "reduction ignoreIndex weight labelSmoothing", options);
    this.reduction = a.text("reduction", "mean");
    this.ignoreIndex = a.integer("ignoreIndex", -100);
    Tensor weight = a.tensor("weight");
    if (weight != null) registerBuffer("weight", weight);
    this.labelSmoothing = a.number("labelSmoothing", 0);
  }

  /// The loss of predictions against targets.
  public Tensor forward(Tensor input, Tensor target) {
    return input.crossEntropy(
        target, namedBuffers().get("weight"), ignoreIndex, reduction, labelSmoothing);
  }
}
