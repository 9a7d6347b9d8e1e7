package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// `x · sigmoid(x)`. As `torch.nn.SiLU`.
public final class SiLU extends Module {
  private final boolean inplace;

  /// On its input, or in its place.
  ///
  /// @param options `inplace(false)`
  public SiLU(Option... options) {
    Arguments a = Arguments.of("SiLU.__init__()", "inplace", options);
    this.inplace = a.flag("inplace", false);
  }

  @Override
  public Tensor forward(Tensor input) {
    return inplace ? input.copy_(input.silu()) : input.silu();
  }

  @Override
  protected String extraRepr() {
    return inplace ? "inplace=True" : "";
  }
}
