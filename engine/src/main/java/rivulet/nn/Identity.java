package rivulet.nn;

import rivulet.Tensor;

/// The input itself. As `torch.nn.Identity`.
public final class Identity extends Module {

  /// The module.
  public Identity() {}

  @Override
  public Tensor forward(Tensor input) {
    return input;
  }
}
