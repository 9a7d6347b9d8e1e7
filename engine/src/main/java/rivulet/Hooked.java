package rivulet;

/// A node that calls hooks with the gradient that arrived.
sealed interface Hooked permits OpNode, AccumulateGrad {
  /// Its hooks, made on first use.
  TensorHooks hooks();
}
