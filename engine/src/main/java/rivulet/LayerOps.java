package rivulet;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Indexing;
import rivulet.array.NDArray;
import rivulet.array.Normalization;
import rivulet.array.SelfAttention;
import rivulet.array.Shape;

/// What the layers of neural networks compute, from inputs and weights.
public sealed interface LayerOps permits Tensor {
  /// `x · Wᵀ`. As `torch.nn.functional.linear`.
  default Tensor linear(Tensor weight) {
    return linear(weight, null);
  }

  /// `x · Wᵀ + b`
  ///
  /// - Shape: `(…, k) · (m, k) + (m) → (…, m)`
  /// - Gradient: `dx = g · W`, `dW = gᵀ · x`, `db = Σ g`
  /// - As `torch.nn.functional.linear`
  ///
  /// @throws IllegalArgumentException if the two `k` differ: `mat1 and mat2 shapes cannot be
  ///   multiplied (2x3 and 4x5)`
  default Tensor linear(Tensor weight, @Nullable Tensor bias) {
    Tensor x = Op.self(this);
    if (weight.dim() == 1) return Layers.vector(x, weight, bias);
    if (x.dim() != 2) return Layers.folded(x, weight, bias);
    Layers.checkLinear(x, weight, bias);
    Op op = Op.of(bias == null ? "Mm" : "Addmm", Layers.linear(x, weight, bias));
    if (bias != null) op.input(bias, g -> g);
    return op.input(x, weight, (g, w) -> g.mm(w))
        .input(weight, x, (g, a) -> g.t().mm(a))
        .branches(100 + x.numel() * weight.size(0) / 4)
        .output();
  }

  /// Convolution with a kernel along one dimension. As `torch.nn.functional.conv1d`.
  default Tensor conv1d(Tensor weight, @Nullable Tensor bias, Window window, int groups) {
    return Layers.convolve(Op.self(this), weight, bias, window, groups, 1);
  }

  /// Convolution: every output is the sum of the products of a kernel with a window of the input.
  ///
  /// - Shape: `(n, c, h, w)` or `(c, h, w)`, kernels `(o, c / groups, kh, kw) → (n, o, h', w')`
  /// - Gradient: for input and kernels sums of products of the same form; `db = Σ g`
  /// - As `torch.nn.functional.conv2d`
  ///
  /// @param window its stride, padding and dilation
  /// @throws IllegalArgumentException if shapes do not fit
  default Tensor conv2d(Tensor weight, @Nullable Tensor bias, Window window, int groups) {
    return Layers.convolve(Op.self(this), weight, bias, window, groups, 2);
  }

  /// The same with stride 1 and no padding. As `torch.nn.functional.conv2d`.
  default Tensor conv2d(Tensor weight, @Nullable Tensor bias) {
    return conv2d(weight, bias, Window.plain(2), 1);
  }

  /// Convolution with kernels of three dimensions. As `torch.nn.functional.conv3d`.
  default Tensor conv3d(Tensor weight, @Nullable Tensor bias, Window window, int groups) {
    return Layers.convolve(Op.self(this), weight, bias, window, groups, 3);
  }

  /// The greatest element of every window of the last two dimensions.
  ///
  /// - Shape: `(n, c, h, w)` or `(c, h, w) → (n, c, h', w')`
  /// - Gradient: `g` where those elements lie
  /// - As `torch.nn.functional.max_pool2d`
  ///
  /// @param window its stride, padding and dilation
  /// @param ceilMode whether a last window may reach out of the input
  /// @throws IllegalArgumentException if sizes do not fit
  default Tensor maxPool2d(int[] kernel, Window window, boolean ceilMode) {
    return Layers.maxPool(Op.self(this), kernel, window, ceilMode, 2).values();
  }

  /// The same, and the places of these elements (int64) among those of their plane in row-major
  /// order. As `torch.nn.functional.max_pool2d_with_indices`.
  default ValuesIndices maxPool2dWithIndices(int[] kernel, Window window, boolean ceilMode) {
    return Layers.maxPool(Op.self(this), kernel, window, ceilMode, 2).withIndices();
  }

  /// The last dimensions, which have this shape, brought to mean 0 and variance 1, then times the
  /// weight plus the bias.
  ///
  /// - Gradient: `(h - mean(h) - n · mean(h · n)) / σ` where `h = g · weight` and `n` is
  ///   normalised; `Σ g · n`; `Σ g`
  /// - As `torch.nn.functional.layer_norm`; Ba, Kiros and Hinton 2016
  ///
  /// @throws IllegalArgumentException if the tensor does not end in this shape
  default Tensor layerNorm(
      int[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
    Tensor x = Op.self(this);
    Layers.checkNormalized(x, normalizedShape, weight, bias);
    int n = Shape.of(normalizedShape).numel();
    Tensor rows = x.reshape(n == 0 ? 0 : Math.toIntExact(x.numel() / n), n);
    Tensor scale = weight == null ? null : weight.reshape(n);
    Tensor shift = bias == null ? null : bias.reshape(n);
    Normalization.Result found =
        Normalization.layer(rows.array(), Layers.array(scale), Layers.array(shift), eps);
    NDArray stats = found.stats();
    Op op = Op.of("NativeLayerNorm", found.value()).owns(stats);
    if (scale == null)
      op.input(rows, rows, (g, r) -> LayerDerivatives.ofNormalized(g, r, null, stats, eps));
    else
      op.input(rows, rows, scale, (g, r, s) -> LayerDerivatives.ofNormalized(g, r, s, stats, eps));
    if (scale != null) op.input(scale, rows, (g, r) -> LayerDerivatives.ofScale(g, r, stats, eps));
    if (shift != null) op.input(shift, g -> g.sum(0));
    return op.output().reshape(x.shape().toArray());
  }

  /// Rows of a table, one for each of these indices. As `torch.nn.functional.embedding`.
  default Tensor embedding(Tensor weight) {
    return embedding(weight, null);
  }

  /// Rows of a table, one for each of these indices.
  ///
  /// - Shape: `(…)` of int64 and `(rows, n) → (…, n)`
  /// - Gradient: for each row of the table the sum of `g` where it was taken, none for the padding
  /// - As `torch.nn.functional.embedding`
  ///
  /// @param paddingIndex a row that gets no gradient, or null
  /// @throws IllegalArgumentException if the table is no matrix
  /// @throws IndexOutOfBoundsException if it has no such row
  default Tensor embedding(Tensor weight, @Nullable Integer paddingIndex) {
    Tensor indices = Op.self(this);
    Messages.check(weight.dim() == 2, "'weight' must be 2-D");
    Layers.checkRows(indices, weight.size(0));
    int rows = weight.size(0);
    NDArray at = indices.array().to(DType.INT64);
    return Op.of("Embedding", Indexing.index(weight.array(), List.of(at)))
        .input(weight, indices, (g, i) -> Layers.ofRows(g, i, rows, paddingIndex))
        .output();
  }

  /// Attention of sequences to themselves by several heads: `softmax(Q · Kᵀ / √e) · V` for each,
  /// where `e = features / heads`.
  ///
  /// - Shape: queries, keys and values side by side, each head after head: `(batch, n, 3 ·
  ///   features) → (batch, n, features)`
  /// - As `torch.nn.functional.scaled_dot_product_attention` between the two projections of
  ///   `torch.nn.MultiheadAttention`; Vaswani and others 2017, section 3.2
  ///
  /// @throws IllegalArgumentException if the features cannot be split so
  default Tensor selfAttention(int heads) {
    Tensor x = Op.self(this);
    Messages.check(
        x.dim() == 3 && heads > 0 && x.size(2) % (3 * heads) == 0,
        "selfAttention: %s cannot be split into queries, keys and values of %d heads",
        x.shape(),
        heads);
    if (x.dtype().bytes() == 2) return x.to(DType.FLOAT32).selfAttention(heads).to(x.dtype());
    SelfAttention attention = new SelfAttention(x.array(), heads);
    return Op.of("SelfAttention", attention.result())
        .owns(attention.weights())
        .input(x, x, (g, p) -> Attention.ofSelf(g, p, attention, heads))
        .output();
  }

  /// One layer of a long short-term memory over this sequence, in one direction.
  ///
  /// - Shape: `(time, batch, k)`, states `(batch, h)`, weights `(4 h, k)` and `(4 h, h)`, biases
  ///   `(4 h) → (time + 1, batch, h)`: the hidden state of every time, then the last cell
  /// - As a layer of `torch.lstm`; Hochreiter and Schmidhuber 1997
  ///
  /// @param reverse whether the sequence is read from its end
  default Tensor lstm(
      Tensor hidden,
      Tensor cell,
      Tensor weightIh,
      Tensor weightHh,
      @Nullable Tensor biasIh,
      @Nullable Tensor biasHh,
      boolean reverse) {
    Tensor x = Op.self(this);
    Messages.check(
        x.dim() == 3 && hidden.shape().equals(cell.shape()) && hidden.dim() == 2,
        "lstm: a sequence of shape %s does not go with states of shapes %s and %s",
        x.shape(),
        hidden.shape(),
        cell.shape());
    Messages.check(x.size(0) > 0, "Expected sequence length to be larger than 0 in RNN");
    Messages.check(
        weightIh.size(0) == 4 * hidden.size(1) && weightHh.size(0) == 4 * hidden.size(1),
        "lstm: weights of shapes %s and %s do not go with a hidden state of shape %s",
        weightIh.shape(),
        weightHh.shape(),
        hidden.shape());
    return new LstmRun(Arrays.asList(x, hidden, cell, weightIh, weightHh, biasIh, biasHh), reverse)
        .output();
  }
}
