package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.array.DType;

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

  /// The softmax of the scores that a mask leaves; zero in rows of which it leaves none.
  static Tensor weights(Tensor scores, @Nullable Tensor mask) {
    if (mask == null) return scores.softmax(-1);
    if (mask.dtype() != DType.BOOL) return scores.add(mask).softmax(-1);
    Tensor masked = scores.where(mask, Double.NEGATIVE_INFINITY);
    return masked.softmax(-1).where(mask, 0);
  }
}
