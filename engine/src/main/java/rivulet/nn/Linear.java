package rivulet.nn;

import org.jspecify.annotations.Nullable;
import rivulet.Arguments;
import rivulet.Option;
import rivulet.Parameter;
import rivulet.Tensor;
import rivulet.Tensors;

/// `y = x · Wᵀ + b`. As `torch.nn.Linear`.
///
/// - Shape: `(…, inFeatures) → (…, outFeatures)`
/// - Starts uniform within `±1 / √inFeatures`
public class Linear extends Module {
  /// The weight, `(outFeatures, inFeatures)`.
  public final Parameter weight;

  /// The bias, `(outFeatures)`, or null.
  public final @Nullable Parameter bias;

  private final int inFeatures;
  private final int outFeatures;

  /// From so many features to so many.
  ///
  /// @param options `bias(true)`
  public Linear(int inFeatures, int outFeatures, Option... options) {
    Arguments a = Arguments.of("Linear.__init__()", "bias", options);
    this.inFeatures = inFeatures;
    this.outFeatures = outFeatures;
    this.weight = new Parameter(Tensors.zeros(outFeatures, inFeatures));
    this.bias = a.flag("bias", true) ? new Parameter(Tensors.zeros(outFeatures)) : null;
    Init.weight(weight);
    if (bias != null) Init.bias(bias, weight);
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.linear(weight, bias);
  }

  @Override
  protected String extraRepr() {
    return "in_features=%d, out_features=%d, bias=%s"
        .formatted(inFeatures, outFeatures, Text.python(bias != null));
  }
}
