package rivulet.nn;

import rivulet.Tensor;

/// Softmax along a dimension. As `torch.nn.Softmax`.
public final class Softmax extends Module {
  private final int dim;

  /// Along a dimension, which may be counted from the end.
  public Softmax(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.softmax(dim);
  }

  @Override
  protected String extraRepr() {
    return "dim=" + dim;
  }
}
