package rivulet.nn;

import org.jspecify.annotations.Nullable;
import rivulet.Arguments;
import rivulet.Option;
import rivulet.Parameter;
import rivulet.Tensor;
import rivulet.Tensors;

/// The last dimensions brought to mean 0 and variance 1, then scaled and shifted. As
/// `torch.nn.LayerNorm`.
public final class LayerNorm extends Module {
  /// What the normalised elements are multiplied with, ones at first, or null.
  public final @Nullable Parameter weight;

  /// What is added to them, zeros at first, or null.
  public final @Nullable Parameter bias;

  private final int[] normalizedShape;
  private final double eps;

  /// Over the last dimension, of this size.
  ///
  /// @param options `eps(1e-5)`, `elementwiseAffine(true)`, `bias(true)`
  public LayerNorm(int normalizedShape, Option... options) {
    this(new int[] {normalizedShape}, options);
  }

  /// Over the last dimensions, of these sizes.
  ///
  /// @param options `eps(1e-5)`, `elementwiseAffine(true)`, `bias(true)`
  public LayerNorm(int[] normalizedShape, Option... options) {
    Arguments a = Arguments.of("LayerNorm.__init__()", "eps elementwiseAffine bias", options);
    this.normalizedShape = normalizedShape.clone();
    this.eps = a.number("eps", 1e-5);
    boolean affine = a.flag("elementwiseAffine", true);
    this.weight = affine ? new Parameter(Tensors.ones(normalizedShape)) : null;
    this.bias =
        affine && a.flag("bias", true) ? new Parameter(Tensors.zeros(normalizedShape)) : null;
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.layerNorm(normalizedShape, weight, bias, eps);
  }

  @Override
  protected String extraRepr() {
    return "%s, eps=%s, elementwise_affine=%s, bias=%s"
        .formatted(
            Text.python(normalizedShape),
            Text.python(eps),
            Text.python(weight != null),
            Text.python(bias != null));
  }
}
