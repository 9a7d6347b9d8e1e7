package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.array.Convolution;
import rivulet.array.NDArray;
import rivulet.array.Normalization;
import rivulet.array.Pooling;
import rivulet.array.Shape;
import rivulet.array.Softmax;

/// Derivatives of the layers. Those with a loop of their own are operations with derivatives in
/// turn, or, where a graph of them is asked for, written in differentiable methods.
final class LayerDerivatives {
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  private LayerDerivatives() {}

  /// Symmetric in what it does to `g`, so it is its own derivative there.
  static Tensor ofSoftmax(Tensor g, Tensor y, int dim) {
    return Op.of("SoftmaxBackwardData", Softmax.softmaxGradient(g.array(), y.array(), dim))
        .input(g, y, (h, s) -> ofSoftmax(h, s, dim))
        .input(y, g, y, (h, f, s) -> ofSoftmaxResult(h, f, s, dim))
        .output();
  }

  private static Tensor ofSoftmaxResult(Tensor h, Tensor g, Tensor y, int dim) {
    Tensor along = g.mul(y).sum(dim, true);
    Tensor across = h.mul(y).sum(dim, true);
    return h.mul(g.sub(along)).sub(g.mul(across));
  }

  static Tensor ofLogSoftmax(Tensor g, Tensor y, int dim) {
    return Op.of("LogSoftmaxBackwardData", Softmax.logSoftmaxGradient(g.array(), y.array(), dim))
        .input(g, y, (h, s) -> h.sub(h.mul(s.exp()).sum(dim, true)))
        .input(y, g, y, (h, f, s) -> h.mul(s.exp()).mul(f.sum(dim, true)).neg())
        .output();
  }

  static Tensor ofGelu(Tensor g, Tensor x) {
    Tensor normal = x.mul(Math.sqrt(0.5)).erf().add(1).mul(0.5);
    return g.mul(normal.add(x.mul(x.mul(x).mul(-0.5).exp().mul(DENSITY))));
  }

  static Tensor ofSilu(Tensor g, Tensor x) {
    Tensor s = x.sigmoid();
    return g.mul(s.mul(x.mul(s.rsub(1)).add(1)));
  }

  // ---- convolution: each of the three maps is a derivative of the other two

  static Tensor convolution(String name, Convolution c, Tensor x, Tensor w, @Nullable Tensor bias) {
    NDArray value = c.forward(x.array(), w.array(), Layers.array(bias));
    Shape input = x.shape();
    Shape weight = w.shape();
    Op op =
        Op.of(name, value)
            .input(x, w, (g, k) -> ofConvolutionInput(c, g, k, input))
            .input(w, x, (g, i) -> ofConvolutionWeight(c, g, i, weight));
    if (bias != null) biasInput(op, bias, value.rank());
    return op.branches(100 + (long) value.numel() * weight.numel() / weight.size(0) / 4).output();
  }

  private static void biasInput(Op op, Tensor bias, int dims) {
    int[] others = new int[dims - 1];
    for (int d = 1; d < others.length; d++) others[d] = d + 1;
    op.input(bias, g -> g.sum(others, false));
  }

  private static Tensor ofConvolutionInput(Convolution c, Tensor g, Tensor w, Shape x) {
    Shape weight = w.shape();
    return Op.of("ConvolutionInput", c.input(g.array(), w.array(), x))
        .input(g, w, (h, k) -> convolution("Convolution", c, h, k, null))
        .input(w, g, (h, f) -> ofConvolutionWeight(c, f, h, weight))
        .output();
  }

  private static Tensor ofConvolutionWeight(Convolution c, Tensor g, Tensor x, Shape w) {
    Shape input = x.shape();
    return Op.of("ConvolutionWeight", c.weight(g.array(), x.array(), w))
        .input(g, x, (h, i) -> convolution("Convolution", c, i, h, null))
        .input(x, g, (h, f) -> ofConvolutionInput(c, f, h, input))
        .output();
  }

  // ---- pooling: picking and putting back are derivatives of each other; rows of a matrix

  static Tensor ofPicked(Tensor g, Tensor places, Pooling pooling) {
    return Op.of("MaxPoolBackward", pooling.scatter(g.array(), places.array()))
        .input(g, places, (h, at) -> ofSpread(h, at, pooling))
        .output();
  }

  private static Tensor ofSpread(Tensor h, Tensor places, Pooling pooling) {
    return Op.of("MaxPool", Pooling.gather(h.array(), places.array()))
        .input(h, places, (g, at) -> ofPicked(g, at, pooling))
        .output();
  }

  // ---- normalisation of the rows of a matrix

  static Tensor ofNormalized(
      Tensor g, Tensor x, @Nullable Tensor weight, NDArray stats, double eps) {
    if (!GradMode.isEnabled()) {
      NDArray scale = weight == null ? null : weight.array();
      return new Tensor(Normalization.input(g.array(), x.array(), scale, stats));
    }
    Tensor n = normalized(x, eps);
    Tensor h = weight == null ? g : g.mul(weight);
    Tensor along = h.mul(n).mean(1, true);
    return h.sub(h.mean(1, true)).sub(n.mul(along)).mul(scale(x, eps));
  }

  static Tensor ofScale(Tensor g, Tensor x, NDArray stats, double eps) {
    return GradMode.isEnabled()
        ? g.mul(normalized(x, eps)).sum(0)
        : new Tensor(Normalization.weight(g.array(), x.array(), stats));
  }

  private static Tensor normalized(Tensor x, double eps) {
    return x.sub(x.mean(1, true)).mul(scale(x, eps));
  }

  private static Tensor scale(Tensor x, double eps) {
    return x.sub(x.mean(1, true)).square().mean(1, true).add(eps).rsqrt();
  }
}
