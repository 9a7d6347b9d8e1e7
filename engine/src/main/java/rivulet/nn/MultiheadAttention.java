package rivulet.nn;

import org.jspecify.annotations.Nullable;
import rivulet.Arguments;
import rivulet.Option;
import rivulet.Parameter;
import rivulet.Tensor;
import rivulet.Tensors;

/// Attention by several heads, each on a part of the features. As `torch.nn.MultiheadAttention`;
/// Vaswani and others 2017, section 3.2.2.
///
/// - Shape: queries `(n, batch, embedDim)`, keys and values `(m, batch, embedDim)`, with
///   `batchFirst` the first two exchanged
public final class MultiheadAttention extends Module {
  /// The projections to queries, keys and values, `(3 · embedDim, embedDim)`.
  public final Parameter inProjWeight;

  /// Their bias, or null.
  public final @Nullable Parameter inProjBias;

  /// The projection of what the heads give.
  public final Linear outProj;

  private final int heads;
  private final double dropout;
  private final boolean batchFirst;

  /// What it gives.
  ///
  /// @param output the attended values
  /// @param weights how much each query took from each key, the mean over the heads
  public record Output(Tensor output, Tensor weights) {}

  /// With so many features and heads.
  ///
  /// @param options `dropout(0)`, `bias(true)`, `batchFirst(false)`
  /// @throws IllegalArgumentException if the features cannot be split among the heads
  public MultiheadAttention(int embedDim, int numHeads, Option... options) {
    Arguments a = Arguments.of("MultiheadAttention.__init__()", "dropout bias batchFirst", options);
    if (embedDim % numHeads != 0) {
      throw new IllegalArgumentException("embed_dim must be divisible by num_heads");
    }
    this.heads = numHeads;
    this.dropout = a.number("dropout", 0);
    this.batchFirst = a.flag("batchFirst", false);
    boolean bias = a.flag("bias", true);
    this.inProjWeight = new Parameter(Tensors.zeros(3 * embedDim, embedDim));
    this.inProjBias = bias ? new Parameter(Tensors.zeros(3 * embedDim)) : null;
    this.outProj = new OutProjection(embedDim, rivulet.Options.bias(bias));
    Init.xavierUniform_(inProjWeight, 1);
    if (outProj.bias != null) Init.zeros_(outProj.bias);
  }

  /// Named as PyTorch names it.
  private static final class OutProjection extends Linear {
    OutProjection(int features, Option... options) {
      super(features, features, options);
    }

    @Override
    protected String name() {
      return "NonDynamicallyQuantizableLinear";
    }
  }

  /// Attended values and weights.
  public Output forward(Tensor query, Tensor key, Tensor value) {
    return forward(query, key, value, null);
  }

  /// Attended values and weights, where a mask lets queries see keys: bool, true where they may
  /// not, or numbers to be added; `(n, m)`.
  public Output forward(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask) {
    if (query.dim() == 2) {
      Output one = batched(query.unsqueeze(0), key.unsqueeze(0), value.unsqueeze(0), mask);
      return new Output(one.output().squeeze(0), one.weights().squeeze(0));
    }
    if (batchFirst) return batched(query, key, value, mask);
    Output output =
        batched(query.transpose(0, 1), key.transpose(0, 1), value.transpose(0, 1), mask);
    return new Output(output.output().transpose(0, 1), output.weights());
  }

  private Output batched(Tensor query, Tensor key, Tensor value, @Nullable Tensor mask) {
    Tensor q = split(project(query, 0));
    Tensor k = split(project(key, 1));
    Tensor v = split(project(value, 2));
    Tensor scores = q.mul(1 / Math.sqrt(q.size(-1))).matmul(k.transpose(-2, -1));
    Tensor weights = masked(scores, mask).softmax(-1).dropout(dropout, training());
    Tensor joined = weights.matmul(v).transpose(1, 2).reshape(query.shape().toArray());
    return new Output(outProj.forward(joined), weights.mean(1));
  }

  /// Attended values of a sequence (batch first) to itself: one projection for all three.
  Tensor self(Tensor x, @Nullable Tensor mask) {
    if (!batchFirst || x.dim() != 3) return forward(x, x, x, mask).output();
    boolean dropping = dropout > 0 && training();
    Tensor all = x.linear(inProjWeight, inProjBias);
    if (mask == null && !dropping) return outProj.forward(all.selfAttention(heads));
    int[] sizes = {x.size(0), x.size(1), 3, heads, x.size(2) / heads};
    Tensor projected = all.reshape(sizes).permute(2, 0, 3, 1, 4);
    Tensor q = projected.select(0, 0);
    Tensor k = projected.select(0, 1);
    Tensor v = projected.select(0, 2);
    Tensor attended =
        dropping
            ? masked(q.mul(1 / Math.sqrt(q.size(-1))).matmul(k.transpose(-2, -1)), mask)
                .softmax(-1)
                .dropout(dropout, true)
                .matmul(v)
            : q.scaledDotProductAttention(k, v, allowed(mask), false, null);
    return outProj.forward(attended.transpose(1, 2).reshape(x.shape().toArray()));
  }

  private static @Nullable Tensor allowed(@Nullable Tensor mask) {
    return mask != null && mask.dtype() == Tensors.bool ? mask.logicalNot() : mask;
  }

  private static Tensor masked(Tensor scores, @Nullable Tensor mask) {
    if (mask == null) return scores;
    return mask.dtype() == Tensors.bool
        ? scores.where(mask.logicalNot(), Double.NEGATIVE_INFINITY)
        : scores.add(mask);
  }

  private Tensor project(Tensor x, int which) {
    int size = inProjWeight.size(1);
    Tensor weight = inProjWeight.narrow(0, which * size, size);
    Tensor bias = inProjBias == null ? null : inProjBias.narrow(0, which * size, size);
    return x.linear(weight, bias);
  }

  /// (batch, n, features) → (batch, heads, n, features / heads)
  private Tensor split(Tensor x) {
    return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
  }
}
