package rivulet.install.bench;

import java.util.Locale;

/// What running a workload took, here or in another library.
///
/// @param ms the median time of a step
/// @param minMs the least
/// @param check the third step's value
record Measurement(String workload, int threads, double ms, double minMs, double check) {
  /// One line, as PyTorch's side prints it.
  String json() {
    return "{" + fields() + "}";
  }

  /// What stands between the braces.
  String fields() {
    return String.format(
        Locale.ROOT,
        "\"workload\": \"%s\", \"threads\": %d, \"ms\": %.4f, \"min_ms\": %.4f, \"check\": %s",
        workload,
        threads,
        ms,
        minMs,
        check);
  }
}
