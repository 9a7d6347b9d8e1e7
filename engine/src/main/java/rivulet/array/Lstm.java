package rivulet.array;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;

/// One run of a long short-term memory over a sequence, and its gradients.
///
/// - Of each step `i, f, o = σ(…)` and `g = tanh(…)` of `Wih · x + bih + Whh · h + bhh`, `c = f · c
///   + i · g` and `h = o · tanh(c)`
/// - The batch is cut into blocks of rows by its sizes alone, each of which goes through all steps
///   on its own ([LstmBlock])
/// - What is multiplied with weights lies in one row, `x, h, 1`, beside weights `Wih, Whh, bih +
///   bhh`: a step is one product, and so are the weights' gradients over all steps
/// - Hochreiter and Schmidhuber 1997; the gates' order is PyTorch's
public final class Lstm {
  /// Rows of a block at least, where there are so many: half the registers of a product.
  private static final int ROWS = 16;

  private static final int MOST_BLOCKS = 8;

  /// Elements of the inputs' weights that stay in a second-level cache beside the others. More are
  /// multiplied with all inputs at once, before the steps.
  private static final int CACHED = 1 << 17;

  private static final long STEPS_PER_NANO = 100;
  private static final Scalar ZERO = Scalar.of(0.0);

  private final Operands in;
  private final boolean reverse;
  private final DType dtype;
  private final int steps;
  private final int batch;
  private final int size;

  /// How many of a step's inputs are in its rows: all, or none where they come before.
  private final int columns;

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
          x.to(dtype),
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
  /// @param cells (time, batch, hidden), as are their tanh
  /// @param rows `x, h before, 1` (time, batch, columns + hidden + 1)
  record Kept(NDArray gates, NDArray cells, NDArray tanhs, NDArray rows) {}

  /// Runs over the sequence, from its end if `reverse`.
  public Lstm(Operands operands, boolean reverse) {
    this.dtype = operands.x().dtype().compute();
    this.in = operands.to(dtype);
    this.reverse = reverse;
    this.steps = in.x().shape().size(0);
    this.batch = in.x().shape().size(1);
    this.size = in.wHh().shape().size(1);
    this.columns = in.wIh().numel() <= CACHED ? in.wIh().shape().size(1) : 0;
    this.kept = new Kept(states(4 * size), states(size), states(size), states(width()));
    this.result = NDArray.empty(Shape.of(steps + 1, batch, size), dtype);
    forward();
    result.select(0, steps).copyFrom(kept.cells().select(0, time(steps - 1)));
  }

  private NDArray states(int width) {
    return NDArray.empty(Shape.of(steps, batch, width), dtype);
  }

  /// Of what is multiplied with weights.
  int width() {
    return columns + size + 1;
  }

  /// (time + 1, batch, hidden): the hidden state of every time, then the last cell.
  public NDArray result() {
    return result;
  }

  /// What [#gradients] reads and nobody else sees.
  public NDArray[] kept() {
    return new NDArray[] {kept.gates(), kept.cells(), kept.tanhs(), kept.rows()};
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

  int columns() {
    return columns;
  }

  int time(int step) {
    return reverse ? steps - 1 - step : step;
  }

  private void forward() {
    NDArray first = kept.rows().select(0, time(0));
    first.slice(1, columns, columns + size, 1).copyFrom(in.h());
    if (columns == 0) {
      NDArray wIh = in.wIh().transpose(0, 1);
      MatMul.write(matrix(in.x().contiguous()), wIh, matrix(kept.gates()));
    }
    NDArray weights = weights();
    blocks(block -> block.forward(kept, in.x(), in.c(), weights, result));
    weights.storage().release();
  }

  /// (columns + hidden + 1, 4 · hidden)
  private NDArray weights() {
    NDArray weights = NDArray.empty(Shape.of(width(), 4 * size), dtype);
    if (columns > 0) weights.slice(0, 0, columns, 1).copyFrom(in.wIh().transpose(0, 1));
    weights.slice(0, columns, columns + size, 1).copyFrom(in.wHh().transpose(0, 1));
    NDArray bias = weights.select(0, width() - 1);
    bias.copyFrom(in.bIh() == null ? NDArray.full(Shape.SCALAR, dtype, ZERO) : in.bIh());
    if (in.bHh() != null) Elementwise.applyInPlace(Binary.ADD, bias, in.bHh(), dtype);
    return weights;
  }

  /// Has every block do this.
  private void blocks(Consumer<LstmBlock> work) {
    int rows = Math.ceilDiv(batch, Math.clamp(batch / ROWS, 1, MOST_BLOCKS));
    long products = 4L * batch * steps * size * (size + in.wIh().shape().size(1));
    if (batch == 0) return;
    Blocks.runStoppable(
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
    NDArray of = g.to(dtype);
    blocks(block -> block.backward(kept, in.c(), of, d, states, dh, in.wHh()));
    NDArray bias = Reduction.sum(matrix(d), new int[] {0}, false, dtype);
    NDArray across = matrix(d).transpose(0, 1);
    NDArray weights = MatMul.mm(across, matrix(kept.rows()).slice(1, 0, columns + size, 1));
    @Nullable NDArray[] found = {
      ofInputs ? MatMul.mm(matrix(d), in.wIh()).tryView(in.x().shape()) : null,
      dh,
      states.select(0, steps).copy(),
      columns > 0
          ? weights.slice(1, 0, columns, 1).copy()
          : MatMul.mm(across, matrix(in.x().contiguous())),
      weights.slice(1, columns, columns + size, 1).copy(),
      bias,
      bias.copy()
    };
    d.storage().release();
    states.storage().release();
    weights.storage().release();
    return found;
  }

  /// The first two dimensions as one, of what lies in one piece.
  private static NDArray matrix(NDArray x) {
    return Convolution.shaped(x, x.shape().size(0) * x.shape().size(1), x.shape().size(2));
  }
}
