package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// The input where it is positive, else a part of it. As `torch.nn.LeakyReLU`.
public final class LeakyReLU extends Module {
  private final double slope;
  private final boolean inplace;

  /// With a slope below 0.
  ///
  /// @param options `negativeSlope(0.01)`, `inplace(false)`
  public LeakyReLU(Option... options) {
    Arguments a = Arguments.of("LeakyReLU.__init__()", "negativeSlope inplace", options);
    this.slope = a.number("negativeSlope", 0.01);
    this.inplace = a.flag("inplace", false);
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor result = input.leakyRelu(slope);
    return inplace ? input.copy_(result) : result;
  }

  @Override
  protected String extraRepr() {
    return "negative_slope=" + Text.python(slope) + (inplace ? ", inplace=True" : "");
  }
}
