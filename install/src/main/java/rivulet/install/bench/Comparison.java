package rivulet.install.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What the rounds of a workload say together: of every number the median, so that one round that
/// something else disturbed does not count.
record Comparison(String workload, List<Round> rounds) {
  /// The table's first line.
  static String header(boolean jax) {
    String torch =
        String.format(
            "%-20s %10s %10s %10s %8s", "ms a step", "Rivulet", "PyTorch 1", "PyTorch 2", "ratio");
    return torch + (jax ? String.format(" %10s %8s", "JAX", "ratio") : "");
  }

  double ratio() {
    return median(Round::ratio);
  }

  boolean hasJax() {
    return !Double.isNaN(jaxRatio());
  }

  /// NaN where it is missing.
  double jaxRatio() {
    return median(Round::jaxRatio);
  }

  boolean agrees() {
    return rounds.stream().allMatch(Round::agrees);
  }

  private double median(ToDoubleFunction<Round> number) {
    return Averages.median(rounds, number);
  }

  private Measurement ours() {
    Measurement first = rounds.getFirst().ours();
    double least = rounds.stream().mapToDouble(r -> r.ours().minMs()).min().orElseThrow();
    return new Measurement(
        workload, first.threads(), median(r -> r.ours().ms()), least, first.check());
  }

  /// Our line, with the others' after it.
  String json() {
    String torch =
        String.format(
            Locale.ROOT,
            "\"torch_1_ms\": %.4f, \"torch_2_ms\": %.4f, \"torch_check\": %s, \"agrees\": %b,"
                + " \"ratio\": %.3f",
            median(r -> r.one().ms()),
            median(r -> r.two().ms()),
            rounds.getFirst().one().check(),
            agrees(),
            ratio());
    return "{" + ours().fields() + ", " + torch + jaxFields() + "}";
  }

  private String jaxFields() {
    return hasJax()
        ? String.format(
            Locale.ROOT,
            ", \"jax_ms\": %.4f, \"jax_ratio\": %.3f",
            median(Round::jaxMs),
            jaxRatio())
        : "";
  }

  /// A line of the table under [#header].
  String row() {
    String row =
        String.format(
            Locale.ROOT,
            "%-20s %10.4f %10.4f %10.4f %8.2f",
            workload,
            ours().ms(),
            median(r -> r.one().ms()),
            median(r -> r.two().ms()),
            ratio());
    String jax =
        hasJax()
            ? String.format(Locale.ROOT, " %10.4f %8.2f", median(Round::jaxMs), jaxRatio())
            : "";
    return row + jax + (agrees() ? "" : "  check values differ");
  }

  /// The last line: the geometric means of the ratios.
  static String summary(List<Comparison> all) {
    List<Comparison> beside = all.stream().filter(Comparison::hasJax).toList();
    String torch =
        String.format(
            Locale.ROOT,
            "{\"workloads\": %d, \"agree\": %b, \"geometric_mean\": %.3f",
            all.size(),
            all.stream().allMatch(Comparison::agrees),
            Averages.geometricMean(all, Comparison::ratio));
    return torch + (beside.isEmpty() ? "" : jaxSummary(beside)) + "}";
  }

  private static String jaxSummary(List<Comparison> beside) {
    Predicate<Comparison> noSlower = c -> c.jaxRatio() >= 1;
    return String.format(
        Locale.ROOT,
        ", \"jax_workloads\": %d, \"jax_no_slower\": %d, \"jax_geometric_mean\": %.3f",
        beside.size(),
        beside.stream().filter(noSlower).count(),
        Averages.geometricMean(beside, Comparison::jaxRatio));
  }
}
