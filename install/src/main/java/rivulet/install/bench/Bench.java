package rivulet.install.bench;

import java.io.PrintStream;
import java.util.function.Predicate;
import rivulet.Tensors;

/// `rivulet bench`: the workloads one after the other, a line of JSON each.
public final class Bench {
  private Bench() {}

  /// Runs the workloads whose names are wanted.
  ///
  /// @param threads for branches and loops together
  /// @param seconds that each is run for before, and then while, it is measured
  public static void run(Predicate<String> wanted, int threads, double seconds, PrintStream out) {
    Tensors.setNumThreads(threads);
    for (Workload workload : Workloads.all()) {
      if (wanted.test(workload.name())) {
        out.println(Measurement.of(workload, seconds).json());
        out.flush();
      }
    }
  }
}
