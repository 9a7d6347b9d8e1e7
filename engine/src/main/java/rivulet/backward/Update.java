package rivulet.backward;

import java.util.concurrent.atomic.AtomicInteger;

/// The commit and the change of a leaf in the middle of a pass. It waits for the leaf's gradient
/// and for every node that reads what it writes to.
///
/// On its own thread the caller takes it at once, while the gradient is in the cache. In a pass
/// that is shared a costly one comes after all nodes: they lead to more work, and it does not.
///
/// @param <G> what flows along the edges
final class Update<G> extends Work<G> implements Held<G> {
  private static final long LATE = 1L << 62; // after the order of every visit

  private final Visit<G> visit;
  private final Leaf<G> leaf;
  private final LeafUpdates<G> updates;
  private final AtomicInteger holders = new AtomicInteger();
  private boolean apart;

  Update(Visit<G> visit, Leaf<G> leaf, LeafUpdates<G> updates) {
    this.visit = visit;
    this.leaf = leaf;
    this.updates = updates;
  }

  @Override
  public void hold() {
    holders.incrementAndGet();
  }

  @Override
  public void release(Branch<G> runner) {
    if (holders.decrementAndGet() == 0) {
      apart = runner.task().shared() && runner.task().paysApart(cost());
      runner.push(this);
    }
  }

  /// The estimated cost in nanoseconds.
  long cost() {
    return updates.cost(leaf);
  }

  @Override
  long order() {
    return apart ? LATE + visit.order() : visit.order();
  }

  @Override
  Visit<G> visit() {
    return visit;
  }

  @Override
  boolean isWorthABranch() {
    return apart;
  }

  /// Looks again whether it is wanted: an interrupt may have ended the pass.
  @Override
  void run() {
    synchronized (leaf) {
      if (runner().task().admits(order()) && visit.commit()) {
        updates.update(leaf);
      }
    }
  }

  /// Waits until the change is over if it has begun.
  @SuppressWarnings("EmptyBlock") // having had the lock is all
  void awaitEnd() {
    synchronized (leaf) {
    }
  }
}
