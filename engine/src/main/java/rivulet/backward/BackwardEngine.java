package rivulet.backward;

import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Runs backward passes as Akka messages.
public final class BackwardEngine {
  private static final String VARIABLE = "RIVULET_NUM_THREADS";
  private static final @Nullable String SETTING = System.getenv(VARIABLE);
  private static final boolean MALFORMED = SETTING != null && !SETTING.matches("[1-9][0-9]{0,3}");
  private static final Scheduler SCHEDULER =
      new Scheduler(defaultThreads(), SharingPolicy.measured());

  static {
    Thread.ofPlatform()
        .daemon()
        .name("rivulet-start")
        .inheritInheritableThreadLocals(false)
        .start(SCHEDULER::start);
  }

  private BackwardEngine() {}

  /// Begins to start the actors, as the first pass would: in a fresh JVM that takes most of a
  /// second of another thread.
  public static void start() {
    // by the initialisation of this class
  }

  /// Runs a pass to its end on the calling thread and whatever workers it is worth waking; any
  /// number of passes may run at once, and a pass may start another from inside a node.
  ///
  /// Of what goes wrong in nodes the failure is thrown that the sequential order would have met
  /// first, the same object if it is unchecked, the others suppressed in it. Nothing is committed
  /// then, but to leaves that `pass.updates()` has changed already. A commit that throws ends the
  /// commits: the leaves before it keep what they got.
  ///
  /// @return the captured gradients in the order of `pass.captures()` (null where none arrived);
  ///   empty without captures
  /// @throws java.util.concurrent.CancellationException if the calling thread is interrupted;
  ///   nothing is committed, and the thread's interrupt status stays set
  public static <G> List<@Nullable G> run(Pass<G> pass) {
    return scheduler().run(pass);
  }

  /// Runs `block` for 0 to `count - 1`, on the calling thread and on workers that have nothing to
  /// do, and returns when all are done. A block must not wait for another one.
  ///
  /// @param nanos an estimate of what all of them take on one thread, which decides whether to
  ///   share
  /// @param stops whether an interrupt of the calling thread ends it after the blocks that run
  /// @throws java.util.concurrent.CancellationException if it did; the thread's interrupt status
  ///   stays set
  public static void runBlocks(int count, long nanos, boolean stops, IntConsumer block) {
    scheduler().run(count, nanos, stops, block);
  }

  /// How many threads work at most: branches of passes and blocks of loops share this one budget.
  public static int numThreads() {
    return scheduler().threads();
  }

  /// Sets the budget, 1 or more, for the passes that start from now on; at start it is
  /// `RIVULET_NUM_THREADS`, else the number of cores.
  public static void setNumThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("[setNumThreads] expected 1 or more, got " + threads);
    }
    scheduler().resize(threads);
  }

  private static int defaultThreads() {
    return SETTING == null || MALFORMED
        ? Runtime.getRuntime().availableProcessors()
        : Integer.parseInt(SETTING);
  }

  /// A setting that is not understood is reported by every call, not by a class that cannot load.
  private static Scheduler scheduler() {
    if (MALFORMED) {
      throw new IllegalArgumentException(
          "[" + VARIABLE + "] expected a number of threads, 1 to 9999, got '" + SETTING + "'");
    }
    return SCHEDULER;
  }
}
