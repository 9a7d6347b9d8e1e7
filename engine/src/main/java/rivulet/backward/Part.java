package rivulet.backward;

/// A part of a node that runs as a branch of its own.
///
/// @param <G> what flows along the edges
final class Part<G> extends Work<G> {
  private final Visit<G> visit;
  private final int index;

  Part(Visit<G> visit, int index) {
    this.visit = visit;
    this.index = index;
  }

  @Override
  long order() {
    return visit.order() + index;
  }

  @Override
  Visit<G> visit() {
    return visit;
  }

  @Override
  boolean isWorthABranch() {
    return true;
  }

  @Override
  void run() {
    visit.applyPart(index, this);
  }
}
