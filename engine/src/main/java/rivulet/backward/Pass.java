package rivulet.backward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call of backward: from where, to where, and under which rules.
///
/// @param roots where the gradients start
/// @param captures whose gradients, as they are after `Node.prepare`, are returned instead of being
///   committed to leaves; only what leads to one runs, and a captured node is applied only where
///   another capture lies beyond it; null commits to every leaf
/// @param keepGraph whether nodes keep their saved values
/// @param arithmetic how gradients are added
/// @param mode entered by every thread that works for the pass, for as long as it does
/// @param updates what changes leaves in the middle of the pass, which then is no transaction: what
///   has been committed and changed when it fails stays; without effect where there are captures
/// @param <G> what flows along the edges
public record Pass<G>(
    List<Root<G>> roots,
    @Nullable List<Edge<G>> captures,
    boolean keepGraph,
    Arithmetic<G> arithmetic,
    Mode mode,
    @Nullable LeafUpdates<G> updates) {

  /// One place where a pass starts.
  ///
  /// @param edge the node and its output
  /// @param gradient what arrives there
  /// @param <G> what flows along the edges
  public record Root<G>(Edge<G> edge, G gradient) {}

  /// An output of a node.
  ///
  /// @param node the node
  /// @param output the index of its output
  /// @param <G> what flows along the edges
  public record Edge<G>(Node<G> node, int output) {}

  /// A thread's state while it works for a pass, such as whether it records.
  @FunctionalInterface
  public interface Mode {
    /// Nothing to enter.
    Mode NONE = () -> () -> {};

    /// Enters it on the current thread.
    Scope enter();
  }

  /// What `Mode.enter` began.
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
