package rivulet.array;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;

/// One run of a long short-term memory over a sequence, and its gradients.
///
/// - Of each step `i, f, o = σ(…)` and `g = tanh(…)` of `Wih · x + bih + Whh · h + bhh`, `c = f · c
///   + i · g` and `h = o · tanh(c)`
/// - The batch is cut into blocks of rows by its sizes alone, each of which goes through all steps
///   on its own ([LstmBlock]); what the weights' gradients are made of lies in one piece over all
///   steps
/// - Hochreiter and Schmidhuber 1997; the gates' order is PyTorch's
public final class Lstm {
  /// Rows of a block at least, where there are so many: half the registers of a product.
  private static final int ROWS = 16;

  private static final int MOST_BLOCKS = 8;

  /// Elements of the inputs' weights that stay in a second-level cache beside the others: they are
  /// multiplied with step by step, and what comes out is still in the cache when it is needed.
  private static final int CACHED = 1 << 17;

  private static final long STEPS_PER_NANO = 100;
  private static final Scalar ONE = Scalar.of(1.0);

  private final Operands in;
  private final boolean reverse;
  private final DType dtype;
  private final int steps;
  private final int batch;
  private final int size;
  private final Kept kept;
  private final NDArray result;

  /// What goes in.
  ///
  /// @param x the sequence (time, batch, input)
  /// @param h the hidden state before (batch, hidden)
  /// @param c the cell before (batch, hidden)
  /// @param wIh weights (4 · hidden, input)
  /// @param wHh weights (4 · hidden, hidden)
  /// @param bIh their bias (4 · hidden)
  /// @param bHh their bias (4 · hidden)
  public record Operands(
      NDArray x,
      NDArray h,
      NDArray c,
      NDArray wIh,
      NDArray wHh,
      @Nullable NDArray bIh,
      @Nullable NDArray bHh) {
    Operands to(DType dtype) {
      return new Operands(
          x.to(dtype).contiguous(),
          h.to(dtype).contiguous(),
          c.to(dtype).contiguous(),
          wIh.to(dtype).contiguous(),
          wHh.to(dtype).contiguous(),
          bIh == null ? null : bIh.to(dtype),
          bHh == null ? null : bHh.to(dtype));
    }
  }

  /// What is kept of all steps, by time.
  ///
  /// @param gates `i, f, g, o` (time, batch, 4 · hidden)
  /// @param cells (time, batch, hidden), as are their tanh and the hidden states
  record Kept(NDArray gates, NDArray cells, NDArray tanhs, NDArray hidden) {
    static Kept empty(int steps, int batch, int size, DType dtype) {
      Shape states = Shape.of(steps, batch, size);
      return new Kept(
          NDArray.empty(Shape.of(steps, batch, 4 * size), dtype),
          NDArray.empty(states, dtype),
          NDArray.empty(states, dtype),
          NDArray.empty(states, dtype));
    }
  }

  /// Runs over the sequence, from its end if `reverse`.
  public Lstm(Operands operands, boolean reverse) {
    this.dtype = operands.x().dtype().compute();
    this.in = operands.to(dtype);
    this.reverse = reverse;
    this.steps = in.x().shape().size(0);
    this.batch = in.x().shape().size(1);
    this.size = in.wHh().shape().size(1);
    this.kept = Kept.empty(steps, batch, size, dtype);
    this.result = NDArray.empty(Shape.of(steps + 1, batch, size), dtype);
    forward();
    result.slice(0, 0, steps, 1).copyFrom(kept.hidden());
    result.select(0, steps).copyFrom(kept.cells().select(0, time(steps - 1)));
  }

  /// (time + 1, batch, hidden): the hidden state of every time, then the last cell.
  public NDArray result() {
    return result;
  }

  /// What [#gradients] reads and nobody else sees.
  public NDArray[] kept() {
    return new NDArray[] {kept.gates(), kept.cells(), kept.tanhs(), kept.hidden()};
  }

  DType dtype() {
    return dtype;
  }

  int steps() {
    return steps;
  }

  int batch() {
    return batch;
  }

  int size() {
    return size;
  }

  int time(int step) {
    return reverse ? steps - 1 - step : step;
  }

  private void forward() {
    NDArray wIh = in.wIh().transpose(0, 1).contiguous();
    NDArray wHh = in.wHh().transpose(0, 1).contiguous();
    NDArray bias = bias();
    LstmBlock.Inputs inputs = wIh.numel() <= CACHED ? each(wIh, bias) : together(wIh, bias);
    blocks(block -> block.forward(kept, in.h(), in.c(), wHh, inputs));
    release(wIh, in.wIh());
    release(wHh, in.wHh());
  }

  /// Both biases: (4 · hidden)
  private NDArray bias() {
    NDArray bias = NDArray.zeros(Shape.of(4 * size), dtype);
    if (in.bIh() != null) Elementwise.applyInPlace(Binary.ADD, bias, in.bIh(), dtype);
    if (in.bHh() != null) Elementwise.applyInPlace(Binary.ADD, bias, in.bHh(), dtype);
    return bias;
  }

  private LstmBlock.Inputs each(NDArray wIh, NDArray bias) {
    return (z, time, from) -> {
      int rows = z.shape().size(0);
      z.copyFrom(bias);
      MatMul.add(in.x().select(0, time).slice(0, from, from + rows, 1), wIh, z);
    };
  }

  private LstmBlock.Inputs together(NDArray wIh, NDArray bias) {
    NDArray z = matrix(kept.gates());
    z.copyFrom(bias);
    MatMul.add(matrix(in.x()), wIh, z);
    return (_, _, _) -> {};
  }

  /// Has every block do this.
  private void blocks(Consumer<LstmBlock> work) {
    int rows = Math.ceilDiv(batch, Math.clamp(batch / ROWS, 1, MOST_BLOCKS));
    long products = 4L * batch * steps * size * (size + in.wIh().shape().size(1));
    if (batch == 0) return;
    Blocks.run(
        Math.ceilDiv(batch, rows),
        products / STEPS_PER_NANO,
        block -> {
          int from = block * rows;
          work.accept(new LstmBlock(this, from, Math.min(rows, batch - from)));
        });
  }

  // ---- backwards

  /// The gradients of all operands, in their order, from that of the result; those of the biases
  /// are one.
  ///
  /// @param ofInputs whether that of the sequence is wanted, else it is null
  public @Nullable NDArray[] gradients(NDArray g, boolean ofInputs) {
    NDArray d = NDArray.empty(kept.gates().shape(), dtype);
    NDArray states = NDArray.empty(result.shape(), dtype);
    NDArray dh = NDArray.zeros(Shape.of(batch, size), dtype);
    states.copyFrom(g);
    blocks(block -> block.backward(kept, in.c(), d, states, dh, in.wHh()));
    NDArray bias = MatMul.mm(NDArray.full(Shape.of(1, steps * batch), dtype, ONE), matrix(d));
    @Nullable NDArray[] found = {
      ofInputs ? MatMul.mm(matrix(d), in.wIh()).tryView(in.x().shape()) : null,
      dh,
      states.select(0, steps).copy(),
      MatMul.mm(matrix(d).transpose(0, 1), matrix(in.x())),
      ofHiddenWeights(d),
      bias.select(0, 0),
      bias.select(0, 0).copy()
    };
    d.storage().release();
    states.storage().release();
    return found;
  }

  /// Of every step the product with the hidden state before: all but the first's lie together.
  private NDArray ofHiddenWeights(NDArray d) {
    int first = time(0);
    int next = reverse ? 0 : 1;
    NDArray later = matrix(d.slice(0, next, next + steps - 1, 1));
    NDArray before = matrix(kept.hidden().slice(0, 1 - next, steps - next, 1));
    NDArray sum = MatMul.mm(later.transpose(0, 1), before);
    MatMul.add(d.select(0, first).transpose(0, 1), in.h(), sum);
    return sum;
  }

  /// The first two dimensions as one, of what lies in one piece.
  private static NDArray matrix(NDArray x) {
    return Convolution.shaped(x, x.shape().size(0) * x.shape().size(1), x.shape().size(2));
  }

  private static void release(NDArray copy, NDArray original) {
    if (copy.storage() != original.storage()) copy.storage().release();
  }
}
