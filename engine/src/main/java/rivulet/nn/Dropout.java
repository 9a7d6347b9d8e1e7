package rivulet.nn;

import rivulet.Tensor;

/// Elements dropped in training with a probability, the others scaled up. As `torch.nn.Dropout`.
public final class Dropout extends Module {
  private final double p;

  /// With probability 0.5.
  public Dropout() {
    this(0.5);
  }

  /// With a probability.
  ///
  /// @throws IllegalArgumentException unless it lies from 0 to 1
  public Dropout(double p) {
    if (p < 0 || p > 1) {
      throw new IllegalArgumentException(
          "dropout probability has to be between 0 and 1, but got " + Text.python(p));
    }
    this.p = p;
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.dropout(p, training());
  }

  @Override
  protected String extraRepr() {
    return "p=%s, inplace=False".formatted(Text.python(p));
  }
}
