package rivulet.nn;

import org.jspecify.annotations.Nullable;
import rivulet.Arguments;
import rivulet.Option;
import rivulet.Parameter;
import rivulet.Tensor;
import rivulet.Tensors;

/// A table of vectors, looked up by index. As `torch.nn.Embedding`.
///
/// - Shape: `(…)` of int64 `→ (…, embeddingDim)`
/// - Starts normal, the row of the padding with zeros
public final class Embedding extends Module {
  /// The table, `(numEmbeddings, embeddingDim)`.
  public final Parameter weight;

  private final @Nullable Integer paddingIdx;
  private final String text;

  /// So many vectors of that length.
  ///
  /// @param options `paddingIdx(…)`, a row that stays as it is
  public Embedding(int numEmbeddings, int embeddingDim, Option... options) {
    Arguments a = Arguments.of("Embedding.__init__()", "paddingIdx", options);
    this.weight = new Parameter(Tensors.zeros(numEmbeddings, embeddingDim));
    Init.normal_(weight, 0, 1);
    this.text = numEmbeddings + ", " + embeddingDim;
    this.paddingIdx = a.has("paddingIdx") ? row(a.size("paddingIdx", 0), numEmbeddings) : null;
    if (paddingIdx != null) Init.zeros_(weight.detach().select(0, paddingIdx));
  }

  private static int row(int index, int rows) {
    if (index < -rows || index >= rows) {
      throw new IllegalArgumentException("Padding_idx must be within num_embeddings");
    }
    return index < 0 ? index + rows : index;
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.embedding(weight, paddingIdx);
  }

  @Override
  protected String extraRepr() {
    return paddingIdx == null ? text : text + ", padding_idx=" + paddingIdx;
  }
}
