package rivulet.backward;

import java.util.concurrent.atomic.AtomicInteger;

/// The commit and the change of a leaf in the middle of a pass. It waits for the leaf's gradient
/// and for every node that reads what it writes to.
///
/// @param <G> what flows along the edges
final class Update<G> extends Work<G> implements Held<G> {
  private final Visit<G> visit;
  private final Leaf<G> leaf;
  private final LeafUpdates<G> updates;
  private final AtomicInteger holders = new AtomicInteger();
  private boolean worthABranch;

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
      worthABranch = runner.task().paysApart(cost());
      runner.push(this);
    }
  }

  /// The estimated cost in nanoseconds.
  long cost() {
    return updates.cost(leaf);
  }

  @Override
  long order() {
    return visit.order();
  }

  @Override
  Visit<G> visit() {
    return visit;
  }

  @Override
  boolean isWorthABranch() {
    return worthABranch;
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
