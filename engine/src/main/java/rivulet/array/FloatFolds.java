package rivulet.array;

/// Reductions of `float[]`, plainly until the vector form ([FloatVectorFolds]) is compiled.
final class FloatFolds {
  /// Partial sums of a row, by position.
  static final int LANES = 32;

  /// Elements of a row that are added up at once: two for each partial sum, added before they are
  /// widened. With every element widened first, a sum from memory took a third longer.
  static final int GROUP = 2 * LANES;

  /// From here on a row's extreme is looked for in vectors, of which it holds at least four.
  private static final int LONG = 256;

  private static final int SAMPLE = 1024;
  private static final float[] ZEROS = new float[SAMPLE];

  private static final Heat SUM =
      new Heat(() -> {
        double[] lanes = new double[LANES];
        int groups = SAMPLE / GROUP;
        return new Heat.Forms(
            () -> addGroups(lanes, ZEROS, 0, groups),
            () -> FloatVectorFolds.addGroups(lanes, ZEROS, 0, groups));
      });

  private static final Heat TWO_SUMS =
      new Heat(() -> {
        double[] lanes = new double[LANES];
        double[] others = new double[LANES];
        int groups = SAMPLE / GROUP;
        return new Heat.Forms(
            () -> addGroups(lanes, others, ZEROS, 0, 0, groups),
            () -> FloatVectorFolds.addGroups(lanes, others, ZEROS, 0, 0, groups));
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

  /// The sum of a row: a short one in double precision; of a long one two elements each in single,
  /// and these in double precision, in partial sums, which are then added up in pairs.
  static double sum(float[] a, int offset, int count) {
    return count < GROUP ? shortSum(a, offset, count) : lanesSum(a, offset, count);
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
    int groups = count / GROUP;
    if (vectors) FloatVectorFolds.addGroups(lanes, a, offset, groups);
    else addGroups(lanes, a, offset, groups);
    int left = count % GROUP;
    int end = offset + count;
    addPart(lanes, a, end - left, Math.min(left, LANES));
    if (left > LANES) addPart(lanes, a, end - left + LANES, left - LANES);
  }

  /// The sums of two long rows of a multiple of [#GROUP] elements, with the bits of [#sum]. From
  /// memory, two rows that are read side by side come in two thirds of the time (measured on one
  /// core with AVX-512, the second four lengths or more behind the first).
  static void sums(float[] a, int[] offsets, int count, double[] to, int[] at) {
    double[] lanes = new double[LANES];
    double[] others = new double[LANES];
    int groups = count / GROUP;
    if (TWO_SUMS.isHot(2 * count)) {
      FloatVectorFolds.addGroups(lanes, others, a, offsets[0], offsets[1], groups);
    } else {
      addGroups(lanes, others, a, offsets[0], offsets[1], groups);
    }
    to[at[0]] = PartialSums.total(lanes);
    to[at[1]] = PartialSums.total(others);
  }

  private static void addGroups(
      double[] lanes, double[] others, float[] a, int first, int second, int groups) {
    addGroups(lanes, a, first, groups);
    addGroups(others, a, second, groups);
  }

  static void addGroups(double[] lanes, float[] a, int offset, int groups) {
    for (int group = 0; group < groups; group++) {
      int at = offset + group * GROUP;
      for (int j = 0; j < LANES; j++) lanes[j] += a[at + j] + a[at + LANES + j];
    }
  }

  private static void addPart(double[] sums, float[] a, int offset, int count) {
    for (int j = 0; j < count; j++) sums[j] += a[offset + j];
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
