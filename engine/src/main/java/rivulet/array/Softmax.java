package rivulet.array;

/// Softmax and its logarithm along a dimension, and what they make of a gradient: row after row, so
/// that a row stays in the cache.
public final class Softmax {
  /// Elements of the rows that are a block.
  private static final int BLOCK = 1 << 14;

  private Softmax() {}

  /// `exp(a) / Σ exp(a)`, shifted by the greatest element so that nothing overflows.
  public static NDArray softmax(NDArray a, int dim, DType result) {
    return along(dim, result, SoftmaxRow::softmax, a);
  }

  /// The logarithm of [#softmax], without taking that of a small number.
  public static NDArray logSoftmax(NDArray a, int dim, DType result) {
    return along(dim, result, SoftmaxRow::logSoftmax, a);
  }

  /// `y · (g - Σ g · y)` for the result `y`.
  public static NDArray softmaxGradient(NDArray g, NDArray y, int dim) {
    return along(dim, y.dtype(), SoftmaxRow::softmaxGradient, g, y);
  }

  /// `g - exp(y) · Σ g` for the result `y`.
  public static NDArray logSoftmaxGradient(NDArray g, NDArray y, int dim) {
    return along(dim, y.dtype(), SoftmaxRow::logSoftmaxGradient, g, y);
  }

  /// Softmax in place of every row of a matrix times a factor, computed in its dtype.
  static void rows(NDArray a, double factor) {
    run(SoftmaxRow::softmax, new NDArray[] {a, a}, a.shape().size(1), factor);
  }

  /// The gradient in place of a matrix whose rows, times a factor, have the softmax `y`, computed
  /// in the dtype of both.
  static void rowsGradient(NDArray g, NDArray y, double factor) {
    run(SoftmaxRow::softmaxGradient, new NDArray[] {g, g, y}, g.shape().size(1), factor);
  }

  /// What happens to a row: the operands' elements start at the offsets, the result's first.
  @FunctionalInterface
  private interface Step {
    void run(SoftmaxRow row, Object[] arrays, int[] offsets);
  }

  private static NDArray along(int dim, DType result, Step step, NDArray... operands) {
    DType compute = result.compute();
    NDArray[] rows = new NDArray[operands.length + 1];
    for (int k = 0; k < operands.length; k++) rows[k + 1] = rows(operands[k], dim, compute);
    NDArray out = NDArray.empty(rows[1].shape(), compute);
    rows[0] = out;
    if (out.numel() > 0) run(step, rows, out.shape().size(out.rank() - 1), 1);
    for (int k = 0; k < operands.length; k++) release(rows[k + 1], operands[k]);
    NDArray placed = operands[0].rank() == 0 ? out.select(0, 0) : last(out, dim);
    NDArray moved = placed.contiguous().to(result);
    release(out, moved);
    return moved;
  }

  private static void run(Step step, NDArray[] rows, int count, double factor) {
    int together = Math.max(1, BLOCK / count);
    int all = rows[0].numel() / count;
    Raw.with(
        arrays ->
            Blocks.run(
                Math.ceilDiv(all, together),
                2L * rows[0].numel(),
                block -> {
                  int end = Math.min(all, (block + 1) * together);
                  SoftmaxRow row = SoftmaxRow.of(rows[0].dtype(), count, factor);
                  run(step, row, rows, arrays, count, block * together, end);
                }),
        rows);
  }

  private static void run(
      Step step, SoftmaxRow row, NDArray[] rows, Object[] arrays, int count, int first, int end) {
    int[] offsets = new int[rows.length];
    for (int i = first; i < end; i++) {
      for (int k = 0; k < offsets.length; k++) offsets[k] = rows[k].offset() + i * count;
      step.run(row, arrays, offsets);
    }
  }

  /// Contiguous, the dimension last.
  private static NDArray rows(NDArray a, int dim, DType compute) {
    NDArray x = a.to(compute);
    return (x.rank() == 0 ? x.unsqueeze(0) : last(x, dim)).contiguous();
  }

  private static NDArray last(NDArray a, int dim) {
    return a.transpose(dim, a.rank() - 1);
  }

  private static void release(NDArray copy, NDArray original) {
    if (copy.storage() != original.storage()) copy.storage().release();
  }
}
