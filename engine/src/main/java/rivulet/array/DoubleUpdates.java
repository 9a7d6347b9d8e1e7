package rivulet.array;

import org.jspecify.annotations.Nullable;

/// Steps of optimizers over `double[]`, in place.
final class DoubleUpdates {
  private DoubleUpdates() {}

  static void sgd(
      double[] p, int po, double[] g, int go, double @Nullable [] buffer, int n, Updates.Sgd rule) {
    double sign = rule.maximize() ? -1 : 1;
    double decay = rule.weightDecay();
    double lr = rule.lr();
    if (buffer == null) {
      for (int i = 0; i < n; i++) p[po + i] -= lr * (sign * g[go + i] + decay * p[po + i]);
      return;
    }
    double keep = (rule.first() ? 0 : rule.momentum());
    double take = (rule.first() ? 1 : 1 - rule.dampening());
    double ahead = (rule.nesterov() ? rule.momentum() : 1);
    double own = rule.nesterov() ? 1 : 0;
    for (int i = 0; i < n; i++) {
      double d = sign * g[go + i] + decay * p[po + i];
      double b = keep * buffer[i] + take * d;
      buffer[i] = b;
      p[po + i] -= lr * (own * d + ahead * b);
    }
  }

  static void adam(
      double[] p,
      int po,
      double[] g,
      int go,
      double[] mean,
      double[] square,
      int n,
      Updates.Adam rule) {
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
      double d = sign * g[go + i] + decay * p[po + i];
      double m = mean[i] + take1 * (d - mean[i]);
      double s = keep2 * square[i] + take2 * d * d;
      mean[i] = m;
      square[i] = s;
      p[po + i] = shrink * p[po + i] - step * m / (Math.sqrt(s) / root + eps);
    }
  }

  /// With the greatest mean of squares so far in the denominator.
  static void amsgrad(
      double[] p,
      int po,
      double[] g,
      int go,
      double[] mean,
      double[] square,
      double[] greatest,
      int n,
      Updates.Adam rule) {
    double sign = rule.maximize() ? -1 : 1;
    double root = rule.rootCorrection();
    for (int i = 0; i < n; i++) {
      double d = sign * g[go + i] + rule.gradientDecay() * p[po + i];
      mean[i] += (1 - rule.beta1()) * (d - mean[i]);
      square[i] = rule.beta2() * square[i] + (1 - rule.beta2()) * d * d;
      greatest[i] = Math.max(greatest[i], square[i]);
      double denominator = Math.sqrt(greatest[i]) / root + rule.eps();
      p[po + i] = rule.shrink() * p[po + i] - rule.stepSize() * mean[i] / denominator;
    }
  }
}
