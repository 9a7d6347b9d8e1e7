package rivulet.nn;

import org.jspecify.annotations.Nullable;
import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;
import rivulet.ValuesIndices;
import rivulet.Window;

/// What modules compute, as functions of inputs and weights. As `torch.nn.functional`; options are
/// those of [rivulet.Options].
public final class Functional {
  private static final int IGNORED = -100;

  private Functional() {}

  /// `x · Wᵀ`. As `torch.nn.functional.linear`.
  public static Tensor linear(Tensor input, Tensor weight) {
    return input.linear(weight);
  }

  /// `x · Wᵀ + b`. As `torch.nn.functional.linear`.
  public static Tensor linear(Tensor input, Tensor weight, @Nullable Tensor bias) {
    return input.linear(weight, bias);
  }

  /// Convolution along one dimension. As `torch.nn.functional.conv1d`.
  ///
  /// @param options `stride(1)`, `padding(0)`, `dilation(1)`, `groups(1)`
  public static Tensor conv1d(
      Tensor input, Tensor weight, @Nullable Tensor bias, Option... options) {
    Arguments a = convolution("conv1d()", options);
    return input.conv1d(
        weight,
        bias,
        Windows.of(a, kernel(weight, 1), a.sizes("stride", 1, 1)),
        a.size("groups", 1));
  }

  /// Convolution of images. As `torch.nn.functional.conv2d`.
  ///
  /// @param options `stride(1)`, `padding(0)` or `padding("same")`, `dilation(1)`, `groups(1)`
  public static Tensor conv2d(
      Tensor input, Tensor weight, @Nullable Tensor bias, Option... options) {
    Arguments a = convolution("conv2d()", options);
    return input.conv2d(
        weight,
        bias,
        Windows.of(a, kernel(weight, 2), a.sizes("stride", 2, 1)),
        a.size("groups", 1));
  }

  /// Convolution in three dimensions. As `torch.nn.functional.conv3d`.
  ///
  /// @param options `stride(1)`, `padding(0)`, `dilation(1)`, `groups(1)`
  public static Tensor conv3d(
      Tensor input, Tensor weight, @Nullable Tensor bias, Option... options) {
    Arguments a = convolution("conv3d()", options);
    return input.conv3d(
        weight,
        bias,
        Windows.of(a, kernel(weight, 3), a.sizes("stride", 3, 1)),
        a.size("groups", 1));
  }

  private static Arguments convolution(String callee, Option... options) {
    return Arguments.of(callee, "stride padding dilation groups", options);
  }

  private static int[] kernel(Tensor weight, int dims) {
    int[] kernel = new int[dims];
    for (int d = 0; d < dims; d++) kernel[d] = d + 2 < weight.dim() ? weight.size(d + 2) : 1;
    return kernel;
  }

  /// The greatest element of every window of images. As `torch.nn.functional.max_pool2d`.
  ///
  /// @param options `stride(kernelSize)`, `padding(0)`, `dilation(1)`, `ceilMode(false)`
  public static Tensor maxPool2d(Tensor input, int kernelSize, Option... options) {
    int[] kernel = {kernelSize, kernelSize};
    Arguments a = pooling(options);
    return input.maxPool2d(kernel, window(a, kernel), a.flag("ceilMode", false));
  }

  /// The same, and where they lie. As `torch.nn.functional.max_pool2d_with_indices`.
  ///
  /// @param options `stride(kernelSize)`, `padding(0)`, `dilation(1)`, `ceilMode(false)`
  public static ValuesIndices maxPool2dWithIndices(
      Tensor input, int[] kernelSize, Option... options) {
    Arguments a = pooling(options);
    Window window = window(a, kernelSize);
    return input.maxPool2dWithIndices(kernelSize, window, a.flag("ceilMode", false));
  }

  private static Arguments pooling(Option... options) {
    return Arguments.of("max_pool2d()", "stride padding dilation ceilMode", options);
  }

  private static Window window(Arguments a, int[] kernel) {
    int[] stride = a.has("stride") ? a.sizes("stride", 2, 1) : kernel;
    return Windows.of(a, kernel, stride);
  }

  /// As `torch.nn.functional.relu`.
  public static Tensor relu(Tensor input) {
    return input.relu();
  }

  /// As `torch.nn.functional.gelu`.
  public static Tensor gelu(Tensor input) {
    return input.gelu();
  }

  /// As `torch.nn.functional.silu`.
  public static Tensor silu(Tensor input) {
    return input.silu();
  }

  /// As `torch.nn.functional.softmax`.
  public static Tensor softmax(Tensor input, int dim) {
    return input.softmax(dim);
  }

  /// As `torch.nn.functional.log_softmax`.
  public static Tensor logSoftmax(Tensor input, int dim) {
    return input.logSoftmax(dim);
  }

  /// As `torch.nn.functional.dropout`.
  public static Tensor dropout(Tensor input, double p, boolean training) {
    return input.dropout(p, training);
  }

  /// As `torch.nn.functional.embedding`.
  ///
  /// @param options `paddingIdx(…)`
  public static Tensor embedding(Tensor input, Tensor weight, Option... options) {
    Arguments a = Arguments.of("embedding()", "paddingIdx", options);
    if (!a.has("paddingIdx")) return input.embedding(weight);
    int row = a.size("paddingIdx", 0);
    return input.embedding(weight, row < 0 ? row + weight.size(0) : row);
  }

  /// As `torch.nn.functional.layer_norm`.
  public static Tensor layerNorm(
      Tensor input, int[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias) {
    return input.layerNorm(normalizedShape, weight, bias, 1e-5);
  }

  /// As `torch.nn.functional.scaled_dot_product_attention`.
  ///
  /// @param options `attnMask(…)`, `isCausal(false)`, `scale(1 / √e)`
  public static Tensor scaledDotProductAttention(
      Tensor query, Tensor key, Tensor value, Option... options) {
    Arguments a =
        Arguments.of("scaled_dot_product_attention()", "attnMask isCausal scale", options);
    Double scale = a.has("scale") ? a.number("scale", 1) : null;
    return query.scaledDotProductAttention(
        key, value, a.tensor("attnMask"), a.flag("isCausal", false), scale);
  }

  /// The squared differences, reduced. As `torch.nn.functional.mse_loss`.
  ///
  /// @param options `reduction("mean")`
  public static Tensor mseLoss(Tensor input, Tensor target, Option... options) {
    return input.mseLoss(target, reduction("mse_loss()", options));
  }

  /// The absolute differences, reduced. As `torch.nn.functional.l1_loss`.
  ///
  /// @param options `reduction("mean")`
  public static Tensor l1Loss(Tensor input, Tensor target, Option... options) {
    return input.l1Loss(target, reduction("l1_loss()", options));
  }

  private static String reduction(String callee, Option... options) {
    return Arguments.of(callee, "reduction", options).text("reduction", "mean");
  }

  /// The negative log-likelihoods of classes, reduced. As `torch.nn.functional.nll_loss`.
  ///
  /// @param options `weight(…)`, `ignoreIndex(-100)`, `reduction("mean")`
  public static Tensor nllLoss(Tensor input, Tensor target, Option... options) {
    Arguments a = Arguments.of("nll_loss()", "weight ignoreIndex reduction", options);
    return input.nllLoss(
        target, a.tensor("weight"), a.integer("ignoreIndex", IGNORED), a.text("reduction", "mean"));
  }

  /// The cross entropies of class scores and classes, reduced. As
  /// `torch.nn.functional.cross_entropy`.
  ///
  /// @param options `weight(…)`, `ignoreIndex(-100)`, `reduction("mean")`, `labelSmoothing(0)`
  public static Tensor crossEntropy(Tensor input, Tensor target, Option... options) {
    Arguments a =
        Arguments.of("cross_entropy()", "weight ignoreIndex reduction labelSmoothing", options);
    return input.crossEntropy(
        target,
        a.tensor("weight"),
        a.integer("ignoreIndex", IGNORED),
        a.text("reduction", "mean"),
        a.number("labelSmoothing", 0));
  }
}
