package rivulet.array;

import org.jspecify.annotations.Nullable;

/// The negative log-likelihood of classes: of every position the log-probability that its target
/// picks, times minus the weight of that class; and what it makes of a gradient, which is as
/// linear.
///
/// - Log-probabilities are (n, classes, …) or (classes), targets (n, …) or ()
/// - Sums are taken in double precision
public final class NegativeLikelihood {
  /// Positions that one thread works on.
  private static final int BLOCK = 1 << 13;

  private static final long NANOS = 2;
  private static final int IGNORED = -1;

  private final Shape shape;
  private final Shape positions;

  /// By position: where in contiguous log-probabilities the picked one is, or [#IGNORED].
  private final int[] places;

  /// By position what its loss is multiplied with; null for 1.
  private final double @Nullable [] weights;

  private final Reduction reduction;
  private final double divisor;

  /// What becomes of the losses of all positions.
  public enum Reduction {
    NONE,
    SUM,
    /// Their sum divided by that of the weights.
    MEAN
  }

  /// @param shape of the log-probabilities
  /// @param target int64, of the shape of the positions
  /// @param weight of each class, or null for 1
  /// @param ignored a target that counts as nothing
  /// @throws IndexOutOfBoundsException if another target is no class: `Target 5 is out of bounds.`
  public NegativeLikelihood(
      Shape shape, NDArray target, @Nullable NDArray weight, long ignored, Reduction reduction) {
    this.shape = shape;
    this.positions = target.shape();
    this.reduction = reduction;
    int dim = shape.rank() == 1 ? 0 : 1;
    int classes = shape.size(dim);
    int inner = 1;
    for (int d = dim + 1; d < shape.rank(); d++) inner *= shape.size(d);
    long[] targets = target.toLongs();
    this.places = new int[targets.length];
    double[] byClass = weight == null ? null : weight.toDoubles();
    this.weights = weight == null ? null : new double[targets.length];
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      long of = targets[i];
      places[i] = IGNORED;
      if (of == ignored) continue;
      if (of < 0 || of >= classes) {
        throw new IndexOutOfBoundsException("Target " + of + " is out of bounds.");
      }
      places[i] = (i / inner * classes + (int) of) * inner + i % inner;
      if (byClass != null && weights != null) weights[i] = byClass[(int) of];
      sum += byClass == null ? 1 : byClass[(int) of];
    }
    this.divisor = reduction == Reduction.MEAN ? sum : 1;
  }

  private double weight(int position) {
    return weights == null ? 1 : weights[position];
  }

  /// The loss of log-probabilities: as many as there are positions, or one.
  public NDArray loss(NDArray logs) {
    DType compute = logs.dtype().compute();
    NDArray x = logs.to(compute).contiguous();
    return reduction == Reduction.NONE ? each(x).to(logs.dtype()) : reduced(x).to(logs.dtype());
  }

  private NDArray each(NDArray x) {
    NDArray losses = NDArray.zeros(positions, x.dtype());
    Elements elements = Elements.of(x.dtype());
    Raw.with(
        arrays ->
            blocks((first, end) -> {
              double[] loss = new double[1];
              for (int i = first; i < end; i++) {
                if (places[i] == IGNORED) continue;
                loss[0] = -weight(i) * elements.getDouble(arrays[0], x.offset() + places[i]);
                elements.fromDoubles(loss, arrays[1], i, 1, 1);
              }
            }),
        x,
        losses);
    return losses;
  }

  private NDArray reduced(NDArray x) {
    Elements elements = Elements.of(x.dtype());
    double[] sums = new double[Math.ceilDiv(places.length, BLOCK)];
    Raw.with(
        arrays ->
            blocks((first, end) -> {
              double sum = 0;
              for (int i = first; i < end; i++) {
                if (places[i] == IGNORED) continue;
                sum -= weight(i) * elements.getDouble(arrays[0], x.offset() + places[i]);
              }
              sums[first / BLOCK] = sum;
            }),
        x);
    double total = 0;
    for (double sum : sums) total += sum;
    return NDArray.full(Shape.SCALAR, x.dtype(), Scalar.of(total / divisor));
  }

  /// The gradient of the log-probabilities from that of the loss.
  public NDArray spread(NDArray g) {
    DType compute = g.dtype().compute();
    NDArray from = g.to(compute).contiguous();
    NDArray to = NDArray.zeros(shape, compute);
    Elements elements = Elements.of(compute);
    int step = reduction == Reduction.NONE ? 1 : 0;
    Raw.with(
        arrays ->
            blocks((first, end) -> {
              double[] slope = new double[1];
              for (int i = first; i < end; i++) {
                if (places[i] == IGNORED) continue;
                double incoming = elements.getDouble(arrays[0], from.offset() + i * step);
                slope[0] = -weight(i) / divisor * incoming;
                elements.fromDoubles(slope, arrays[1], places[i], 1, 1);
              }
            }),
        from,
        to);
    return to.to(g.dtype());
  }

  /// Some positions, of which each stands for itself.
  private interface Body {
    void run(int first, int end);
  }

  private void blocks(Body body) {
    int count = places.length;
    if (count == 0) return;
    Blocks.run(
        Math.ceilDiv(count, BLOCK),
        NANOS * count,
        block -> body.run(block * BLOCK, Math.min(count, (block + 1) * BLOCK)));
  }
}
