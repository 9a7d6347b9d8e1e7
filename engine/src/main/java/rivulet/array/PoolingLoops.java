package rivulet.array;

/// The loops of [Pooling] for each kind of Java array. `taps` holds, window after window, where the
/// window's elements lie in a plane; [Pooling#NOWHERE] stands for those outside of it.
final class PoolingLoops {
  private PoolingLoops() {}

  /// The greatest element of every window of a plane, from `to` on, and its place in the plane.
  static void max(
      float[] x, int plane, int[] taps, int size, float[] values, long[] places, int to) {
    for (int window = 0, tap = 0; tap < taps.length; window++) {
      int at = Pooling.NOWHERE;
      float best = Float.NEGATIVE_INFINITY;
      for (int end = tap + size; tap < end; tap++) {
        if (taps[tap] == Pooling.NOWHERE) continue;
        float v = x[plane + taps[tap]];
        if (at == Pooling.NOWHERE || v > best || Float.isNaN(v)) {
          best = v;
          at = taps[tap];
        }
      }
      values[to + window] = best;
      places[to + window] = Math.max(at, 0);
    }
  }

  /// The greatest element of every window of a plane, from `to` on, and its place in the plane.
  static void max(
      double[] x, int plane, int[] taps, int size, double[] values, long[] places, int to) {
    for (int window = 0, tap = 0; tap < taps.length; window++) {
      int at = Pooling.NOWHERE;
      double best = Double.NEGATIVE_INFINITY;
      for (int end = tap + size; tap < end; tap++) {
        if (taps[tap] == Pooling.NOWHERE) continue;
        double v = x[plane + taps[tap]];
        if (at == Pooling.NOWHERE || v > best || Double.isNaN(v)) {
          best = v;
          at = taps[tap];
        }
      }
      values[to + window] = best;
      places[to + window] = Math.max(at, 0);
    }
  }

  /// The greatest element of every window of a plane, from `to` on, and its place in the plane.
  static void max(long[] x, int plane, int[] taps, int size, long[] values, long[] places, int to) {
    for (int window = 0, tap = 0; tap < taps.length; window++) {
      int at = Pooling.NOWHERE;
      long best = Long.MIN_VALUE;
      for (int end = tap + size; tap < end; tap++) {
        if (taps[tap] == Pooling.NOWHERE) continue;
        long v = x[plane + taps[tap]];
        if (at == Pooling.NOWHERE || v > best) {
          best = v;
          at = taps[tap];
        }
      }
      values[to + window] = best;
      places[to + window] = Math.max(at, 0);
    }
  }

  /// Adds `count` elements of `x`, from `from` on, at their places in a plane of `to`.
  static void scatter(
      float[] x, int from, long[] places, int first, int count, float[] to, int plane) {
    for (int i = 0; i < count; i++) to[plane + (int) places[first + i]] += x[from + i];
  }

  /// Adds `count` elements of `x`, from `from` on, at their places in a plane of `to`.
  static void scatter(
      double[] x, int from, long[] places, int first, int count, double[] to, int plane) {
    for (int i = 0; i < count; i++) to[plane + (int) places[first + i]] += x[from + i];
  }
}
