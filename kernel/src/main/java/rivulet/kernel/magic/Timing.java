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

  /// A loop that does something takes longer, once around.
  private static final double GONE_NANOS = 0.05;

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
    /// @return how long that took, in nanoseconds
    /// @throws Throwable what the code throws
    long run(long times) throws Throwable;
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
    long times = loops > 0 ? loops : warmUp(loop);
    double[] each = new double[runs];
    for (int round = 0; round < runs; round++) {
      each[round] = (double) loop.run(times) / times;
    }
    System.out.println(report(each, times));
    if (Arrays.stream(each).min().orElseThrow() < GONE_NANOS) {
      System.out.println(
          "Nothing is left to measure: the compiler leaves out code whose result nobody uses.");
    }
  }

  /// What the JIT makes of the code comes in between; the loop is measured out before and behind.
  private static long warmUp(Loop loop) throws Throwable {
    long times = calibrate(1, loop);
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      var _ = loop.run(times);
    }
    return calibrate(times, loop);
  }

  /// As many times as fill a round, or more.
  private static long calibrate(long first, Loop loop) throws Throwable {
    long times = first;
    long nanos = loop.run(times);
    while (nanos < ROUND_NANOS && times < 1_000_000_000L) {
      long wanted = (long) (times * 1.2 * ROUND_NANOS / Math.max(nanos, 1));
      times = Math.clamp(wanted, times + 1, times * 10);
      nanos = loop.run(times);
    }
    return times;
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
