package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// The absolute differences, reduced. As `torch.nn.L1Loss`.
public final class L1Loss extends Module {
  private final String reduction;

  /// The loss.
  ///
  /// @param options `reduction("mean")`
  public L1Loss(Option... options) {
    Arguments a = Arguments.of("L1Loss.__init__()", "reduction", options);
    this.reduction = a.text("reduction", "mean");
  }

  /// The loss of predictions against targets.
  public Tensor forward(Tensor input, Tensor target) {
    return input.l1Loss(target, reduction);
  }
}
