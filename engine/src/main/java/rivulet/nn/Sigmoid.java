package rivulet.nn;

import rivulet.Tensor;

/// The logistic function. As `torch.nn.Sigmoid`.
public final class Sigmoid extends Module {

  /// The module.
  public Sigmoid() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.sigmoid();
  }
}
