package rivulet.backward;

import org.jspecify.annotations.Nullable;

/// What a node sees of the pass that it is part of: the gradients that arrived, and where to put
/// those that leave. It is good until the call it was given to returns, on that call's thread.
///
/// @param <G> what flows along the edges
public interface Step<G> {
  /// The folded gradient of an output, or null where none arrived.
  @Nullable G gradient(int output);

  /// Replaces the gradient of an output; only in `Node.prepare`.
  void replace(int output, @Nullable G gradient);

  /// Says that the gradient of an output is seen by somebody else from now on: by whoever receives
  /// what is emitted, or by a hook. Else what it occupies is taken back once the node is done.
  void keep(int output);

  /// Whether anything in this pass waits for the gradient of an input.
  boolean needs(int input);

  /// Sends the gradient of an input on its way, at once and at most once.
  ///
  /// @param gradient null counts as no gradient
  /// @param owned whether nobody else can see it, so that the receiver may change it in place
  /// @throws IllegalStateException if the input's gradient was emitted before
  void emit(int input, @Nullable G gradient, boolean owned);
}
