package rivulet.array;

/// Reductions of `double[]`.
final class DoubleFolds {
  private DoubleFolds() {}

  private static final int BLOCK = 256;

  /// The sum of a row: halves of halves, down to blocks with four partial sums.
  static double sum(double[] a, int offset, int count) {
    if (count <= BLOCK) return blockSum(a, offset, count);
    int half = Math.ceilDiv(Math.ceilDiv(count, BLOCK), 2) * BLOCK;
    return sum(a, offset, half) + sum(a, offset + half, count - half);
  }

  private static double blockSum(double[] a, int offset, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = offset + (count & ~3);
    for (int i = offset; i < end; i += 4) {
      s0 += a[i];
      s1 += a[i + 1];
      s2 += a[i + 2];
      s3 += a[i + 3];
    }
    double rest = 0;
    for (int i = end; i < offset + count; i++) rest += a[i];
    return (s0 + s1) + (s2 + s3) + rest;
  }

  /// The sums of `count` columns, of `rows` elements each.
  static void sumColumns(double[] a, int offset, int rows, int count, double[] to, int at) {
    double[] sums = new double[count];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < count; j++) sums[j] += a[offset + row * count + j];
    }
    System.arraycopy(sums, 0, to, at, count);
  }

  /// The least or greatest of a row; NaN wins.
  static double extreme(double[] a, int offset, int count, boolean least) {
    double best = a[offset];
    if (least) for (int i = 1; i < count; i++) best = Math.min(best, a[offset + i]);
    else for (int i = 1; i < count; i++) best = Math.max(best, a[offset + i]);
    return best;
  }

  /// The position in a row of its first extreme; NaN wins.
  static int position(double[] a, int offset, int count, boolean least) {
    double best = extreme(a, offset, count, least);
    for (int i = 0; i < count; i++) {
      if (a[offset + i] == best || (Double.isNaN(best) && Double.isNaN(a[offset + i]))) return i;
    }
    throw new AssertionError("a row without its own extreme");
  }
}
