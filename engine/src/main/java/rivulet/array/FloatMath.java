package rivulet.array;

/// Functions of float32, in double precision and without a branch, so that HotSpot vectorises the
/// loops that inline them. Their errors lie far below half a unit of a float: rounded, they are the
/// nearest float but for some in 10,000,000.
///
/// Both scale the argument by a power of two, sum up the exponential series there and square the
/// result as often: no exponent bits to take apart.
final class FloatMath {
  /// Beyond this exp is infinite as a float, and 0 on the other side.
  private static final double RANGE = 104;

  /// Beyond this half of the argument, tanh is 1 as a float.
  private static final double SATURATED = 20;

  private static final double C2 = 1.0 / 2;
  private static final double C3 = 1.0 / 6;
  private static final double C4 = 1.0 / 24;
  private static final double C5 = 1.0 / 120;
  private static final double C6 = 1.0 / 720;
  private static final double C7 = 1.0 / 5040;
  private static final double C8 = 1.0 / 40320;
  private static final double C9 = 1.0 / 362880;
  private static final double C10 = 1.0 / 3628800;

  private FloatMath() {}

  /// `exp(x) = exp(x / 256) ^ 256`.
  static double exp(double x) {
    double r = Math.max(-RANGE, Math.min(RANGE, x)) / 256;
    double y = Math.fma(r, series(r), 1);
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    y *= y;
    return y * y;
  }

  /// `tanh(x) = m / (m + 2)` with `m = exp(2 x) - 1`, which keeps its digits near 0; squared, `1 +
  /// m` is `1 + m (m + 2)`.
  static double tanh(double x) {
    double r = Math.max(-SATURATED, Math.min(SATURATED, 2 * x)) / 64;
    double m = r * series(r);
    m *= m + 2;
    m *= m + 2;
    m *= m + 2;
    m *= m + 2;
    m *= m + 2;
    m *= m + 2;
    return m / (m + 2);
  }

  /// `(exp(r) - 1) / r` for `|r| < 0.41`.
  private static double series(double r) {
    double p = Math.fma(C10, r, C9);
    p = Math.fma(p, r, C8);
    p = Math.fma(p, r, C7);
    p = Math.fma(p, r, C6);
    p = Math.fma(p, r, C5);
    p = Math.fma(p, r, C4);
    p = Math.fma(p, r, C3);
    p = Math.fma(p, r, C2);
    return Math.fma(p, r, 1);
  }
}
