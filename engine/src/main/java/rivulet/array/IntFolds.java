package rivulet.array;

/// Reductions of `int[]`.
final class IntFolds {
  private IntFolds() {}

  /// The sum of a row, modulo the range of the type.
  static int sum(int[] a, int offset, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) sum += a[offset + i];
    return sum;
  }

  /// The sums of `count` columns, of `rows` elements each.
  static void sumColumns(int[] a, int offset, int rows, int count, int[] to, int at) {
    int[] sums = new int[count];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < count; j++) sums[j] += a[offset + row * count + j];
    }
    System.arraycopy(sums, 0, to, at, count);
  }

  /// The least or greatest of a row.
  static int extreme(int[] a, int offset, int count, boolean least) {
    int best = a[offset];
    if (least) for (int i = 1; i < count; i++) best = Math.min(best, a[offset + i]);
    else for (int i = 1; i < count; i++) best = Math.max(best, a[offset + i]);
    return best;
  }

  /// The position in a row of its first extreme.
  static int position(int[] a, int offset, int count, boolean least) {
    int best = extreme(a, offset, count, least);
    int position = 0;
    while (a[offset + position] != best) position++;
    return position;
  }
}
