package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// `log(1 + exp(beta · x)) / beta`. As `torch.nn.Softplus`.
public final class Softplus extends Module {
  private final double beta;
  private final double threshold;

  /// Linear above a threshold.
  ///
  /// @param options `beta(1)`, `threshold(20)`
  public Softplus(Option... options) {
    Arguments a = Arguments.of("Softplus.__init__()", "beta threshold", options);
    this.beta = a.number("beta", 1);
    this.threshold = a.number("threshold", 20);
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.softplus(beta, threshold);
  }

  @Override
  protected String extraRepr() {
    return "beta=" + Text.python(beta) + ", threshold=" + Text.python(threshold);
  }
}
