package rivulet.array;

import org.jspecify.annotations.Nullable;

/// Steps of optimizers over `double[]`, in place. All arrays are indexed alike, which is what
/// HotSpot vectorises.
final class DoubleUpdates {
  private DoubleUpdates() {}

  static void sgd(double[] p, double[] g, double @Nullable [] buffer, int n, Updates.Sgd rule) {
    double sign = rule.maximize() ? -1 : 1;
    double decay = rule.weightDecay();
    double lr = rule.lr();
    if (buffer == null) {
      for (int i = 0; i < n; i++) p[i] -= lr * (sign * g[i] + decay * p[i]);
      return;
    }
    double keep = (rule.first() ? 0 : rule.momentum());
    double take = (rule.first() ? 1 : 1 - rule.dampening());
    double ahead = (rule.nesterov() ? rule.momentum() : 1);
    double own = rule.nesterov() ? 1 : 0;
    for (int i = 0; i < n; i++) {
      double d = sign * g[i] + decay * p[i];
      double b = keep * buffer[i] + take * d;
      buffer[i] = b;
      p[i] -= lr * (own * d + ahead * b);
    }
  }

  static void adam(
      double[] p, double[] g, double[] mean, double[] square, int n, Updates.Adam rule) {
    double sign = rule.maximize() ? -1 : 1;
    double decay = rule.gradientDecay();
    double shrink = rule.shrink();
    double take1 = (1 - rule.beta1());
    double keep2 = rule.beta2();
    double take2 = (1 - rule.beta2());
    double step = rule.stepSize();
    double root = rule.rootCorrection();
    double eps = rule.eps();
    for (int i = 0; i < n; i++) {
      double d = sign * g[i] + decay * p[i];
      double m = mean[i] + take1 * (d - mean[i]);
      double s = keep2 * square[i] + take2 * d * d;
      mean[i] = m;
      square[i] = s;
      p[i] = shrink * p[i] - step * m / (Math.sqrt(s) / root + eps);
    }
  }

  /// With the greatest mean of squares so far in the denominator.
  static void amsgrad(
      double[] p,
      double[] g,
      double[] mean,
      double[] square,
      double[] greatest,
      int n,
      Updates.Adam rule) {
    double sign = rule.maximize() ? -1 : 1;
    double root = rule.rootCorrection();
    for (int i = 0; i < n; i++) {
      double d = sign * g[i] + rule.gradientDecay() * p[i];
      mean[i] += (1 - rule.beta1()) * (d - mean[i]);
      square[i] = rule.beta2() * square[i] + (1 - rule.beta2()) * d * d;
      greatest[i] = Math.max(greatest[i], square[i]);
      double denominator = Math.sqrt(greatest[i]) / root + rule.eps();
      p[i] = rule.shrink() * p[i] - rule.stepSize() * mean[i] / denominator;
    }
  }
}
