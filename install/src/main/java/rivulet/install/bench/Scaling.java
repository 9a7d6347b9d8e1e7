package rivulet.install.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rivulet.Tensors;

/// A workload with several numbers of threads, in alternating rounds of one JVM: the machine's mood
/// changes more from minute to minute than what is looked for.
///
/// @param threads the numbers, in the order in which a round has them
/// @param rounds of measurements in that order
record Scaling(String workload, List<Integer> threads, List<List<Measurement>> rounds) {
  /// Enough to see differences of some percent.
  private static final int ROUNDS = 20;

  static Scaling of(Workload workload, List<Integer> threads, Ours ours, double seconds) {
    List<List<Measurement>> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      List<Measurement> round = new ArrayList<>();
      for (int n : threads) {
        Tensors.setNumThreads(n);
        round.add(ours.measure(workload, seconds));
      }
      rounds.add(round);
    }
    return new Scaling(workload.name(), threads, rounds);
  }

  /// The table's first line.
  static String header(List<Integer> threads) {
    String times =
        threads.stream().map(n -> String.format("%10d", n)).collect(Collectors.joining());
    return String.format("%-20s", "ms a step by threads") + times + "   times the first";
  }

  /// A line of the table under [#header].
  String row() {
    return String.format("%-20s", workload)
        + each(k -> String.format(Locale.ROOT, "%10.4f", ms(k)), "")
        + "  "
        + each(k -> String.format(Locale.ROOT, "%6.2f", speedup(k)), "");
  }

  String json() {
    return "{\"workload\": \"%s\", \"threads\": %s, \"ms\": [%s], \"speedup\": [%s]}"
        .formatted(
            workload,
            threads,
            each(k -> String.format(Locale.ROOT, "%.4f", ms(k)), ", "),
            each(k -> String.format(Locale.ROOT, "%.3f", speedup(k)), ", "));
  }

  private double ms(int k) {
    return Averages.median(rounds, round -> round.get(k).ms());
  }

  /// How many times faster than with the first number of threads, in the median of the rounds.
  private double speedup(int k) {
    return Averages.median(rounds, round -> round.getFirst().ms() / round.get(k).ms());
  }

  private String each(IntFunction<String> text, String between) {
    return IntStream.range(0, threads.size()).mapToObj(text).collect(Collectors.joining(between));
  }
}
