package rivulet.array;

/// Reductions of `float[]`, plainly until the vector form ([FloatVectorFolds]) is compiled.
final class FloatFolds {
  /// Partial sums of a row, by position.
  static final int LANES = 32;

  /// From here on a row's extreme is looked for in vectors, of which it holds at least four.
  private static final int LONG = 256;

  private static final int SAMPLE = 1024;
  private static final float[] ZEROS = new float[SAMPLE];

  private static final Heat SUM =
      new Heat(() -> {
        double[] lanes = new double[LANES];
        int rows = SAMPLE / LANES;
        return new Heat.Forms(
            () -> addRows(lanes, ZEROS, 0, rows),
            () -> FloatVectorFolds.addRows(lanes, ZEROS, 0, rows));
      });

  private static final Heat TWO_SUMS =
      new Heat(() -> {
        double[] lanes = new double[LANES];
        double[] others = new double[LANES];
        int rows = SAMPLE / LANES;
        return new Heat.Forms(
            () -> addRows(lanes, others, ZEROS, 0, 0, rows),
            () -> FloatVectorFolds.addRows(lanes, others, ZEROS, 0, 0, rows));
      });

  private static final Heat LEAST =
      new Heat(() ->
          new Heat.Forms(
              () -> least(ZEROS, 0, SAMPLE), () -> FloatVectorFolds.least(ZEROS, 0, SAMPLE)));

  private static final Heat GREATEST =
      new Heat(() ->
          new Heat.Forms(
              () -> greatest(ZEROS, 0, SAMPLE), () -> FloatVectorFolds.greatest(ZEROS, 0, SAMPLE)));

  private FloatFolds() {}

  /// The sum of a row, in double precision: long rows in partial sums, which are then added up in
  /// pairs.
  static double sum(float[] a, int offset, int count) {
    return count < 2 * LANES ? shortSum(a, offset, count) : lanesSum(a, offset, count);
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

  private static double lanesSum(float[] a, int offset, int count) {
    return sum(a, offset, count, 1, 0);
  }

  /// The sum of several rows, which start `step` apart, in the same partial sums.
  static double sum(float[] a, int offset, int count, int parts, int step) {
    double[] lanes = new double[LANES];
    boolean vectors = SUM.isHot(count * parts);
    for (int part = 0; part < parts; part++) add(lanes, a, offset + part * step, count, vectors);
    return PartialSums.total(lanes);
  }

  /// Adds a row to partial sums.
  static void add(double[] lanes, float[] a, int offset, int count) {
    add(lanes, a, offset, count, SUM.isHot(count));
  }

  private static void add(double[] lanes, float[] a, int offset, int count, boolean vectors) {
    int rows = count / LANES;
    if (vectors) FloatVectorFolds.addRows(lanes, a, offset, rows);
    else addRows(lanes, a, offset, rows);
    addPart(lanes, a, offset + rows * LANES, count % LANES);
  }

  /// The sums of two long rows of a multiple of [#LANES] elements, with the bits of [#sum]. From
  /// memory, two rows that are read side by side come in two thirds of the time (measured on one
  /// core with AVX-512, the second four lengths or more behind the first).
  static void sums(float[] a, int[] offsets, int count, double[] to, int[] at) {
    double[] lanes = new double[LANES];
    double[] others = new double[LANES];
    int rows = count / LANES;
    if (TWO_SUMS.isHot(2 * count)) {
      FloatVectorFolds.addRows(lanes, others, a, offsets[0], offsets[1], rows);
    } else {
      addRows(lanes, others, a, offsets[0], offsets[1], rows);
    }
    to[at[0]] = PartialSums.total(lanes);
    to[at[1]] = PartialSums.total(others);
  }

  private static void addRows(
      double[] lanes, double[] others, float[] a, int first, int second, int rows) {
    addRows(lanes, a, first, rows);
    addRows(others, a, second, rows);
  }

  static void addRows(double[] lanes, float[] a, int offset, int rows) {
    for (int row = 0; row < rows; row++) addPart(lanes, a, offset + row * LANES, LANES);
  }

  private static void addPart(double[] lanes, float[] a, int offset, int count) {
    for (int j = 0; j < count; j++) lanes[j] += a[offset + j];
  }

  /// The sums of `count` columns, of `rows` elements each.
  static void sumColumns(float[] a, int offset, int rows, int count, float[] to, int at) {
    double[] sums = new double[count];
    for (int row = 0; row < rows; row++) addPart(sums, a, offset + row * count, count);
    for (int j = 0; j < count; j++) to[at + j] = (float) sums[j];
  }

  /// The least or greatest of a row; NaN wins.
  static float extreme(float[] a, int offset, int count, boolean least) {
    boolean vectors = count >= LONG && (least ? LEAST : GREATEST).isHot(count);
    if (least) {
      return vectors ? FloatVectorFolds.least(a, offset, count) : least(a, offset, count);
    }
    return vectors ? FloatVectorFolds.greatest(a, offset, count) : greatest(a, offset, count);
  }

  static float least(float[] a, int offset, int count) {
    float best = a[offset];
    for (int i = 1; i < count; i++) best = Math.min(best, a[offset + i]);
    return best;
  }

  static float greatest(float[] a, int offset, int count) {
    float best = a[offset];
    for (int i = 1; i < count; i++) best = Math.max(best, a[offset + i]);
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
