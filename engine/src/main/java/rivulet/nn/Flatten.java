package rivulet.nn;

import rivulet.Tensor;

/// Dimensions made one, from the second on unless others are named. As `torch.nn.Flatten`.
public final class Flatten extends Module {
  private final int startDim;
  private final int endDim;

  /// All dimensions but the first.
  public Flatten() {
    this(1, -1);
  }

  /// The dimensions from one to another, both included.
  public Flatten(int startDim, int endDim) {
    this.startDim = startDim;
    this.endDim = endDim;
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.flatten(startDim, endDim);
  }

  @Override
  protected String extraRepr() {
    return "start_dim=%d, end_dim=%d".formatted(startDim, endDim);
  }
}
