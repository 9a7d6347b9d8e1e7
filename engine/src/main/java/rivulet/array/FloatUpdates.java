package rivulet.array;

/// Steps of optimizers over `float[]`, in place: plainly until the vector form
/// ([FloatVectorUpdates]) is compiled. HotSpot makes no vector code of the plain one, as the arrays
/// that it writes might be those that it reads.
final class FloatUpdates {
  private static final int SAMPLE = 1024;

  private static final Heat DESCENT = new Heat(() -> forms(FloatUpdates::descent));
  private static final Heat MOMENTUM = new Heat(() -> forms(FloatUpdates::momentum));
  private static final Heat ADAM = new Heat(() -> forms(FloatUpdates::adam));

  private FloatUpdates() {}

  /// A step in one of its forms.
  private interface Step {
    void run(Arrays arrays, boolean vectors);
  }

  private static Heat.Forms forms(Step step) {
    float[][] a = new float[4][SAMPLE];
    Arrays arrays = new Arrays(a[0], 0, a[1], 0, a[2], a[3], 0, SAMPLE);
    return new Heat.Forms(() -> step.run(arrays, false), () -> step.run(arrays, true));
  }

  private static void descent(Arrays arrays, boolean vectors) {
    Descent rule = new Descent(1, 0, 0, 0, 0, 0, 0);
    if (vectors) FloatVectorUpdates.descent(arrays, rule);
    else descent(arrays, 0, rule);
  }

  private static void momentum(Arrays arrays, boolean vectors) {
    Descent rule = new Descent(1, 0, 0, 0, 0, 0, 0);
    if (vectors) FloatVectorUpdates.momentum(arrays, rule);
    else momentum(arrays, 0, rule);
  }

  private static void adam(Arrays arrays, boolean vectors) {
    Moments rule = new Moments(1, 0, 1, 0, 0, 0, 0, 1, 1);
    if (vectors) FloatVectorUpdates.adam(arrays, rule);
    else adam(arrays, 0, rule);
  }

  /// Some elements of a parameter, of its gradient and of its state.
  ///
  /// @param p the parameter
  /// @param g its gradient
  /// @param first what is remembered of it, if anything; else any array
  /// @param second likewise
  /// @param so where its state starts
  @SuppressWarnings("ArrayRecordComponent") // a call's arguments, which nobody compares
  record Arrays(
      float[] p, int po, float[] g, int go, float[] first, float[] second, int so, int count) {
    /// At most `most` of them, from `start` on.
    Arrays part(int start, int most) {
      int some = Math.min(most, count - start);
      return new Arrays(p, po + start, g, go + start, first, second, so + start, some);
    }
  }

  /// A step of [Updates.Sgd] in numbers: `d = sign · g + decay · p`, `b = keep · b + take · d`, `p
  /// -= lr · (own · d + ahead · b)`.
  record Descent(
      float sign, float decay, float lr, float keep, float take, float own, float ahead) {
    static Descent of(Updates.Sgd rule) {
      return new Descent(
          rule.maximize() ? -1 : 1,
          (float) rule.weightDecay(),
          (float) rule.lr(),
          (float) (rule.first() ? 0 : rule.momentum()),
          (float) (rule.first() ? 1 : 1 - rule.dampening()),
          rule.nesterov() ? 1 : 0,
          (float) (rule.nesterov() ? rule.momentum() : 1));
    }
  }

  /// A step of [Updates.Adam] in numbers.
  record Moments(
      float sign,
      float decay,
      float shrink,
      float take1,
      float keep2,
      float take2,
      float step,
      float root,
      float eps) {
    static Moments of(Updates.Adam rule) {
      return new Moments(
          rule.maximize() ? -1 : 1,
          (float) rule.gradientDecay(),
          (float) rule.shrink(),
          (float) (1 - rule.beta1()),
          (float) rule.beta2(),
          (float) (1 - rule.beta2()),
          (float) rule.stepSize(),
          (float) rule.rootCorrection(),
          (float) rule.eps());
    }
  }

  /// Gradient descent without momentum.
  static void descend(Arrays a, Descent rule) {
    int done = DESCENT.isHot(a.count) ? FloatVectorUpdates.descent(a, rule) : 0;
    descent(a, done, rule);
  }

  static void descent(Arrays a, int from, Descent rule) {
    float[] p = a.p;
    for (int i = from; i < a.count; i++) {
      float d = rule.sign * a.g[a.go + i] + rule.decay * p[a.po + i];
      p[a.po + i] -= rule.lr * d;
    }
  }

  /// Gradient descent with momentum.
  static void descendOn(Arrays a, Descent rule) {
    int done = MOMENTUM.isHot(a.count) ? FloatVectorUpdates.momentum(a, rule) : 0;
    momentum(a, done, rule);
  }

  static void momentum(Arrays a, int from, Descent rule) {
    float[] p = a.p;
    for (int i = from; i < a.count; i++) {
      float d = rule.sign * a.g[a.go + i] + rule.decay * p[a.po + i];
      float b = rule.keep * a.first[a.so + i] + rule.take * d;
      a.first[a.so + i] = b;
      p[a.po + i] -= rule.lr * (rule.own * d + rule.ahead * b);
    }
  }

  static void adam(Arrays a, Moments rule) {
    int done = ADAM.isHot(a.count) ? FloatVectorUpdates.adam(a, rule) : 0;
    adam(a, done, rule);
  }

  static void adam(Arrays a, int from, Moments rule) {
    float[] p = a.p;
    for (int i = from; i < a.count; i++) {
      float d = rule.sign * a.g[a.go + i] + rule.decay * p[a.po + i];
      int j = a.so + i;
      float m = a.first[j] + rule.take1 * (d - a.first[j]);
      float s = rule.keep2 * a.second[j] + rule.take2 * d * d;
      a.first[j] = m;
      a.second[j] = s;
      float denominator = (float) Math.sqrt(s) / rule.root + rule.eps;
      p[a.po + i] = rule.shrink * p[a.po + i] - rule.step * m / denominator;
    }
  }

  /// Adam with the greatest mean of squares so far in the denominator.
  static void amsgrad(Arrays a, float[] greatest, Moments rule) {
    float[] p = a.p;
    for (int i = 0; i < a.count; i++) {
      float d = rule.sign * a.g[a.go + i] + rule.decay * p[a.po + i];
      int j = a.so + i;
      a.first[j] += rule.take1 * (d - a.first[j]);
      a.second[j] = rule.keep2 * a.second[j] + rule.take2 * d * d;
      greatest[j] = Math.max(greatest[j], a.second[j]);
      float denominator = (float) Math.sqrt(greatest[j]) / rule.root + rule.eps;
      p[a.po + i] = rule.shrink * p[a.po + i] - rule.step * a.first[j] / denominator;
    }
  }
}
