package rivulet.nn;

import rivulet.Tensor;

/// The hyperbolic tangent. As `torch.nn.Tanh`.
public final class Tanh extends Module {

  /// The module.
  public Tanh() {}

  @Override
  public Tensor forward(Tensor input) {
    return input.tanh();
  }
}
