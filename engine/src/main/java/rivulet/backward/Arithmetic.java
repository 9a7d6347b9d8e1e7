package rivulet.backward;

/// How gradients that arrive at the same place are added.
///
/// @param <G> what flows along the edges
@FunctionalInterface
public interface Arithmetic<G> {
  /// `left + right`, in this order; the result is owned by the caller.
  ///
  /// @param leftOwned whether `left` may be changed in place and returned
  G add(G left, boolean leftOwned, G right);

  /// Takes back what a gradient occupies that nobody can see any more.
  default void discard(G gradient) {}
}
