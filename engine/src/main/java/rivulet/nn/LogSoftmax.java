package rivulet.nn;

import rivulet.Tensor;

/// The logarithm of softmax along a dimension. As `torch.nn.LogSoftmax`.
public final class LogSoftmax extends Module {
  private final int dim;

  /// Along a dimension, which may be counted from the end.
  public LogSoftmax(int dim) {
    this.dim = dim;
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.logSoftmax(dim);
  }

  @Override
  protected String extraRepr() {
    return "dim=" + dim;
  }
}
