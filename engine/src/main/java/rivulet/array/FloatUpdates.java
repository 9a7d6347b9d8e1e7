package rivulet.array;

import org.jspecify.annotations.Nullable;

/// Steps of optimizers over `float[]`, in place. All arrays are indexed alike, which is what
/// HotSpot vectorises.
final class FloatUpdates {
  private FloatUpdates() {}

  static void sgd(float[] p, float[] g, float @Nullable [] buffer, int n, Updates.Sgd rule) {
    float sign = rule.maximize() ? -1 : 1;
    float decay = (float) rule.weightDecay();
    float lr = (float) rule.lr();
    if (buffer == null) {
      for (int i = 0; i < n; i++) p[i] -= lr * (sign * g[i] + decay * p[i]);
      return;
    }
    float keep = (float) (rule.first() ? 0 : rule.momentum());
    float take = (float) (rule.first() ? 1 : 1 - rule.dampening());
    float ahead = (float) (rule.nesterov() ? rule.momentum() : 1);
    float own = rule.nesterov() ? 1 : 0;
    for (int i = 0; i < n; i++) {
      float d = sign * g[i] + decay * p[i];
      float b = keep * buffer[i] + take * d;
      buffer[i] = b;
      p[i] -= lr * (own * d + ahead * b);
    }
  }

  static void adam(float[] p, float[] g, float[] mean, float[] square, int n, Updates.Adam rule) {
    float sign = rule.maximize() ? -1 : 1;
    float decay = (float) rule.gradientDecay();
    float shrink = (float) rule.shrink();
    float take1 = (float) (1 - rule.beta1());
    float keep2 = (float) rule.beta2();
    float take2 = (float) (1 - rule.beta2());
    float step = (float) rule.stepSize();
    float root = (float) rule.rootCorrection();
    float eps = (float) rule.eps();
    for (int i = 0; i < n; i++) {
      float d = sign * g[i] + decay * p[i];
      float m = mean[i] + take1 * (d - mean[i]);
      float s = keep2 * square[i] + take2 * d * d;
      mean[i] = m;
      square[i] = s;
      p[i] = shrink * p[i] - step * m / ((float) Math.sqrt(s) / root + eps);
    }
  }

  /// With the greatest mean of squares so far in the denominator.
  static void amsgrad(
      float[] p,
      float[] g,
      float[] mean,
      float[] square,
      float[] greatest,
      int n,
      Updates.Adam rule) {
    float sign = rule.maximize() ? -1 : 1;
    float root = (float) rule.rootCorrection();
    for (int i = 0; i < n; i++) {
      float d = sign * g[i] + (float) rule.gradientDecay() * p[i];
      mean[i] += (float) (1 - rule.beta1()) * (d - mean[i]);
      square[i] = (float) rule.beta2() * square[i] + (float) (1 - rule.beta2()) * d * d;
      greatest[i] = Math.max(greatest[i], square[i]);
      float denominator = (float) Math.sqrt(greatest[i]) / root + (float) rule.eps();
      p[i] = (float) rule.shrink() * p[i] - (float) rule.stepSize() * mean[i] / denominator;
    }
  }
}
