package rivulet.kernel.magic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Measures how long code takes once it is warm, as a small JMH would: loops long enough for the
/// clock, rounds of warm-up that are thrown away, then the rounds that count. What `%timeit` is
/// made of.
public final class Timing {
  private static final long ROUND_NANOS = 100_000_000;
  private static final int WARM_UP_ROUNDS = 3;
  private static final VarHandle KEPT;

  @SuppressWarnings("unused") // through KEPT
  private static @Nullable Object kept;

  static {
    try {
      KEPT = MethodHandles.lookup().findStaticVarHandle(Timing.class, "kept", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Timing() {}

  /// Code in a loop.
  @FunctionalInterface
  public interface Loop {
    /// Runs the code so many times.
    ///
    /// @throws Throwable what the code throws
    void run(long times) throws Throwable;
  }

  /// Keeps a value in use, so that computing it is not left out.
  public static void keep(@Nullable Object value) {
    KEPT.setOpaque(value);
  }

  /// Keeps a number in use without a box on the heap.
  public static void keep(long value) {
    if (value == Long.MIN_VALUE + 1 && KEPT.getOpaque() == Timing.class) {
      KEPT.setOpaque(null);
    }
  }

  /// Keeps a number in use without a box on the heap.
  public static void keep(double value) {
    keep(Double.doubleToRawLongBits(value));
  }

  /// Keeps a truth value in use.
  public static void keep(boolean value) {
    keep(value ? 1L : 0L);
  }

  /// Measures, and prints the mean, its spread and the best.
  ///
  /// @param loops how often the code runs in one round; 0 to find that out
  /// @param runs how many rounds count
  /// @throws Throwable what the code throws
  public static void measure(long loops, int runs, Loop loop) throws Throwable {
    long times = loops > 0 ? loops : calibrate(loop);
    double[] each = new double[runs];
    for (int round = loops > 0 ? 0 : -WARM_UP_ROUNDS; round < runs; round++) {
      double nanos = (double) time(loop, times) / times;
      if (round >= 0) {
        each[round] = nanos;
      }
    }
    System.out.println(report(each, times));
  }

  /// As many times as fill a round, and code that one round has warmed.
  private static long calibrate(Loop loop) throws Throwable {
    long times = 1;
    long nanos = time(loop, times);
    while (nanos < ROUND_NANOS && times < 1_000_000_000L) {
      long wanted = (long) (times * 1.2 * ROUND_NANOS / Math.max(nanos, 1));
      times = Math.clamp(wanted, times + 1, times * 10);
      nanos = time(loop, times);
    }
    return times;
  }

  private static long time(Loop loop, long times) throws Throwable {
    long start = System.nanoTime();
    loop.run(times);
    return System.nanoTime() - start;
  }

  static String report(double[] each, long times) {
    double mean = Arrays.stream(each).average().orElseThrow();
    double spread =
        Math.sqrt(Arrays.stream(each).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    return String.format(
        Locale.ROOT,
        "%s ± %s per loop (mean ± std. dev. of %d runs, %,d loops each; best %s)",
        Stopwatch.text(mean),
        Stopwatch.text(spread),
        each.length,
        times,
        Stopwatch.text(Arrays.stream(each).min().orElseThrow()));
  }
}
