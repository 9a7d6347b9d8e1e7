package rivulet.array;

/// The loops of [Pooling] for each kind of Java array.
///
/// The greatest element is carried as a place: a choice between places needs no branch, which would
/// be guessed wrong half the time.
final class PoolingLoops {
  private PoolingLoops() {}

  /// The greatest element of every window of a plane, from `to` on, and its place in the plane.
  static void max(float[] x, int plane, Taps taps, float[] values, int[] places, int to) {
    for (int window = 0; window < taps.windows(); window++) {
      int first = taps.first(window);
      int end = taps.first(window + 1);
      int at = first == end ? -1 : greatest(x, plane, taps, first, end);
      values[to + window] = at < 0 ? Float.NEGATIVE_INFINITY : x[at];
      places[to + window] = at < 0 ? 0 : at - plane;
    }
  }

  private static int greatest(float[] x, int plane, Taps taps, int first, int end) {
    int best = plane + taps.at(first);
    float sum = 0;
    for (int i = first; i < end; i++) {
      int at = plane + taps.at(i);
      sum += x[at];
      best = x[at] > x[best] ? at : best;
    }
    return Float.isNaN(sum) ? greatestOrNaN(x, plane, taps, first, end) : best;
  }

  private static int greatestOrNaN(float[] x, int plane, Taps taps, int first, int end) {
    int best = plane + taps.at(first);
    for (int i = first; i < end; i++) {
      int at = plane + taps.at(i);
      if (x[at] > x[best] || Float.isNaN(x[at])) best = at;
    }
    return best;
  }

  /// The greatest element of every window of a plane, from `to` on, and its place in the plane.
  static void max(double[] x, int plane, Taps taps, double[] values, int[] places, int to) {
    for (int window = 0; window < taps.windows(); window++) {
      int first = taps.first(window);
      int end = taps.first(window + 1);
      int at = first == end ? -1 : greatest(x, plane, taps, first, end);
      values[to + window] = at < 0 ? Double.NEGATIVE_INFINITY : x[at];
      places[to + window] = at < 0 ? 0 : at - plane;
    }
  }

  private static int greatest(double[] x, int plane, Taps taps, int first, int end) {
    int best = plane + taps.at(first);
    double sum = 0;
    for (int i = first; i < end; i++) {
      int at = plane + taps.at(i);
      sum += x[at];
      best = x[at] > x[best] ? at : best;
    }
    return Double.isNaN(sum) ? greatestOrNaN(x, plane, taps, first, end) : best;
  }

  private static int greatestOrNaN(double[] x, int plane, Taps taps, int first, int end) {
    int best = plane + taps.at(first);
    for (int i = first; i < end; i++) {
      int at = plane + taps.at(i);
      if (x[at] > x[best] || Double.isNaN(x[at])) best = at;
    }
    return best;
  }

  /// The greatest element of every window of a plane, from `to` on, and its place in the plane.
  static void max(long[] x, int plane, Taps taps, long[] values, int[] places, int to) {
    for (int window = 0; window < taps.windows(); window++) {
      int first = taps.first(window);
      int end = taps.first(window + 1);
      int at = first == end ? -1 : greatest(x, plane, taps, first, end);
      values[to + window] = at < 0 ? Long.MIN_VALUE : x[at];
      places[to + window] = at < 0 ? 0 : at - plane;
    }
  }

  private static int greatest(long[] x, int plane, Taps taps, int first, int end) {
    int best = plane + taps.at(first);
    for (int i = first; i < end; i++) {
      int at = plane + taps.at(i);
      best = x[at] > x[best] ? at : best;
    }
    return best;
  }

  /// Adds `count` elements of `x`, from `from` on, at their places in a plane of `to`.
  static void scatter(
      float[] x, int from, int[] places, int first, int count, float[] to, int plane) {
    for (int i = 0; i < count; i++) to[plane + places[first + i]] += x[from + i];
  }

  /// Adds `count` elements of `x`, from `from` on, at their places in a plane of `to`.
  static void scatter(
      double[] x, int from, int[] places, int first, int count, double[] to, int plane) {
    for (int i = 0; i < count; i++) to[plane + places[first + i]] += x[from + i];
  }
}
