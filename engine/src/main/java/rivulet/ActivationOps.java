package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.Elementwise;
import rivulet.array.Elementwise.Unary;
import rivulet.array.NDArray;
import rivulet.array.Softmax;

/// The functions that neural networks put between their layers.
///
/// - Shape: the tensor's own
/// - Floating dtypes only
public sealed interface ActivationOps permits Tensor {
  /// `exp(x) / Σ exp(x)` along a dimension: numbers from 0 to 1 that sum up to 1.
  ///
  /// - Gradient: `y · (g - Σ g · y)` where `y` is the result
  /// - As `torch.softmax`
  ///
  /// @throws IndexOutOfBoundsException if there is no such dimension
  default Tensor softmax(int dim) {
    Tensor a = Op.self(this);
    int at = Messages.dim(dim, a.dim());
    checkFloating(a, "softmax_lastdim_kernel_impl");
    return Op.of("Softmax", Softmax.softmax(a.array(), at, a.dtype()))
        .inputByResult(a, (g, y) -> LayerDerivatives.ofSoftmax(g, y, at))
        .output();
  }

  /// The same, computed in another dtype. As `torch.softmax`.
  default Tensor softmax(int dim, DType dtype) {
    return Op.self(this).to(dtype).softmax(dim);
  }

  /// The logarithm of `softmax`.
  ///
  /// - Gradient: `g - exp(y) · Σ g` where `y` is the result
  /// - As `torch.log_softmax`
  ///
  /// @throws IndexOutOfBoundsException if there is no such dimension
  default Tensor logSoftmax(int dim) {
    Tensor a = Op.self(this);
    int at = Messages.dim(dim, a.dim());
    checkFloating(a, "log_softmax_lastdim_kernel_impl");
    return Op.of("LogSoftmax", Softmax.logSoftmax(a.array(), at, a.dtype()))
        .inputByResult(a, (g, y) -> LayerDerivatives.ofLogSoftmax(g, y, at))
        .output();
  }

  /// The same, computed in another dtype. As `torch.log_softmax`.
  default Tensor logSoftmax(int dim, DType dtype) {
    return Op.self(this).to(dtype).logSoftmax(dim);
  }

  /// `x · Φ(x)`, where `Φ` is the distribution function of the normal distribution.
  ///
  /// - Gradient: `g · (Φ(x) + x · φ(x))`
  /// - As `torch.nn.functional.gelu`; Hendrycks and Gimpel 2016
  default Tensor gelu() {
    Tensor a = Op.self(this);
    checkFloating(a, "GeluKernelImpl");
    return Op.of("Gelu", Elementwise.apply(Unary.GELU, a.array(), a.dtype()))
        .input(a, a, LayerDerivatives::ofGelu)
        .output();
  }

  /// The same, with `"tanh"` approximated by that function, with `"none"` not.
  ///
  /// - As `torch.nn.functional.gelu`
  ///
  /// @throws IllegalArgumentException for another word
  default Tensor gelu(String approximate) {
    Tensor a = Op.self(this);
    Messages.check(
        approximate.equals("none") || approximate.equals("tanh"),
        "approximate argument must be either none or tanh.");
    if (approximate.equals("none")) return a.gelu();
    double k = Math.sqrt(2 / Math.PI);
    Tensor inner = a.add(a.mul(a).mul(a).mul(0.044715)).mul(k);
    return a.mul(0.5).mul(inner.tanh().add(1));
  }

  /// `x · sigmoid(x)`
  ///
  /// - Gradient: `g · s · (1 + x · (1 - s))` where `s` is the sigmoid
  /// - As `torch.nn.functional.silu`
  default Tensor silu() {
    Tensor a = Op.self(this);
    checkFloating(a, "silu_cpu");
    NDArray sigmoid = Elementwise.apply(Unary.SIGMOID, a.array(), a.dtype());
    Elementwise.applyInPlace(Elementwise.Binary.MUL, sigmoid, a.array(), a.dtype());
    return Op.of("Silu", sigmoid).input(a, a, LayerDerivatives::ofSilu).output();
  }

  /// `log(1 + exp(x))`. As `torch.nn.functional.softplus`.
  default Tensor softplus() {
    return softplus(1, 20);
  }

  /// `log(1 + exp(beta · x)) / beta`; `x` itself where `beta · x` is above the threshold.
  ///
  /// - Gradient: `g · sigmoid(beta · x)`, `g` above the threshold
  /// - As `torch.nn.functional.softplus`
  default Tensor softplus(double beta, double threshold) {
    Tensor a = Op.self(this);
    checkFloating(a, "softplus_cpu");
    Tensor scaled = a.mul(beta);
    Tensor bent = scaled.exp().log1p().div(beta);
    return a.where(scaled.gt(threshold), bent.where(scaled.le(threshold), 0));
  }

  /// The element where it is positive, else `slope` times it.
  ///
  /// - Gradient: `g`, `slope · g` where the element is not positive
  /// - As `torch.nn.functional.leaky_relu`
  default Tensor leakyRelu(double slope) {
    Tensor a = Op.self(this);
    checkFloating(a, "leaky_relu_cpu");
    NDArray scaled =
        Elementwise.apply(
            Elementwise.Binary.MUL, a.array(), rivulet.array.Scalar.of(slope), a.dtype());
    NDArray positive =
        Elementwise.compare(
            Elementwise.Comparison.GT, a.array(), rivulet.array.Scalar.of(0.0), a.dtype());
    return Op.of("LeakyRelu", Elementwise.where(positive, a.array(), scaled, a.dtype()))
        .input(a, a, (g, x) -> g.where(x.gt(0), g.mul(slope)))
        .output();
  }

  /// Elements dropped with probability `p`, the others divided by `1 - p`; itself where `p` is 0 or
  /// it is not in training.
  ///
  /// - Gradient: `g` for the elements that stayed, divided alike
  /// - As `torch.nn.functional.dropout`, from Rivulet's own stream of random numbers
  ///
  /// @throws IllegalArgumentException unless `p` lies from 0 to 1
  default Tensor dropout(double p, boolean training) {
    Tensor a = Op.self(this);
    Messages.check(
        p >= 0 && p <= 1, "dropout probability has to be between 0 and 1, but got %s", p);
    if (p == 0 || !training || a.numel() == 0) return a;
    Tensor kept = Tensors.rand(a.shape().toArray(), a.dtype()).ge(p).to(a.dtype());
    return a.mul(p == 1 ? kept : kept.div_(1 - p));
  }

  /// Softmax of the products of queries and keys, as weights of the values.
  ///
  /// - Shape: `(…, n, e)`, keys `(…, m, e)`, values `(…, m, v) → (…, n, v)`
  /// - Mask: bool, true where a query may see a key, or numbers to be added; or null
  /// - As `torch.nn.functional.scaled_dot_product_attention`; Vaswani and others 2017, equation 1
  ///
  /// @param causal whether query `i` sees the keys up to `i` only
  /// @param scale of the products, or null for `1 / √e`
  default Tensor scaledDotProductAttention(
      Tensor key, Tensor value, @Nullable Tensor mask, boolean causal, @Nullable Double scale) {
    Tensor query = Op.self(this);
    Messages.check(
        mask == null || !causal,
        "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True");
    double factor = scale == null ? 1 / Math.sqrt(query.size(-1)) : scale;
    if (query.dtype().bytes() == 2) return Attention.wide(query, key, value, mask, causal, factor);
    Tensor scores = query.mul(factor).matmul(key.transpose(-2, -1));
    Tensor seen = causal ? Attention.causal(query.size(-2), key.size(-2)) : mask;
    return Attention.weights(scores, seen).matmul(value);
  }

  private static void checkFloating(Tensor a, String kernel) {
    Messages.check(
        a.dtype().isFloatingPoint(),
        "\"%s\" not implemented for '%s'",
        kernel,
        Promotion.name(a.dtype()));
  }
}
