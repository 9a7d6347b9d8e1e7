package rivulet.install.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// Numbers that stand for many.
final class Averages {
  private Averages() {}

  /// The middle one; of an even number the mean of the two.
  static <T> double median(List<T> all, ToDoubleFunction<T> number) {
    double[] sorted = all.stream().mapToDouble(number).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  static <T> double geometricMean(List<T> all, ToDoubleFunction<T> number) {
    return Math.exp(all.stream().mapToDouble(number).map(Math::log).average().orElseThrow());
  }
}
