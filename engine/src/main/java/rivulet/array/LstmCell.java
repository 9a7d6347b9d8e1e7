package rivulet.array;

import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// The element-wise part of a step of a long short-term memory.
///
/// - Gates: (batch, 4 n), by columns those of the input, of forgetting, of the candidate and of the
///   output, before their activation; cell: (batch, n)
/// - Result: (2, batch, n), the new hidden state and the new cell
public final class LstmCell {
  private LstmCell() {}

  /// `c' = σ(f) · c + σ(i) · tanh(g)` and `h' = σ(o) · tanh(c')`.
  public static NDArray forward(NDArray gates, NDArray cell) {
    Gates s = Gates.of(gates, cell);
    NDArray result =
        NDArray.empty(Shape.of(2, cell.shape().size(0), cell.shape().size(1)), s.dtype());
    result.select(0, 0).copyFrom(s.mul(s.output(), s.tanh()));
    result.select(0, 1).copyFrom(s.next());
    return result.to(cell.dtype());
  }

  /// The gradient of the gates, from that of the result.
  public static NDArray gates(NDArray g, NDArray gates, NDArray cell) {
    Gates s = Gates.of(gates, cell);
    NDArray flow = s.flow(g);
    NDArray result = NDArray.empty(gates.shape(), s.dtype());
    s.part(result, 0).copyFrom(s.mul(s.mul(flow, s.candidate()), s.slope(s.input())));
    s.part(result, 1).copyFrom(s.mul(s.mul(flow, cell), s.slope(s.forget())));
    s.part(result, 2).copyFrom(s.mul(s.mul(flow, s.input()), s.below(s.candidate())));
    NDArray hidden = g.select(0, 0);
    s.part(result, 3).copyFrom(s.mul(s.mul(hidden, s.tanh()), s.slope(s.output())));
    return result.to(gates.dtype());
  }

  /// The gradient of the cell before, from that of the result.
  public static NDArray cell(NDArray g, NDArray gates, NDArray cell) {
    Gates s = Gates.of(gates, cell);
    return s.mul(s.flow(g), s.forget()).to(cell.dtype());
  }

  /// The activations of a step.
  private record Gates(
      NDArray input,
      NDArray forget,
      NDArray candidate,
      NDArray output,
      NDArray next,
      NDArray tanh,
      int size,
      DType dtype) {
    static Gates of(NDArray gates, NDArray cell) {
      DType dtype = cell.dtype().compute();
      int n = cell.shape().size(1);
      NDArray input = Elementwise.apply(Unary.SIGMOID, gates.slice(1, 0, n, 1), dtype);
      NDArray forget = Elementwise.apply(Unary.SIGMOID, gates.slice(1, n, 2 * n, 1), dtype);
      NDArray candidate = Elementwise.apply(Unary.TANH, gates.slice(1, 2 * n, 3 * n, 1), dtype);
      NDArray output = Elementwise.apply(Unary.SIGMOID, gates.slice(1, 3 * n, 4 * n, 1), dtype);
      NDArray next = Elementwise.apply(Binary.MUL, forget, cell, dtype);
      NDArray added = Elementwise.apply(Binary.MUL, input, candidate, dtype);
      Elementwise.applyInPlace(Binary.ADD, next, added, dtype);
      NDArray tanh = Elementwise.apply(Unary.TANH, next, dtype);
      return new Gates(input, forget, candidate, output, next, tanh, n, dtype);
    }

    NDArray mul(NDArray a, NDArray b) {
      return Elementwise.apply(Binary.MUL, a, b, dtype);
    }

    NDArray part(NDArray gates, int k) {
      return gates.slice(1, k * size, (k + 1) * size, 1);
    }

    /// What reaches the new cell: its own gradient and that by way of the hidden state.
    NDArray flow(NDArray g) {
      NDArray byHidden = mul(mul(g.select(0, 0), output), below(tanh));
      return Elementwise.apply(Binary.ADD, byHidden, g.select(0, 1), dtype);
    }

    /// `s (1 - s)`
    NDArray slope(NDArray s) {
      return mul(s, Elementwise.apply(Binary.SUB, Scalar.of(1.0), s, dtype));
    }

    /// `1 - t²`
    NDArray below(NDArray t) {
      return Elementwise.apply(Binary.SUB, Scalar.of(1.0), mul(t, t), dtype);
    }
  }
}
