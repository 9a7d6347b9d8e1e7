package rivulet.backward;

/// What waits until a number of visits are done.
///
/// @param <G> what flows along the edges
sealed interface Held<G> permits Update, UpdateGate {
  /// One more visit to wait for; while the pass is planned.
  void hold();

  /// One of them is done.
  void release(Branch<G> runner);
}
