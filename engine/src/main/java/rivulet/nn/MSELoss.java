package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// The squared differences, reduced. As `torch.nn.MSELoss`.
public final class MSELoss extends Module {
  private final String reduction;

  /// The loss.
  ///
  /// @param options `reduction("mean")`
  public MSELoss(Option... options) {
    Arguments a = Arguments.of("MSELoss.__init__()", "reduction", options);
    this.reduction = a.text("reduction", "mean");
  }

  /// The loss of predictions against targets.
  public Tensor forward(Tensor input, Tensor target) {
    return input.mseLoss(target, reduction);
  }
}
