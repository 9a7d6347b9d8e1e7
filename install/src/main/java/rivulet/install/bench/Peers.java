package rivulet.install.bench;

import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// The libraries that we are measured beside.
///
/// @param one PyTorch with one thread
/// @param two with two
/// @param jax missing where that Python has none
record Peers(Peer one, Peer two, @Nullable Peer jax) {
  /// Starts them all at once, and waits until each has loaded its library.
  static Peers start(Children children, PrintStream err) throws IOException, InterruptedException {
    Child one = children.start("PyTorch with 1 thread", "workloads.py", 1);
    Child two = children.start("PyTorch with 2 threads", "workloads.py", 2);
    int processors = Runtime.getRuntime().availableProcessors();
    Child jax = children.start("JAX", "workloads_jax.py", processors);
    Peers peers = new Peers(torch(one, children), torch(two, children), Peer.greeted(jax));
    if (peers.jax == null) {
      err.println("rivulet: without JAX: " + children.python() + " has no jax or no optax");
    }
    return peers;
  }

  private static Peer torch(Child child, Children children)
      throws IOException, InterruptedException {
    Peer peer = Peer.greeted(child);
    if (peer == null) {
      throw new IOException(
          "%s has no PyTorch: %1$s -m pip install torch".formatted(children.python()));
    }
    return peer;
  }

  Round round(Ours ours, Workload workload, double seconds)
      throws IOException, InterruptedException {
    return new Round(
        ours.measure(workload, seconds),
        known(one, workload, seconds),
        known(two, workload, seconds),
        jax == null ? null : jax.measure(workload, seconds));
  }

  private static Measurement known(Peer peer, Workload workload, double seconds)
      throws IOException, InterruptedException {
    Measurement measurement = peer.measure(workload, seconds);
    if (measurement == null) {
      throw new IOException(peer.child().name() + " does not know " + workload.name());
    }
    return measurement;
  }

  /// Their names and versions.
  String libraries() {
    return one.library() + (jax == null ? "" : " and " + jax.library());
  }
}
