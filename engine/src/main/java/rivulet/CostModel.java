package rivulet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the derivatives of one kind of operation take on this machine: what sizes suggest,
/// corrected by what operations of about that size have taken so far.
final class CostModel {
  /// Nanoseconds by size from which the clock is worth being read.
  static final long SMALLEST = 10_000;

  /// How much of the correction one measurement is.
  private static final double WEIGHT = 0.125;

  /// A pause of the thread must not count for more than this many times the usual.
  private static final double MOST = 4;

  private static final Map<String, CostModel> BY_OPERATION = new ConcurrentHashMap<>();

  /// Factors by powers of two of what sizes suggest; 0 where nothing was measured. Of measurements
  /// that threads bring at the same time, some may be lost.
  private final double[] corrections = new double[Long.SIZE];

  /// The one of all operations of this name.
  static CostModel of(String operation) {
    return BY_OPERATION.computeIfAbsent(operation, _ -> new CostModel());
  }

  /// Nanoseconds for what sizes say takes `bySize`.
  long estimate(long bySize) {
    return (long) (correction(power(bySize)) * bySize);
  }

  /// Notes what one took.
  void took(long nanos, long bySize) {
    int power = power(bySize);
    double before = correction(power);
    double now = Math.min((double) nanos / bySize, MOST * before);
    corrections[power] = (1 - WEIGHT) * before + WEIGHT * now;
  }

  private static int power(long bySize) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(bySize | 1);
  }

  /// Where nothing was measured, that of the nearest size.
  private double correction(int power) {
    for (int away = 0; away < corrections.length; away++) {
      double below = corrections[Math.max(power - away, 0)];
      if (below != 0) return below;
      double above = corrections[Math.min(power + away, corrections.length - 1)];
      if (above != 0) return above;
    }
    return 1;
  }
}
