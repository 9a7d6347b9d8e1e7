package rivulet.backward;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs backward passes as Akka messages.
public final class BackwardEngine {
  private static volatile int threads = Runtime.getRuntime().availableProcessors();

  private BackwardEngine() {}

  /// Runs a pass to its end on the calling thread and whatever workers it is worth waking; any
  /// number of passes may run at once, and a pass may start another from inside a node.
  ///
  /// @return the captured gradients in the order of `pass.captures()` (null where none arrived);
  ///   empty without captures
  /// @throws java.util.concurrent.CancellationException if the calling thread is interrupted;
  ///   nothing is committed
  public static <G> List<@Nullable G> run(Pass<G> pass) {
    return SequentialWalk.run(pass);
  }

  /// How many threads work at most: branches of passes and blocks of loops share this one budget.
  public static int numThreads() {
    return threads;
  }

  /// Sets the budget, 1 or more; at start it is `RIVULET_NUM_THREADS`, else the number of cores.
  public static void setNumThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("[setNumThreads] expected 1 or more, got " + count);
    }
    threads = count;
  }
}
