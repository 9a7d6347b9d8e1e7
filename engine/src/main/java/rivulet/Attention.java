package rivulet;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import rivulet.array.DType;
import rivulet.array.SelfAttention;

/// Masks of attention.
final class Attention {
  private Attention() {}

  /// True where query `i` may see key `j`: `j <= i`.
  static Tensor causal(int queries, int keys) {
    Tensor rows = Tensors.arange(queries).unsqueeze(1);
    return Tensors.arange(keys).le(rows);
  }

  /// Attention of 16-bit numbers, rounded once at its end as in PyTorch.
  static Tensor wide(
      Tensor query, Tensor key, Tensor value, @Nullable Tensor mask, boolean causal, double scale) {
    Tensor seen = mask == null || mask.dtype() == DType.BOOL ? mask : mask.to(DType.FLOAT32);
    return query
        .to(DType.FLOAT32)
        .scaledDotProductAttention(
            key.to(DType.FLOAT32), value.to(DType.FLOAT32), seen, causal, scale)
        .to(query.dtype());
  }

  /// Attention by several heads of a sequence (batch, n, 3 · features) to itself, in differentiable
  /// methods.
  static Tensor composed(Tensor projected, int heads) {
    int features = projected.size(2) / 3;
    int[] sizes = {projected.size(0), projected.size(1), 3, heads, features / heads};
    Tensor parts = projected.reshape(sizes).permute(2, 0, 3, 1, 4);
    return parts
        .select(0, 0)
        .scaledDotProductAttention(parts.select(0, 1), parts.select(0, 2), null, false, null)
        .transpose(1, 2)
        .reshape(sizes[0], sizes[1], features);
  }

  static Tensor ofSelf(Tensor g, Tensor projected, SelfAttention attention, int heads) {
    return GradMode.isEnabled()
        ? recorded(g, projected, heads)
        : new Tensor(attention.gradient(g.array()));
  }

  /// The gradient of [#composed], with a graph.
  private static Tensor recorded(Tensor g, Tensor projected, int heads) {
    BackwardOptions options = BackwardOptions.NONE.gradient(g).createGraph();
    List<Tensor> outputs = List.of(composed(projected, heads));
    return Objects.requireNonNull(Gradients.grad(outputs, List.of(projected), options).getFirst());
  }

  /// The softmax of the scores that a mask leaves; zero in rows of which it leaves none.
  static Tensor weights(Tensor scores, @Nullable Tensor mask) {
    if (mask == null) return scores.softmax(-1);
    if (mask.dtype() != DType.BOOL) return scores.add(mask).softmax(-1);
    Tensor masked = scores.where(mask, Double.NEGATIVE_INFINITY);
    return masked.softmax(-1).where(mask, 0);
  }
}
