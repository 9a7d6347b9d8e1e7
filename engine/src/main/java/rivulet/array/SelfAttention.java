package rivulet.array;

import java.util.function.Consumer;

/// Attention of sequences to themselves by several heads, and its gradient: `softmax(Q · Kᵀ / √e) ·
/// V` for every head of every sequence on its own, where `e` are the head's features.
///
/// - The operand is (batch, n, 3 · features): queries, keys and values, each head after head; the
///   result (batch, n, features)
/// - A head's matrices are read and written where they lie; they are the blocks that idle threads
///   take
/// - Vaswani and others 2017, section 3.2.1
public final class SelfAttention {
  private static final int PARTS = 3;
  private static final long STEPS_PER_NANO = 50;

  private final NDArray projected;
  private final int batch;
  private final int length;
  private final int heads;
  private final int features;
  private final double factor;
  private final NDArray weights;
  private final NDArray result;

  /// Attends by so many heads, of which the features are a multiple.
  public SelfAttention(NDArray operand, int heads) {
    this.projected = operand.contiguous();
    this.batch = operand.shape().size(0);
    this.length = operand.shape().size(1);
    this.heads = heads;
    this.features = operand.shape().size(2) / PARTS;
    this.factor = Math.sqrt((double) heads / features);
    this.weights = NDArray.empty(Shape.of(batch * heads, length, length), operand.dtype());
    this.result = NDArray.empty(Shape.of(batch, length, features), operand.dtype());
    blocks(1, Head::attend);
  }

  /// (batch, n, features)
  public NDArray result() {
    return result;
  }

  /// (batch · heads, n, n): what [#gradient] reads and nobody else sees.
  public NDArray weights() {
    return weights;
  }

  /// The operand's gradient from that of the result.
  public NDArray gradient(NDArray g) {
    NDArray of = g.contiguous();
    NDArray gradient = NDArray.empty(projected.shape(), projected.dtype());
    blocks(2, head -> head.back(of, gradient));
    return gradient;
  }

  private void blocks(int work, Consumer<Head> body) {
    if (projected.numel() == 0) return;
    long steps = 2L * work * weights.numel() * (features / heads);
    Blocks.runStoppable(
        batch * heads, steps / STEPS_PER_NANO, index -> body.accept(new Head(index)));
  }

  /// One head of one sequence.
  private final class Head {
    private final int sequence;
    private final int head;
    private final NDArray q;
    private final NDArray k;
    private final NDArray v;
    private final NDArray w;

    Head(int index) {
      this.sequence = index / heads;
      this.head = index % heads;
      this.q = part(projected, PARTS, 0);
      this.k = part(projected, PARTS, 1);
      this.v = part(projected, PARTS, 2);
      this.w = weights.select(0, index);
    }

    /// This head's columns of one of `parts` matrices side by side.
    private NDArray part(NDArray x, int parts, int which) {
      int size = features / heads;
      int row = parts * features;
      int offset = x.offset() + sequence * length * row + which * features + head * size;
      return x.asStrided(Shape.of(length, size), new int[] {row, 1}, offset);
    }

    void attend() {
      MatMul.write(q, k.transpose(0, 1), w);
      Softmax.rows(w, factor);
      MatMul.write(w, v, part(result, 1, 0));
    }

    void back(NDArray g, NDArray gradient) {
      NDArray of = part(g, 1, 0);
      MatMul.write(w.transpose(0, 1), of, part(gradient, PARTS, 2));
      NDArray d = MatMul.mm(of, v.transpose(0, 1));
      Softmax.rowsGradient(d, w, factor);
      MatMul.write(d, k, part(gradient, PARTS, 0));
      MatMul.write(d.transpose(0, 1), q, part(gradient, PARTS, 1));
      d.storage().release();
    }
  }
}
