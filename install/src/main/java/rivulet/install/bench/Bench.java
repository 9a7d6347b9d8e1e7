package rivulet.install.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import rivulet.Tensors;

/// `rivulet bench`: the workloads one after the other, a line of JSON each.
///
/// @param wanted by name
/// @param threads for branches and loops together
/// @param seconds that each is run for before, and then while, it is measured
public record Bench(Predicate<String> wanted, int threads, double seconds) {
  private static final int ROUNDS = 5;

  /// The workloads that there are.
  public static List<String> names() {
    return Workloads.all().stream().map(Workload::name).toList();
  }

  /// Runs the workloads that are wanted.
  public void run(PrintStream out) {
    Tensors.setNumThreads(threads);
    Ours ours = new Ours();
    for (Workload workload : workloads()) {
      print(ours.measure(workload, seconds).json(), out);
    }
  }

  /// Runs each with several numbers of threads in turn. The lines of JSON go to `out`, a table to
  /// `err`.
  public void scale(List<Integer> numbers, PrintStream out, PrintStream err) {
    err.println(Scaling.header(numbers));
    Ours ours = new Ours();
    for (Workload workload : workloads()) {
      Scaling scaling = Scaling.of(workload, numbers, ours, seconds);
      print(scaling.json(), out);
      err.println(scaling.row());
    }
  }

  /// Runs them beside PyTorch and, where there is one, JAX, in five alternating rounds each. The
  /// lines of JSON go to `out`, a table to `err`.
  ///
  /// @param python has PyTorch
  /// @param chart the SVG file that is written
  /// @throws IOException if that Python does not start, lacks PyTorch or ends early, or the file
  ///   cannot be written
  public void compare(Path python, Path chart, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    Tensors.setNumThreads(threads);
    try (Children children = new Children(python)) {
      Peers peers = Peers.start(children, err);
      err.println(heading(peers));
      err.println(Comparison.header(peers.jax() != null));
      List<Comparison> all = new ArrayList<>();
      Ours ours = new Ours();
      for (Workload workload : workloads()) {
        Comparison comparison = compare(workload, ours, peers);
        print(comparison.json(), out);
        err.println(comparison.row());
        all.add(comparison);
      }
      print(Comparison.summary(all), out);
      Files.createDirectories(chart.resolveSibling(""));
      Files.writeString(chart, Chart.of(heading(peers), all));
      err.println("rivulet: drawn in " + chart);
    }
  }

  private Comparison compare(Workload workload, Ours ours, Peers peers)
      throws IOException, InterruptedException {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(peers.round(ours, workload, seconds));
    }
    return new Comparison(workload.name(), rounds);
  }

  private String heading(Peers peers) {
    return "Rivulet (%d %s) beside %s: %d rounds of %s s"
        .formatted(
            threads,
            threads == 1 ? "thread" : "threads",
            peers.libraries(),
            ROUNDS,
            Double.toString(seconds).replaceFirst("\\.0$", ""));
  }

  private List<Workload> workloads() {
    return Workloads.all().stream().filter(w -> wanted.test(w.name())).toList();
  }

  private static void print(String line, PrintStream out) {
    out.println(line);
    out.flush();
  }
}
