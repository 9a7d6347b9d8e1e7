package rivulet.install.bench;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import rivulet.Tensors;

/// The workloads in this JVM. The one that was last asked for is kept, so that asking again
/// measures the same one, warm.
final class Ours {
  private static final int CHECKED = 3;

  private @Nullable Running running;

  private record Running(Workload workload, DoubleSupplier step, double check) {}

  /// Measures a workload. The first time it takes three steps for its value, then unmeasured ones
  /// for as many seconds as are measured after them.
  Measurement measure(Workload workload, double seconds) {
    Running now = running;
    if (now == null || !now.workload.equals(workload)) {
      running = null; // lets go of the one before
      now = start(workload, seconds);
      running = now;
    }
    long[] times = times(now.step, seconds);
    Arrays.sort(times);
    return new Measurement(
        workload.name(),
        Tensors.numThreads(),
        times[times.length / 2] / 1e6,
        times[0] / 1e6,
        now.check);
  }

  private static Running start(Workload workload, double seconds) {
    Tensors.manualSeed(0);
    DoubleSupplier step = workload.make().get();
    double check = 0;
    for (int i = 0; i < CHECKED; i++) check = step.getAsDouble();
    times(step, seconds);
    return new Running(workload, step, check);
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
}
