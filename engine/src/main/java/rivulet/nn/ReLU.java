package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;

/// The input where it is positive, else 0. As `torch.nn.ReLU`.
public final class ReLU extends Module {
  private final boolean inplace;

  /// On its input, or in its place.
  ///
  /// @param options `inplace(false)`
  public ReLU(Option... options) {
    Arguments a = Arguments.of("ReLU.__init__()", "inplace", options);
    this.inplace = a.flag("inplace", false);
  }

  @Override
  public Tensor forward(Tensor input) {
    return inplace ? input.relu_() : input.relu();
  }

  @Override
  protected String extraRepr() {
    return inplace ? "inplace=True" : "";
  }
}
