package rivulet.backward;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One recorded application of an operation: where a gradient arrives, and what goes on from there.
///
/// A node has *outputs* (what the operation produced; one gradient arrives for each) and *inputs*
/// (what it consumed; one gradient leaves for each that needs one). Nothing of a pass is written
/// into a node, so several passes may walk the same graph at once.
///
/// @param <G> what flows along the edges
public abstract class Node<G> {
  private static final AtomicLong SEQUENCE = new AtomicLong();

  private final long sequenceNumber = SEQUENCE.getAndIncrement();
  private final @Nullable Node<G>[] next;
  private final int @Nullable [] nextOutputs;

  /// A node whose input `i` came from output `nextOutputs[i]` of `next[i]`.
  ///
  /// @param next the nodes of the inputs; null where an input needs no gradient
  /// @param nextOutputs the outputs of those nodes; null where all are 0
  protected Node(@Nullable Node<G>[] next, int @Nullable [] nextOutputs) {
    this.next = next;
    this.nextOutputs = nextOutputs;
  }

  /// The order of creation in this process; gradients fold in its descending order.
  public final long sequenceNumber() {
    return sequenceNumber;
  }

  /// The number of inputs, those without a gradient included.
  public final int inputs() {
    return next.length;
  }

  /// The node that input `input` came from, or null where it needs no gradient.
  public final @Nullable Node<G> next(int input) {
    return next[input];
  }

  /// Which output of `next(input)` the input was.
  public final int nextOutput(int input) {
    return nextOutputs == null ? 0 : nextOutputs[input];
  }

  /// How many outputs the operation had.
  public int outputs() {
    return 1;
  }

  /// How many pieces `apply` falls into that may run at the same time on different threads: the
  /// derivatives of a matrix product for its two factors are two. Each input's gradient is emitted
  /// by exactly one part.
  public int parts() {
    return 1;
  }

  /// The estimated cost of a part, in nanoseconds: decides whether it is worth another thread's
  /// waking.
  public long cost(int part) {
    return 0;
  }

  /// Called once when all gradients have arrived and are folded, before any part: hooks run here
  /// and may replace them. The gradients may all be undefined; if they still are afterwards, no
  /// part is applied and all inputs get undefined gradients.
  protected void prepare(Step<G> step) {}

  /// Computes the gradients of a part's inputs from `step.gradient(…)` and emits them; inputs for
  /// which `step.needs` answers false may be left out, and what is not emitted counts as no
  /// gradient. In a node with several outputs some gradients may be null, not all.
  protected abstract void apply(int part, Step<G> step);

  /// Called once after the last part, or where all gradients were undefined in place of them.
  protected void finish(Step<G> step) {}

  /// Called after `finish` unless the pass keeps the graph: saved values may be dropped.
  protected void release() {}

  /// Lists the memory that the node reads between `prepare` and `finish`, for passes that write to
  /// memory meanwhile. A node that does not say may read anything.
  protected void listReads(Reads reads) {
    reads.anything();
  }

  /// The operation's name as users see it: `MulBackward0`.
  public abstract String name();
}
