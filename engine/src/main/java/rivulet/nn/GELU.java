package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// `x` times the distribution function of the normal distribution. As `torch.nn.GELU`.
public final class GELU extends Module {
  private final String approximate;

  /// Exact, or approximated.
  ///
  /// @param options `approximate("none")`
  public GELU(Option... options) {
    Arguments a = Arguments.of("GELU.__init__()", "approximate", options);
    this.approximate = a.text("approximate", "none");
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.gelu(approximate);
  }

  @Override
  protected String extraRepr() {
    return "approximate='" + approximate + "'";
  }
}
