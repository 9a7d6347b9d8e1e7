package rivulet.install.bench;

import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// A logarithmic axis between two of the steps 1, 2 and 5 times powers of ten.
///
/// @param left where `low` is drawn
/// @param right where `high` is
record LogScale(double low, double high, int left, int right) {
  private static final int POWERS = 9;

  /// One that holds all of the numbers and, with room to either side, 1.
  static LogScale around(Supplier<DoubleStream> numbers, int left, int right) {
    double least = numbers.get().reduce(0.5, Math::min);
    double most = numbers.get().reduce(2, Math::max);
    return new LogScale(
        steps().filter(step -> step <= least).max().orElse(least),
        steps().filter(step -> step >= most).min().orElse(most),
        left,
        right);
  }

  double x(double number) {
    return left + (right - left) * Math.log(number / low) / Math.log(high / low);
  }

  /// The steps on the axis.
  DoubleStream ticks() {
    return steps().filter(step -> step >= low && step <= high);
  }

  private static DoubleStream steps() {
    return IntStream.rangeClosed(-POWERS, POWERS)
        .mapToDouble(power -> Math.pow(10, power))
        .flatMap(power -> DoubleStream.of(power, 2 * power, 5 * power));
  }
}
