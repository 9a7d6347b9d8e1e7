package rivulet.array;

/// Reductions of `float[]`.
final class FloatFolds {
  private FloatFolds() {}

  private static final int LANES = 256;

  /// The sum of a row, in double precision: long rows in as many partial sums as a vector loop
  /// likes, which are then added up in pairs.
  static double sum(float[] a, int offset, int count) {
    if (count < 2 * LANES) return shortSum(a, offset, count);
    double[] lanes = new double[LANES];
    int whole = count - count % LANES;
    for (int i = 0; i < whole; i += LANES) add(lanes, a, offset + i, LANES);
    add(lanes, a, offset + whole, count - whole);
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int j = 0; j < half; j++) lanes[j] += lanes[j + half];
    }
    return lanes[0];
  }

  private static double shortSum(float[] a, int offset, int count) {
    double even = 0;
    double odd = 0;
    int end = offset + (count & ~1);
    for (int i = offset; i < end; i += 2) {
      even += a[i];
      odd += a[i + 1];
    }
    return even + odd + ((count & 1) == 0 ? 0 : a[end]);
  }

  private static void add(double[] lanes, float[] a, int offset, int count) {
    for (int j = 0; j < count; j++) lanes[j] += a[offset + j];
  }

  /// The sums of `count` columns, of `rows` elements each.
  static void sumColumns(float[] a, int offset, int rows, int count, float[] to, int at) {
    double[] sums = new double[count];
    for (int row = 0; row < rows; row++) add(sums, a, offset + row * count, count);
    for (int j = 0; j < count; j++) to[at + j] = (float) sums[j];
  }

  /// The least or greatest of a row; NaN wins.
  static float extreme(float[] a, int offset, int count, boolean least) {
    float best = a[offset];
    if (least) for (int i = 1; i < count; i++) best = Math.min(best, a[offset + i]);
    else for (int i = 1; i < count; i++) best = Math.max(best, a[offset + i]);
    return best;
  }

  /// The position in a row of its first extreme; NaN wins.
  static int position(float[] a, int offset, int count, boolean least) {
    float best = extreme(a, offset, count, least);
    for (int i = 0; i < count; i++) {
      if (a[offset + i] == best || (Float.isNaN(best) && Float.isNaN(a[offset + i]))) return i;
    }
    throw new AssertionError("a row without its own extreme");
  }
}
