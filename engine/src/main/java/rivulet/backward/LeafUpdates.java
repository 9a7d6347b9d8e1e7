package rivulet.backward;

import java.util.List;

/// Changes of leaves in the middle of a pass: a leaf whose gradient is complete is committed and
/// changed as soon as nothing in the pass reads any more what that writes to, on whichever thread
/// is there, while the rest of the pass goes on.
///
/// @param <G> what flows along the edges
public interface LeafUpdates<G> {
  /// The memory that committing and changing a leaf writes to, known by identity; none for a leaf
  /// that is committed with the others at the end. So is one that writes where another writes.
  List<?> memory(Leaf<G> leaf);

  /// The estimated cost of a change, in nanoseconds.
  long cost(Leaf<G> leaf);

  /// Changes a leaf that has just been committed, under its lock.
  void update(Leaf<G> leaf);

  /// A gradient from a node that reads such memory, in a form that no write there changes.
  G secure(G gradient);
}
