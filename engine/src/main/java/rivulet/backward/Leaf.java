package rivulet.backward;

/// Where gradients end: a node without inputs that takes what arrived, once the whole pass has
/// succeeded. Of what a node can do in a pass a leaf does `prepare` alone.
///
/// @param <G> what flows along the edges
public abstract class Leaf<G> extends Node<G> {
  /// A leaf.
  @SuppressWarnings("unchecked")
  protected Leaf() {
    super((Node<G>[]) new Node<?>[0], null);
  }

  /// Adds what arrived in this pass; called at the commit, by the thread that called backward,
  /// under the leaf's lock, leaf by leaf in the order in which the sequential walk would have
  /// finished them. A leaf at which nothing arrived is left alone. One that throws ends the
  /// commits, and those before it stand.
  ///
  /// @param total the folded gradient
  /// @param owned whether nobody else can see `total`, so that it may be kept or changed without a
  ///   copy
  protected abstract void commit(G total, boolean owned);

  @Override
  protected final void apply(int part, Step<G> step) {}
}
