package rivulet.array;

/// Reductions of `double[]`, plainly until the vector form ([DoubleVectorFolds]) is compiled.
final class DoubleFolds {
  /// Partial sums of a row, by position.
  static final int LANES = 64;

  /// As many elements share their partial sums.
  private static final int BLOCK = 4096;

  /// From here on a row's extreme is looked for in vectors, of which it holds at least four.
  private static final int LONG = 256;

  private static final int SAMPLE = 1024;
  private static final double[] ZEROS = new double[SAMPLE];

  private static final Heat SUM =
      new Heat(() -> {
        double[] lanes = new double[LANES];
        int rows = SAMPLE / LANES;
        return new Heat.Forms(
            () -> addRows(lanes, ZEROS, 0, rows),
            () -> DoubleVectorFolds.addRows(lanes, ZEROS, 0, rows));
      });

  private static final Heat LEAST =
      new Heat(() ->
          new Heat.Forms(
              () -> least(ZEROS, 0, SAMPLE), () -> DoubleVectorFolds.least(ZEROS, 0, SAMPLE)));

  private static final Heat GREATEST =
      new Heat(() ->
          new Heat.Forms(
              () -> greatest(ZEROS, 0, SAMPLE),
              () -> DoubleVectorFolds.greatest(ZEROS, 0, SAMPLE)));

  private DoubleFolds() {}

  /// The sum of a row: halves of halves, down to blocks with partial sums, which are then added up
  /// in pairs.
  static double sum(double[] a, int offset, int count) {
    if (count < 2 * LANES) return shortSum(a, offset, count);
    if (count <= BLOCK) return lanesSum(a, offset, count);
    int half = Math.ceilDiv(Math.ceilDiv(count, BLOCK), 2) * BLOCK;
    return sum(a, offset, half) + sum(a, offset + half, count - half);
  }

  private static double shortSum(double[] a, int offset, int count) {
    double even = 0;
    double odd = 0;
    int end = offset + (count & ~1);
    for (int i = offset; i < end; i += 2) {
      even += a[i];
      odd += a[i + 1];
    }
    return even + odd + ((count & 1) == 0 ? 0 : a[end]);
  }

  private static double lanesSum(double[] a, int offset, int count) {
    double[] lanes = new double[LANES];
    add(lanes, a, offset, count);
    return PartialSums.total(lanes);
  }

  /// Adds a row to partial sums.
  static void add(double[] lanes, double[] a, int offset, int count) {
    int rows = count / LANES;
    if (SUM.isHot(count)) DoubleVectorFolds.addRows(lanes, a, offset, rows);
    else addRows(lanes, a, offset, rows);
    addPart(lanes, a, offset + rows * LANES, count % LANES);
  }

  static void addRows(double[] lanes, double[] a, int offset, int rows) {
    for (int row = 0; row < rows; row++) addPart(lanes, a, offset + row * LANES, LANES);
  }

  private static void addPart(double[] lanes, double[] a, int offset, int count) {
    for (int j = 0; j < count; j++) lanes[j] += a[offset + j];
  }

  /// The sums of `count` columns, of `rows` elements each.
  static void sumColumns(double[] a, int offset, int rows, int count, double[] to, int at) {
    double[] sums = new double[count];
    for (int row = 0; row < rows; row++) addPart(sums, a, offset + row * count, count);
    System.arraycopy(sums, 0, to, at, count);
  }

  /// The least or greatest of a row; NaN wins.
  static double extreme(double[] a, int offset, int count, boolean least) {
    boolean vectors = count >= LONG && (least ? LEAST : GREATEST).isHot(count);
    if (least) {
      return vectors ? DoubleVectorFolds.least(a, offset, count) : least(a, offset, count);
    }
    return vectors ? DoubleVectorFolds.greatest(a, offset, count) : greatest(a, offset, count);
  }

  static double least(double[] a, int offset, int count) {
    double best = a[offset];
    for (int i = 1; i < count; i++) best = Math.min(best, a[offset + i]);
    return best;
  }

  static double greatest(double[] a, int offset, int count) {
    double best = a[offset];
    for (int i = 1; i < count; i++) best = Math.max(best, a[offset + i]);
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
