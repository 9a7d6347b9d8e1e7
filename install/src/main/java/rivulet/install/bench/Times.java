package rivulet.install.bench;

import java.util.Arrays;

/// The times of any number of steps in half a megabyte, so that a long measurement does not measure
/// its own memory: all of the first ones, then evenly spaced ones, and the least of all.
final class Times {
  static final int MOST = 1 << 16;

  private final long[] kept = new long[MOST];
  private int count;
  private long seen;
  private long spacing = 1;
  private long least = Long.MAX_VALUE;

  void add(long nanos) {
    least = Math.min(least, nanos);
    if (seen++ % spacing != 0) return;
    if (count == MOST) keepHalf();
    kept[count++] = nanos;
  }

  private void keepHalf() {
    count = MOST / 2;
    for (int i = 0; i < count; i++) kept[i] = kept[2 * i];
    spacing *= 2;
  }

  /// How many there were.
  long count() {
    return seen;
  }

  long least() {
    return least;
  }

  /// The median of those kept; of two in the middle, the greater.
  long median() {
    long[] sorted = Arrays.copyOf(kept, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }
}
