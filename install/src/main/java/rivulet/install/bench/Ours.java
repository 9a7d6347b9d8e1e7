package rivulet.install.bench;

import java.util.function.DoubleSupplier;
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
    Times times = times(now.step, seconds);
    return new Measurement(
        workload.name(),
        Tensors.numThreads(),
        times.median() / 1e6,
        times.least() / 1e6,
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

  /// At least three steps.
  private static Times times(DoubleSupplier step, double seconds) {
    Times times = new Times();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (times.count() < CHECKED || System.nanoTime() < end) {
      long start = System.nanoTime();
      var _ = step.getAsDouble();
      times.add(System.nanoTime() - start);
    }
    return times;
  }
}
