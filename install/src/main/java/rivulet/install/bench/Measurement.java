package rivulet.install.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import rivulet.Tensors;

/// What running a workload took.
///
/// @param ms the median time of a step
/// @param minMs the least
/// @param check the third step's value
record Measurement(String workload, int threads, double ms, double minMs, double check) {
  private static final int CHECKED = 3;

  /// Runs a workload: three steps for its value, then unmeasured ones for as many seconds as are
  /// measured after them.
  static Measurement of(Workload workload, double seconds) {
    Tensors.manualSeed(0);
    DoubleSupplier step = workload.make().get();
    double check = 0;
    for (int i = 0; i < CHECKED; i++) check = step.getAsDouble();
    times(step, seconds);
    long[] times = times(step, seconds);
    Arrays.sort(times);
    return new Measurement(
        workload.name(),
        Tensors.numThreads(),
        times[times.length / 2] / 1e6,
        times[0] / 1e6,
        check);
  }

  /// Nanoseconds a step, at least three of them.
  private static long[] times(DoubleSupplier step, double seconds) {
    LongStream.Builder times = LongStream.builder();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    for (int i = 0; i < CHECKED || System.nanoTime() < end; i++) {
      long start = System.nanoTime();
      var _ = step.getAsDouble();
      times.add(System.nanoTime() - start);
    }
    return times.build().toArray();
  }

  /// One line, as PyTorch's side prints it.
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"workload\": \"%s\", \"threads\": %d, \"ms\": %.4f, \"min_ms\": %.4f, \"check\": %s}",
        workload,
        threads,
        ms,
        minMs,
        check);
  }
}
