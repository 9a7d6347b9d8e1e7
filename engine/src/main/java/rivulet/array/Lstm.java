package rivulet.array;

import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// One run of a long short-term memory over a sequence, and its gradients.
///
/// - Of each step `i, f, o = σ(…)` and `g = tanh(…)` of `Wih · x + bih + Whh · h + bhh`, `c = f · c
///   + i · g` and `h = o · tanh(c)`
/// - States of a step are (hidden, batch), so that a product with `Whh` gives each gate in one
///   piece
/// - Hochreiter and Schmidhuber 1997; the gates' order is PyTorch's
public final class Lstm {
  private final Operands in;
  private final boolean reverse;
  private final DType dtype;
  private final int steps;
  private final int batch;
  private final int size;
  private final Step[] done;
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
          h.to(dtype).transpose(0, 1).contiguous(),
          c.to(dtype).transpose(0, 1).contiguous(),
          wIh.to(dtype),
          wHh.to(dtype),
          bIh == null ? null : bIh.to(dtype),
          bHh == null ? null : bHh.to(dtype));
    }
  }

  /// What is kept of a step.
  private record Step(
      NDArray before,
      NDArray cellBefore,
      NDArray input,
      NDArray forget,
      NDArray candidate,
      NDArray output,
      NDArray cell,
      NDArray tanh) {}

  /// Runs over the sequence, from its end if `reverse`.
  public Lstm(Operands operands, boolean reverse) {
    this.dtype = operands.x().dtype().compute();
    this.in = operands.to(dtype);
    this.reverse = reverse;
    this.steps = in.x().shape().size(0);
    this.batch = in.x().shape().size(1);
    this.size = in.wHh().shape().size(1);
    this.done = new Step[steps];
    this.result = NDArray.empty(Shape.of(steps + 1, size, batch), dtype);
    forward();
  }

  /// (time + 1, hidden, batch): the hidden state of every time, then the last cell.
  public NDArray result() {
    return result;
  }

  private int time(int step) {
    return reverse ? steps - 1 - step : step;
  }

  private void forward() {
    NDArray projected = projected();
    NDArray h = in.h();
    NDArray c = in.c();
    for (int s = 0; s < steps; s++) {
      NDArray gates = MatMul.mm(in.wHh(), h);
      Elementwise.applyInPlace(Binary.ADD, gates, projected.select(0, time(s)), dtype);
      done[s] = step(gates, h, c);
      gates.storage().release();
      c = done[s].cell();
      h = mul(done[s].output(), done[s].tanh());
      result.select(0, time(s)).copyFrom(h);
    }
    projected.storage().release();
    result.select(0, steps).copyFrom(c);
  }

  /// What the input gives to the gates: (time, 4 · hidden, batch).
  private NDArray projected() {
    Shape weights = in.wIh().shape();
    NDArray every = in.wIh().unsqueeze(0);
    NDArray w = every.expand(Shape.of(steps, weights.size(0), weights.size(1)));
    NDArray projected = MatMul.bmm(w, in.x().transpose(1, 2));
    if (in.bIh() != null) addInto(projected, in.bIh().unsqueeze(1));
    if (in.bHh() != null) addInto(projected, in.bHh().unsqueeze(1));
    return projected;
  }

  private Step step(NDArray gates, NDArray h, NDArray c) {
    NDArray input = Elementwise.apply(Unary.SIGMOID, gate(gates, 0), dtype);
    NDArray forget = Elementwise.apply(Unary.SIGMOID, gate(gates, 1), dtype);
    NDArray candidate = Elementwise.apply(Unary.TANH, gate(gates, 2), dtype);
    NDArray output = Elementwise.apply(Unary.SIGMOID, gate(gates, 3), dtype);
    NDArray cell = mul(forget, c);
    addAndRelease(cell, mul(input, candidate));
    NDArray tanh = Elementwise.apply(Unary.TANH, cell, dtype);
    return new Step(h, c, input, forget, candidate, output, cell, tanh);
  }

  private NDArray gate(NDArray gates, int which) {
    return gates.slice(0, which * size, (which + 1) * size, 1);
  }

  // ---- backwards

  /// The gradients of all operands, in their order, from that of the result; those of the biases
  /// are one.
  public NDArray[] gradients(NDArray g) {
    NDArray gates = NDArray.empty(Shape.of(steps, 4 * size, batch), dtype);
    NDArray before = NDArray.empty(Shape.of(steps, batch, size), dtype);
    NDArray dc = g.select(0, steps).to(dtype).copy();
    NDArray carried = NDArray.zeros(dc.shape(), dtype);
    NDArray back = in.wHh().transpose(0, 1);
    for (int s = steps - 1; s >= 0; s--) {
      int time = time(s);
      addInto(carried, g.select(0, time).to(dtype));
      NDArray at = gates.select(0, time);
      back(done[s], carried, dc, at);
      before.select(0, time).copyFrom(done[s].before().transpose(0, 1));
      carried.storage().release();
      carried = MatMul.mm(back, at);
    }
    return gradients(gates, before, carried, dc);
  }

  /// Fills in the gradients of a step's gates, and makes `dc` that of the cell before.
  private void back(Step s, NDArray dh, NDArray dc, NDArray gates) {
    put(gates, 3, mul(dh, s.tanh()), slope(s.output()));
    NDArray flow = mul(dh, s.output());
    mulInto(flow, below(s.tanh()));
    addAndRelease(dc, flow);
    put(gates, 0, mul(dc, s.candidate()), slope(s.input()));
    put(gates, 1, mul(dc, s.cellBefore()), slope(s.forget()));
    put(gates, 2, mul(dc, s.input()), below(s.candidate()));
    Elementwise.applyInPlace(Binary.MUL, dc, s.forget(), dtype);
  }

  private NDArray[] gradients(NDArray gates, NDArray before, NDArray dh, NDArray dc) {
    NDArray all = gates.permute(1, 0, 2).contiguous();
    NDArray d = matrix(all, 4 * size, steps * batch);
    int inputs = in.x().shape().size(2);
    NDArray dx = MatMul.mm(d.transpose(0, 1), in.wIh());
    NDArray bias = Reduction.sum(d, new int[] {1}, false, dtype);
    NDArray[] found = {
      dx.tryView(in.x().shape()),
      dh.transpose(0, 1),
      dc.transpose(0, 1),
      MatMul.mm(d, matrix(in.x(), steps * batch, inputs)),
      MatMul.mm(d, matrix(before, steps * batch, size)),
      bias,
      bias.copy()
    };
    for (NDArray own : new NDArray[] {gates, before, all}) own.storage().release();
    return found;
  }

  private static NDArray matrix(NDArray contiguous, int rows, int columns) {
    return Convolution.shaped(contiguous, rows, columns);
  }

  // ---- on (hidden, batch)

  private NDArray mul(NDArray a, NDArray b) {
    return Elementwise.apply(Binary.MUL, a, b, dtype);
  }

  private void addInto(NDArray a, NDArray b) {
    Elementwise.applyInPlace(Binary.ADD, a, b, dtype);
  }

  private void addAndRelease(NDArray a, NDArray b) {
    addInto(a, b);
    b.storage().release();
  }

  private void mulInto(NDArray a, NDArray b) {
    Elementwise.applyInPlace(Binary.MUL, a, b, dtype);
    b.storage().release();
  }

  private void put(NDArray gates, int which, NDArray value, NDArray slope) {
    mulInto(value, slope);
    gate(gates, which).copyFrom(value);
    value.storage().release();
  }

  /// `s (1 - s)`
  private NDArray slope(NDArray s) {
    NDArray slope = Elementwise.apply(Binary.SUB, Scalar.of(1.0), s, dtype);
    Elementwise.applyInPlace(Binary.MUL, slope, s, dtype);
    return slope;
  }

  /// `1 - t²`
  private NDArray below(NDArray t) {
    NDArray square = mul(t, t);
    NDArray below = Elementwise.apply(Binary.SUB, Scalar.of(1.0), square, dtype);
    square.storage().release();
    return below;
  }
}
