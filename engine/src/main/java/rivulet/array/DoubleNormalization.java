package rivulet.array;

import org.jspecify.annotations.Nullable;

/// The loops of [Normalization] over `double[]`, a row at a time. Sums are taken in four strands
/// that hide each other's latency.
final class DoubleNormalization {
  private DoubleNormalization() {}

  /// Normalises a row of `n`, and notes its mean and its `1 / √(variance + eps)` in `stats`.
  static void layer(
      double[] x,
      int from,
      double[] y,
      int to,
      int n,
      double @Nullable [] weight,
      double @Nullable [] bias,
      double eps,
      double[] stats,
      int at) {
    double mean = sum(x, from, n) / n;
    double scale = 1 / Math.sqrt(squares(x, from, n, mean) / n + eps);
    stats[at] = mean;
    stats[at + 1] = scale;
    for (int i = 0; i < n; i++) y[to + i] = (x[from + i] - mean) * scale;
    if (weight != null) for (int i = 0; i < n; i++) y[to + i] *= weight[i];
    if (bias != null) for (int i = 0; i < n; i++) y[to + i] += bias[i];
  }

  private static double sum(double[] x, int from, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      a += x[from + i];
      b += x[from + i + 1];
      c += x[from + i + 2];
      d += x[from + i + 3];
    }
    for (; i < n; i++) a += x[from + i];
    return (a + b) + (c + d);
  }

  private static double squares(double[] x, int from, int n, double mean) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      a += square(x[from + i] - mean);
      b += square(x[from + i + 1] - mean);
      c += square(x[from + i + 2] - mean);
      d += square(x[from + i + 3] - mean);
    }
    for (; i < n; i++) a += square(x[from + i] - mean);
    return (a + b) + (c + d);
  }

  /// The gradient of a row, `(h - mean(h) - r · mean(h · r)) · scale`; `h` and `r` are room for `n`
  /// elements each, which come back as `g · weight` and the row normalised.
  static void input(
      double[] g,
      double[] x,
      int from,
      double[] to,
      int n,
      double @Nullable [] weight,
      double[] stats,
      int at,
      double[] h,
      double[] r) {
    double m = stats[at];
    double s = stats[at + 1];
    for (int i = 0; i < n; i++) r[i] = (x[from + i] - m) * s;
    System.arraycopy(g, from, h, 0, n);
    if (weight != null) for (int i = 0; i < n; i++) h[i] *= weight[i];
    double mean = (sum(h, 0, n) / n);
    double along = (product(h, r, n) / n);
    for (int i = 0; i < n; i++) to[from + i] = (h[i] - mean - r[i] * along) * s;
  }

  private static double product(double[] x, double[] y, int n) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < n; i++) a += x[i] * y[i];
    return (a + b) + (c + d);
  }

  /// Adds `g` times the row normalised to `sums`.
  static void weight(
      double[] g, double[] x, int from, int n, double[] stats, int at, double[] sums) {
    double m = stats[at];
    double s = stats[at + 1];
    for (int i = 0; i < n; i++) sums[i] += g[from + i] * ((x[from + i] - m) * s);
  }

  private static double square(double x) {
    return x * x;
  }
}
