package rivulet.array;

/// What a reduction does to one row.
final class Folds {
  private Folds() {}

  static Rows.Fold sum(DType dtype) {
    return switch (dtype) {
      case FLOAT32 ->
          (from, offset, count, to, at) ->
              ((float[]) to)[at] = (float) sum((float[]) from, offset, count);
      case FLOAT64 ->
          (from, offset, count, to, at) ->
              ((double[]) to)[at] = sum((double[]) from, offset, count);
      case INT64 ->
          (from, offset, count, to, at) -> ((long[]) to)[at] = sum((long[]) from, offset, count);
      case INT32 ->
          (from, offset, count, to, at) -> ((int[]) to)[at] = sum((int[]) from, offset, count);
      default -> throw new IllegalArgumentException("sum is not defined for " + dtype);
    };
  }

  private static double sum(float[] a, int offset, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) sum += a[offset + i];
    return sum;
  }

  private static double sum(double[] a, int offset, int count) {
    if (count > 128) {
      int half = count / 2;
      return sum(a, offset, half) + sum(a, offset + half, count - half);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) sum += a[offset + i];
    return sum;
  }

  private static long sum(long[] a, int offset, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) sum += a[offset + i];
    return sum;
  }

  private static int sum(int[] a, int offset, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) sum += a[offset + i];
    return sum;
  }

  static Rows.Fold extreme(DType dtype, boolean least) {
    Elements elements = Elements.of(dtype);
    Rows.Fold position = position(dtype, least);
    long[] found = new long[1];
    return (from, offset, count, to, at) -> {
      position.row(from, offset, count, found, 0);
      elements.copy(from, offset + (int) found[0], 1, to, at, 1, 1);
    };
  }

  /// The first extreme, as int64.
  static Rows.Fold position(DType dtype, boolean least) {
    Elements elements = Elements.of(dtype);
    return (from, offset, count, to, at) -> {
      int best = 0;
      for (int i = 1; i < count; i++) {
        if (better(elements, from, offset + i, offset + best, dtype, least)) best = i;
      }
      ((long[]) to)[at] = best;
    };
  }

  private static boolean better(
      Elements elements, Object from, int i, int j, DType dtype, boolean least) {
    if (!dtype.isFloatingPoint()) {
      long x = elements.getLong(from, i);
      long y = elements.getLong(from, j);
      return least ? x < y : x > y;
    }
    double x = elements.getDouble(from, i);
    double y = elements.getDouble(from, j);
    return !Double.isNaN(y) && (Double.isNaN(x) || (least ? x < y : x > y));
  }
}
