package rivulet.array;

/// Softmax of rows of `float[]`, plainly until the vector form ([FloatVectorSoftmax]) is compiled.
/// Sums are taken in double precision.
final class FloatSoftmax implements SoftmaxRow {
  /// Shorter rows are not worth vectors, of which there are to be four at least.
  private static final int SHORTEST = 64;

  private static final int SAMPLE = 256;
  private static final float[] SOME = new float[SAMPLE];

  private static final Heat VALUE =
      heat((row, to, vectors) -> {
        row.softmax(SOME, 0, to, 0, vectors);
        row.logSoftmax(SOME, 0, to, 0, vectors);
      });

  private static final Heat GRADIENT =
      heat((row, to, vectors) -> {
        row.softmaxGradient(SOME, 0, SOME, 0, to, 0, vectors);
        row.logSoftmaxGradient(SOME, 0, SOME, 0, to, 0, vectors);
      });

  private final int count;
  private final float factor;
  private final double[] strands = new double[FloatStrands.COUNT];
  private final float[] room;

  FloatSoftmax(int count, float factor) {
    this.count = count;
    this.factor = factor;
    this.room = new float[count];
  }

  private interface Sample {
    void run(FloatSoftmax row, float[] to, boolean vectors);
  }

  private static Heat heat(Sample sample) {
    return new Heat(() -> {
      FloatSoftmax row = new FloatSoftmax(SAMPLE, 1);
      float[] to = new float[SAMPLE];
      return new Heat.Forms(() -> sample.run(row, to, false), () -> sample.run(row, to, true));
    });
  }

  private boolean isHot(Heat heat) {
    return count >= SHORTEST && heat.isHot(count);
  }

  @Override
  public void softmax(Object[] arrays, int[] offsets) {
    float[] x = (float[]) arrays[1];
    softmax(x, offsets[1], (float[]) arrays[0], offsets[0], isHot(VALUE));
  }

  void softmax(float[] x, int from, float[] y, int to, boolean vectors) {
    float greatest = greatest(x, from, vectors) * factor;
    if (vectors) FloatVectorSoftmax.exps(x, from, y, to, count, factor, greatest);
    else exps(x, from, y, to, 0, count, factor, greatest);
    float sum = sum(y, to, vectors);
    if (vectors) FloatVectorSoftmax.divide(y, to, count, sum);
    else divide(y, to, 0, count, sum);
  }

  @Override
  public void logSoftmax(Object[] arrays, int[] offsets) {
    float[] x = (float[]) arrays[1];
    logSoftmax(x, offsets[1], (float[]) arrays[0], offsets[0], isHot(VALUE));
  }

  void logSoftmax(float[] x, int from, float[] y, int to, boolean vectors) {
    float greatest = greatest(x, from, vectors);
    if (vectors) FloatVectorSoftmax.exps(x, from, room, 0, count, 1, greatest);
    else exps(x, from, room, 0, 0, count, 1, greatest);
    float log = FloatMath.log(sum(room, 0, vectors));
    if (vectors) FloatVectorSoftmax.shift(x, from, y, to, count, greatest, log);
    else shift(x, from, y, to, 0, count, greatest, log);
  }

  @Override
  public void softmaxGradient(Object[] arrays, int[] offsets) {
    float[] g = (float[]) arrays[1];
    float[] y = (float[]) arrays[2];
    float[] to = (float[]) arrays[0];
    softmaxGradient(g, offsets[1], y, offsets[2], to, offsets[0], isHot(GRADIENT));
  }

  void softmaxGradient(
      float[] g, int gAt, float[] y, int yAt, float[] to, int at, boolean vectors) {
    if (vectors) FloatVectorSoftmax.multiply(g, gAt, y, yAt, room, count);
    else multiply(g, gAt, y, yAt, room, 0, count);
    float sum = sum(room, 0, vectors);
    if (vectors) FloatVectorSoftmax.slope(g, gAt, y, yAt, to, at, count, sum, factor);
    else slope(g, gAt, y, yAt, to, at, 0, count, sum, factor);
  }

  @Override
  public void logSoftmaxGradient(Object[] arrays, int[] offsets) {
    float[] g = (float[]) arrays[1];
    float[] y = (float[]) arrays[2];
    float[] to = (float[]) arrays[0];
    logSoftmaxGradient(g, offsets[1], y, offsets[2], to, offsets[0], isHot(GRADIENT));
  }

  void logSoftmaxGradient(
      float[] g, int gAt, float[] y, int yAt, float[] to, int at, boolean vectors) {
    float sum = sum(g, gAt, vectors);
    if (vectors) FloatVectorSoftmax.logSlope(g, gAt, y, yAt, to, at, count, sum);
    else logSlope(g, gAt, y, yAt, to, at, 0, count, sum);
  }

  // ---- the loops

  private float greatest(float[] x, int from, boolean vectors) {
    return vectors
        ? FloatVectorFolds.greatest(x, from, count)
        : FloatFolds.greatest(x, from, count);
  }

  private float sum(float[] x, int from, boolean vectors) {
    return (float)
        (vectors
            ? FloatVectorStrands.sum(x, from, count, strands)
            : FloatStrands.sum(x, from, count, strands));
  }

  /// From `start` on, as all that follow.
  static void exps(
      float[] x, int from, float[] y, int to, int start, int n, float factor, float greatest) {
    for (int i = start; i < n; i++) y[to + i] = FloatMath.exp(x[from + i] * factor - greatest);
  }

  static void divide(float[] y, int at, int start, int n, float by) {
    for (int i = start; i < n; i++) y[at + i] /= by;
  }

  static void shift(
      float[] x, int from, float[] y, int to, int start, int n, float greatest, float log) {
    for (int i = start; i < n; i++) y[to + i] = x[from + i] - greatest - log;
  }

  static void multiply(float[] g, int gAt, float[] y, int yAt, float[] to, int start, int n) {
    for (int i = start; i < n; i++) to[i] = g[gAt + i] * y[yAt + i];
  }

  static void slope(
      float[] g,
      int gAt,
      float[] y,
      int yAt,
      float[] to,
      int at,
      int start,
      int n,
      float sum,
      float factor) {
    for (int i = start; i < n; i++) to[at + i] = (g[gAt + i] - sum) * y[yAt + i] * factor;
  }

  static void logSlope(
      float[] g, int gAt, float[] y, int yAt, float[] to, int at, int start, int n, float sum) {
    for (int i = start; i < n; i++) to[at + i] = g[gAt + i] - FloatMath.exp(y[yAt + i]) * sum;
  }
}
