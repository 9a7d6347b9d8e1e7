package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// The negative log-likelihoods of classes, reduced. As `torch.nn.NLLLoss`.
public final class NLLLoss extends Module {
  private final String reduction;
  private final long ignoreIndex;

  /// The loss.
  ///
  /// @param options `reduction("mean")`, `ignoreIndex(-100)`, `weight(…)`
  public NLLLoss(Option... options) {
    Arguments a = Arguments.of("NLLLoss.__init__()", "reduction ignoreIndex weight", options);
    this.reduction = a.text("reduction", "mean");
    this.ignoreIndex = a.integer("ignoreIndex", -100);
    Tensor weight = a.tensor("weight");
    if (weight != null) registerBuffer("weight", weight);
  }

  /// The loss of predictions against targets.
  public Tensor forward(Tensor input, Tensor target) {
    return input.nllLoss(target, namedBuffers().get("weight"), ignoreIndex, reduction);
  }
}
