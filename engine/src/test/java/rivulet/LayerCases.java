package rivulet;

import static rivulet.OpCase.op;
import static rivulet.Tensors.arange;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.tensor;

import java.util.List;
import rivulet.array.DType;

/// A line for every public op of the layers, activations and losses.
final class LayerCases {
  private static final Window STRIDED =
      Window.of(new int[] {2, 1}, new int[] {1, 0}, new int[] {1, 2});

  private static final Window SQUARES =
      Window.of(new int[] {2, 2}, new int[] {0, 0}, new int[] {1, 1});

  private LayerCases() {}

  static List<OpCase> everyCase() {
    return java.util.stream.Stream.of(activations(), layers(), losses())
        .flatMap(List::stream)
        .toList();
  }

  private static Tensor whole(long... values) {
    return tensor(values);
  }

  private static List<OpCase> activations() {
    return List.of(
        op("softmax", "2x3", t -> t[0].softmax(1))
            .fails(
                "\"softmax_lastdim_kernel_impl\" not implemented for 'Long'",
                () -> whole(1).softmax(0)),
        op("softmax", "2x3x2", t -> t[0].softmax(0)),
        op("logSoftmax", "2x3", t -> t[0].logSoftmax(-1))
            .fails(
                "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
                () -> ones(2, 3).logSoftmax(2)),
        op("gelu", "2x3", t -> t[0].gelu())
            .fails("approximate argument must be either", () -> ones(1).gelu("sine")),
        op("gelu", "2x3", t -> t[0].gelu("tanh")),
        op("silu", "2x3", t -> t[0].silu()),
        op("softplus", "2x3", t -> t[0].softplus()),
        op("leakyRelu", "2x3", t -> t[0].leakyRelu(0.1)).awayFromZero(),
        op("dropout", "2x3", t -> t[0].dropout(0.5, true))
            .fails(
                "dropout probability has to be between 0 and 1, but got 2.0",
                () -> ones(1).dropout(2, true)),
        op(
                "scaledDotProductAttention",
                "2x3x4 2x5x4 2x5x2",
                t -> t[0].scaledDotProductAttention(t[1], t[2], null, false, null))
            .fails(
                "_scaled_dot_product_attention: Explicit attn_mask should not be set",
                () ->
                    ones(1, 2)
                        .scaledDotProductAttention(ones(1, 2), ones(1, 2), ones(1, 1), true, null)),
        op(
            "scaledDotProductAttention",
            "3x4 3x4 3x2",
            t -> t[0].scaledDotProductAttention(t[1], t[2], null, true, 0.5)));
  }

  private static List<OpCase> layers() {
    return List.of(
        op("linear", "2x3 4x3 4", t -> t[0].linear(t[1], t[2]))
            .fails(
                "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
                () -> ones(2, 3).linear(ones(5, 4))),
        op("linear", "2x2x3 4x3", t -> t[0].linear(t[1])),
        op("conv1d", "2x2x5 3x2x2 3", t -> t[0].conv1d(t[1], t[2], Window.plain(1), 1)),
        op("conv2d", "1x2x4x5 4x1x2x2 4", t -> t[0].conv2d(t[1], t[2], STRIDED, 2))
            .fails(
                "Given groups=1, weight of size [1, 2, 1, 1], expected input[1, 3, 4, 4] to have 2 channels, but got 3 channels instead",
                () -> ones(1, 3, 4, 4).conv2d(ones(1, 2, 1, 1), null)),
        op("conv2d", "2x4x4 1x2x3x3", t -> t[0].conv2d(t[1], null)),
        op("conv3d", "1x1x3x3x3 2x1x2x2x2 2", t -> t[0].conv3d(t[1], t[2], Window.plain(3), 1)),
        op("maxPool2d", "1x2x5x4", t -> t[0].maxPool2d(new int[] {2, 2}, STRIDED, true))
            .fails(
                "pad should be at most half of effective kernel size, but got pad=2",
                () ->
                    ones(1, 3, 3)
                        .maxPool2d(
                            new int[] {2, 2},
                            Window.of(new int[] {1, 1}, new int[] {2, 2}, new int[] {1, 1}),
                            false)),
        op(
            "maxPool2dWithIndices",
            "2x5x6",
            t -> t[0].maxPool2dWithIndices(new int[] {2, 2}, SQUARES, false).values()),
        op("layerNorm", "3x4 4 4", t -> t[0].layerNorm(new int[] {4}, t[1], t[2], 1e-5))
            .fails(
                "Given normalized_shape=[3], expected input with shape [*, 3], but got input of size[2, 4]",
                () -> ones(2, 4).layerNorm(new int[] {3}, null, null, 1e-5)),
        op("layerNorm", "2x2x3", t -> t[0].layerNorm(new int[] {2, 3}, null, null, 1e-5)),
        op("embedding", "5x3", t -> whole(4, 0, 0).embedding(t[0]))
            .fails("index out of range in self", () -> whole(2).embedding(ones(2, 3))),
        op("selfAttention", "2x3x12", t -> t[0].selfAttention(2))
            .fails(
                "selfAttention: [2, 3, 8] cannot be split into queries, keys and values of 2 heads",
                () -> ones(2, 3, 8).selfAttention(2)),
        op(
                "lstm",
                "3x2x4 2x3 2x3 12x4 12x3 12 12",
                t -> t[0].lstm(t[1], t[2], t[3], t[4], t[5], t[6], false))
            .fails(
                "lstm: weights of shapes [8, 4] and [8, 3] do not go with a hidden state of shape [2, 3]",
                () ->
                    ones(3, 2, 4)
                        .lstm(ones(2, 3), ones(2, 3), ones(8, 4), ones(8, 3), null, null, false))
            .fails(
                "Expected sequence length to be larger than 0 in RNN",
                () ->
                    ones(0, 2, 4)
                        .lstm(ones(2, 3), ones(2, 3), ones(12, 4), ones(12, 3), null, null, false)),
        op(
            "lstm",
            "3x2x4 2x3 2x3 12x4 12x3",
            t -> t[0].lstm(t[1], t[2], t[3], t[4], null, null, true)));
  }

  private static List<OpCase> losses() {
    return List.of(
        op("mseLoss", "2x3 2x3", t -> t[0].mseLoss(t[1]))
            .fails("all is not a valid value for reduction", () -> ones(1).mseLoss(ones(1), "all")),
        op("mseLoss", "2x3 3", t -> t[0].mseLoss(t[1], "none")),
        op("l1Loss", "2x3 2x3", t -> t[0].l1Loss(t[1], "sum")),
        op("nllLoss", "2x3", t -> t[0].nllLoss(whole(0, 2)))
            .fails("Target 5 is out of bounds.", () -> ones(2, 3).nllLoss(whole(0, 5))),
        op(
            "nllLoss",
            "2x3x2",
            t ->
                t[0].nllLoss(
                    arange(4).remainder(3).reshape(2, 2),
                    tensor(new double[] {1, 2, 3}, DType.FLOAT64).to(t[0].dtype()),
                    1,
                    "mean")),
        op("crossEntropy", "2x3", t -> t[0].crossEntropy(whole(0, 2)))
            .fails(
                "Expected input batch_size (2) to match target batch_size (3).",
                () -> ones(2, 3).crossEntropy(whole(0, 1, 2))),
        op("crossEntropy", "2x3", t -> t[0].crossEntropy(whole(0, 2), null, -100, "mean", 0.1)),
        op("crossEntropy", "2x3 2x3", t -> t[0].crossEntropy(t[1])));
  }
}
