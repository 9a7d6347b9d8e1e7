package rivulet.array;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether the vector form of a loop is compiled, so that it is time to call it.
///
/// Until HotSpot has compiled the loop around them, vector operations are objects and calls, a
/// thousand times slower. So every such loop has a plain form with the same bits, which runs until
/// it has seen enough elements; then a thread in the background runs the vector form on numbers of
/// its own until it is the faster one. Where there are no vector operations, it never is.
final class Heat {
  /// A few milliseconds of the plain form.
  private static final long ENOUGH = 1 << 20;

  private static final int ROUNDS = 32;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final Executor BACKGROUND = background();

  private final Supplier<@Nullable Forms> forms;
  private long seen;
  private boolean hot;

  /// The two forms, for a few microseconds of numbers; null where this machine has but the plain
  /// one. They are not asked for before their time.
  Heat(Supplier<@Nullable Forms> forms) {
    this.forms = forms;
  }

  /// A call of each form.
  record Forms(Runnable plain, Runnable vector) {}

  private static Executor background() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("rivulet-warm-up").factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /// Notes that `count` elements are to come. Threads may lose each other's counts and see the
  /// change late: either form serves.
  boolean isHot(int count) {
    return hot || counted(count);
  }

  private boolean counted(int count) {
    if (seen > ENOUGH) return false;
    seen += count;
    if (seen > ENOUGH) BACKGROUND.execute(this::warmUp);
    return false;
  }

  private void warmUp() {
    if (!VectorModule.PRESENT) return;
    Forms both = forms.get();
    if (both == null) return;
    long start = System.nanoTime();
    for (long now = start; !hot && now - start < PATIENCE; now = System.nanoTime()) {
      hot = time(both.vector()) < time(both.plain());
      LockSupport.parkNanos(System.nanoTime() - now); // a core is for HotSpot and the user, too
    }
  }

  /// The shortest time, so that an interruption does not count.
  private static long time(Runnable form) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      form.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }
}
