package rivulet.oracle;

import org.jspecify.annotations.Nullable;
import rivulet.Option;
import rivulet.Tensor;
import rivulet.ValuesIndices;
import rivulet.array.DType;
import rivulet.nn.Functional;

/// Activations, layers and losses.
final class LayerCalls {
  private static final String CONVOLUTION =
      "input, weight, bias?, stride?, padding?, dilation?, groups?";

  private LayerCalls() {}

  static void addTo(OpTable table) {
    activations(table);
    layers(table);
    losses(table);
  }

  private static void activations(OpTable table) {
    table.add("softmax softmax.with_dtype", "input, dim, dtype?", LayerCalls::softmax);
    table.add("log_softmax log_softmax.with_dtype", "input, dim, dtype?", LayerCalls::logSoftmax);
    table.add(
        "nn.functional.gelu",
        "input; approximate?",
        a -> a.tensor("input").gelu(a.has("approximate") ? a.text("approximate") : "none"));
    table.add("nn.functional.silu", "input, inplace?", a -> a.tensor("input").silu());
    table.add(
        "nn.functional.softplus",
        "input, beta?, threshold?",
        a ->
            a.tensor("input")
                .softplus(
                    a.number("beta", 1).doubleValue(), a.number("threshold", 20).doubleValue()));
    table.add(
        "nn.functional.leaky_relu",
        "input, negative_slope?, inplace?",
        a ->
            a.tensor("input")
                .leakyRelu(a.has("negative_slope") ? real(a, "negative_slope") : 0.01));
    table.add(
        "nn.functional.scaled_dot_product_attention",
        "query, key, value, attn_mask?, dropout_p?, is_causal?; scale?",
        LayerCalls::attention);
  }

  private static void layers(OpTable table) {
    table.add(
        "nn.functional.linear",
        "input, weight, bias?",
        a -> a.tensor("input").linear(a.tensor("weight"), optional(a, "bias")));
    table.add(
        "nn.functional.conv1d",
        CONVOLUTION,
        a ->
            Functional.conv1d(
                a.tensor("input"), a.tensor("weight"), optional(a, "bias"), convolution(a)));
    table.add(
        "nn.functional.conv2d",
        CONVOLUTION,
        a ->
            Functional.conv2d(
                a.tensor("input"), a.tensor("weight"), optional(a, "bias"), convolution(a)));
    table.add(
        "nn.functional.conv3d",
        CONVOLUTION,
        a ->
            Functional.conv3d(
                a.tensor("input"), a.tensor("weight"), optional(a, "bias"), convolution(a)));
    table.add(
        "nn.functional.max_pool2d",
        "input, kernel_size, stride?, padding?, dilation?, ceil_mode?, return_indices?",
        LayerCalls::maxPool2d);
    table.add(
        "nn.functional.layer_norm",
        "input, normalized_shape, weight?, bias?, eps?",
        a ->
            a.tensor("input")
                .layerNorm(
                    a.sizes("normalized_shape"),
                    optional(a, "weight"),
                    optional(a, "bias"),
                    a.has("eps") ? real(a, "eps") : 1e-5));
    table.add(
        "nn.functional.embedding",
        "weight, input, padding_idx?",
        a ->
            Functional.embedding(
                a.tensor("input"), a.tensor("weight"), ModuleTable.options(a, "padding_idx")));
  }

  private static void losses(OpTable table) {
    table.add(
        "nn.functional.mse_loss",
        "input, target; reduction?",
        a -> a.tensor("input").mseLoss(a.tensor("target"), reduction(a)));
    table.add(
        "nn.functional.l1_loss",
        "input, target; reduction?",
        a -> a.tensor("input").l1Loss(a.tensor("target"), reduction(a)));
    table.add(
        "nn.functional.nll_loss",
        "input, target, weight?; ignore_index?, reduction?",
        a ->
            Functional.nllLoss(
                a.tensor("input"),
                a.tensor("target"),
                ModuleTable.options(a, "weight", "ignore_index", "reduction")));
    table.add(
        "nn.functional.cross_entropy",
        "input, target, weight?; ignore_index?, reduction?, label_smoothing?",
        a ->
            Functional.crossEntropy(
                a.tensor("input"),
                a.tensor("target"),
                ModuleTable.options(a, "weight", "ignore_index", "reduction", "label_smoothing")));
  }

  private static Tensor softmax(Arguments a) {
    Tensor x = a.tensor("input");
    DType dtype = a.dtype();
    return dtype == null ? x.softmax(a.size("dim")) : x.softmax(a.size("dim"), dtype);
  }

  private static Tensor logSoftmax(Arguments a) {
    Tensor x = a.tensor("input");
    DType dtype = a.dtype();
    return dtype == null ? x.logSoftmax(a.size("dim")) : x.logSoftmax(a.size("dim"), dtype);
  }

  private static Tensor attention(Arguments a) {
    if (a.has("dropout_p") && real(a, "dropout_p") != 0) {
      throw new Outcome.Unmapped("dropout");
    }
    return Functional.scaledDotProductAttention(
        a.tensor("query"),
        a.tensor("key"),
        a.tensor("value"),
        ModuleTable.options(a, "attn_mask", "is_causal", "scale"));
  }

  private static Option[] convolution(Arguments a) {
    return ModuleTable.options(a, "stride", "padding", "dilation", "groups");
  }

  private static Object maxPool2d(Arguments a) {
    int[] kernel =
        a.isList("kernel_size")
            ? a.sizes("kernel_size")
            : new int[] {a.size("kernel_size"), a.size("kernel_size")};
    ValuesIndices found =
        Functional.maxPool2dWithIndices(
            a.tensor("input"),
            kernel,
            ModuleTable.options(a, "stride", "padding", "dilation", "ceil_mode"));
    return a.flag("return_indices") ? found : found.values();
  }

  private static String reduction(Arguments a) {
    return a.has("reduction") ? a.text("reduction") : "mean";
  }

  private static @Nullable Tensor optional(Arguments a, String name) {
    return a.has(name) ? a.tensor(name) : null;
  }

  private static double real(Arguments a, String name) {
    return a.number(name).doubleValue();
  }
}
