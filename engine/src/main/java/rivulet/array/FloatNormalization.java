package rivulet.array;

import org.jspecify.annotations.Nullable;

/// The loops of [Normalization] over `float[]`, a row at a time, plainly until the vector form
/// ([FloatVectorNormalization]) is compiled. Sums are those of [FloatStrands].
final class FloatNormalization {
  private static final int SAMPLE = 256;
  private static final float[] SOME = new float[SAMPLE];
  private static final double[] SOME_SUMS = new double[SAMPLE];
  private static final double[] STATS = {0, 1};

  private static final Heat LAYER =
      new Heat(() -> {
        float[] y = new float[SAMPLE];
        double[] stats = new double[2];
        return new Heat.Forms(
            () -> plainLayer(SOME, 0, y, 0, SAMPLE, SOME, SOME, 1, stats, 0),
            () -> FloatVectorNormalization.layer(SOME, 0, y, 0, SAMPLE, SOME, SOME, 1, stats, 0));
      });

  private static final Heat INPUT =
      new Heat(() -> {
        float[] to = new float[SAMPLE];
        float[] h = new float[SAMPLE];
        float[] r = new float[SAMPLE];
        return new Heat.Forms(
            () -> plainInput(SOME, SOME, 0, to, SAMPLE, SOME, STATS, 0, h, r),
            () -> FloatVectorNormalization.input(SOME, SOME, 0, to, SAMPLE, SOME, STATS, 0, h, r));
      });

  private static final Heat WEIGHT =
      new Heat(() ->
          new Heat.Forms(
              () -> plainWeight(SOME, SOME, 0, 0, SAMPLE, STATS, 0, SOME_SUMS),
              () -> FloatVectorNormalization.weight(SOME, SOME, 0, SAMPLE, STATS, 0, SOME_SUMS)));

  private FloatNormalization() {}

  /// Normalises a row of `n`, and notes its mean and its `1 / √(variance + eps)` in `stats`.
  static void layer(
      float[] x,
      int from,
      float[] y,
      int to,
      int n,
      float @Nullable [] weight,
      float @Nullable [] bias,
      double eps,
      double[] stats,
      int at) {
    if (n >= FloatStrands.COUNT && LAYER.isHot(n)) {
      FloatVectorNormalization.layer(x, from, y, to, n, weight, bias, eps, stats, at);
    } else {
      plainLayer(x, from, y, to, n, weight, bias, eps, stats, at);
    }
  }

  static void plainLayer(
      float[] x,
      int from,
      float[] y,
      int to,
      int n,
      float @Nullable [] weight,
      float @Nullable [] bias,
      double eps,
      double[] stats,
      int at) {
    double[] strands = new double[FloatStrands.COUNT];
    double mean = FloatStrands.sum(x, from, n, strands) / n;
    for (int i = 0; i < n; i++) strands[i % FloatStrands.COUNT] += square(x[from + i] - mean);
    double scale = 1 / Math.sqrt(FloatStrands.total(strands) / n + eps);
    stats[at] = mean;
    stats[at + 1] = scale;
    scaled(x, from, y, to, 0, n, weight, bias, (float) mean, (float) scale);
  }

  /// The elements from `start` on.
  static void scaled(
      float[] x,
      int from,
      float[] y,
      int to,
      int start,
      int n,
      float @Nullable [] weight,
      float @Nullable [] bias,
      float mean,
      float scale) {
    for (int i = start; i < n; i++) {
      float normalized = (x[from + i] - mean) * scale;
      float weighed = weight == null ? normalized : normalized * weight[i];
      y[to + i] = bias == null ? weighed : weighed + bias[i];
    }
  }

  /// The gradient of a row, `(h - mean(h) - r · mean(h · r)) · scale`; `h` and `r` are room for `n`
  /// elements each, which come back as `g · weight` and the row normalised.
  static void input(
      float[] g,
      float[] x,
      int from,
      float[] to,
      int n,
      float @Nullable [] weight,
      double[] stats,
      int at,
      float[] h,
      float[] r) {
    if (n >= FloatStrands.COUNT && INPUT.isHot(n)) {
      FloatVectorNormalization.input(g, x, from, to, n, weight, stats, at, h, r);
    } else {
      plainInput(g, x, from, to, n, weight, stats, at, h, r);
    }
  }

  static void plainInput(
      float[] g,
      float[] x,
      int from,
      float[] to,
      int n,
      float @Nullable [] weight,
      double[] stats,
      int at,
      float[] h,
      float[] r) {
    double[] strands = new double[FloatStrands.COUNT];
    scaled(x, from, r, 0, 0, n, null, null, (float) stats[at], (float) stats[at + 1]);
    System.arraycopy(g, from, h, 0, n);
    if (weight != null) for (int i = 0; i < n; i++) h[i] *= weight[i];
    float mean = (float) (FloatStrands.sum(h, 0, n, strands) / n);
    for (int i = 0; i < n; i++) strands[i % FloatStrands.COUNT] += (double) h[i] * r[i];
    float along = (float) (FloatStrands.total(strands) / n);
    centred(h, r, to, from, 0, n, mean, along, (float) stats[at + 1]);
  }

  /// The elements from `start` on.
  static void centred(
      float[] h,
      float[] r,
      float[] to,
      int at,
      int start,
      int n,
      float mean,
      float along,
      float scale) {
    for (int i = start; i < n; i++) to[at + i] = (h[i] - mean - r[i] * along) * scale;
  }

  /// Adds `g` times the row normalised to `sums`.
  static void weight(float[] g, float[] x, int from, int n, double[] stats, int at, double[] sums) {
    if (n >= FloatStrands.COUNT && WEIGHT.isHot(n)) {
      FloatVectorNormalization.weight(g, x, from, n, stats, at, sums);
    } else {
      plainWeight(g, x, from, 0, n, stats, at, sums);
    }
  }

  /// The elements from `start` on.
  static void plainWeight(
      float[] g, float[] x, int from, int start, int n, double[] stats, int at, double[] sums) {
    double m = stats[at];
    double s = stats[at + 1];
    for (int i = start; i < n; i++) sums[i] += g[from + i] * ((x[from + i] - m) * s);
  }

  private static double square(double x) {
    return x * x;
  }
}
