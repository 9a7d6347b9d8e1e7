package rivulet.array;

/// Functions of float64, one number at a time; [DoubleVectorMath] takes the same steps with
/// vectors, so that both give the same bits. The errors of exp and log stay below one unit in the
/// last place, those of the others below three.
///
/// An exponential is `2^n · exp(r)` with `n` the nearest integer to `x / ln 2`, a logarithm `n · ln
/// 2 + log(1 + f)` with `1 + f` between `√½` and `√2`. The polynomials have the least greatest
/// relative error there (Remez' exchange, in 50 digits).
final class DoubleMath {
  /// From here on exp is infinite, below [#LEAST] it is 0.
  static final double GREATEST = 710;

  static final double LEAST = -746;

  /// From here on tanh is 1.
  static final double SATURATED = 22;

  static final double LOG2_E = 0x1.71547652b82fep0;

  /// Added and taken away again, it rounds to an integer, which its last bits hold meanwhile.
  static final double SHIFTER = 0x1.8p52;

  static final long SHIFTER_BITS = 0x4338000000000000L;

  /// ln 2, of few enough bits that a product with an exponent is exact; and the rest of it.
  static final double LN2_HIGH = 0x1.62e42fefap-1;

  static final double LN2_LOW = 0x1.cf79abc9e3b3ap-40;

  /// Of `(exp(r) - 1 - r) / r²` for `|r| < ½ ln 2`; the error of `exp(r) - 1` is 2.6e-19.
  static final double E0 = 0x1p-1;

  static final double E1 = 0x1.5555555555559p-3;
  static final double E2 = 0x1.555555555553fp-5;
  static final double E3 = 0x1.111111110f6dap-7;
  static final double E4 = 0x1.6c16c16c1f06fp-10;
  static final double E5 = 0x1.a01a01afd3e87p-13;
  static final double E6 = 0x1.a01a017bc92f6p-16;
  static final double E7 = 0x1.71ddf87ea4fd2p-19;
  static final double E8 = 0x1.27e53626ad19dp-22;
  static final double E9 = 0x1.af5e752dc12d9p-26;
  static final double E10 = 0x1.1ee88fcd58a6cp-29;

  /// With `s = f / (2 + f)`, of `(log(1 + f) - 2 s) / s³` in `s²` for `√½ < 1 + f < √2`; the error
  /// of the whole is 1.2e-18.
  static final double L0 = 0x1.5555555555592p-1;

  static final double L1 = 0x1.999999997fe69p-2;
  static final double L2 = 0x1.24924941e86e9p-2;
  static final double L3 = 0x1.c71c520f9c7fdp-3;
  static final double L4 = 0x1.74663dc90ead2p-3;
  static final double L5 = 0x1.39a1d3d43b2fdp-3;
  static final double L6 = 0x1.2f048b0bdd0e3p-3;

  static final long ROOT_HALF_BITS = 0x3fe6a09e667f3bcdL;

  /// What makes the subnormal numbers normal: 2 to this power.
  static final int LIFT = 54;

  static final double LIFTED = 0x1p54;

  private DoubleMath() {}

  static double exp(double x) {
    double y = x > GREATEST ? GREATEST : x;
    y = y < LEAST ? LEAST : y;
    double t = Math.fma(y, LOG2_E, SHIFTER);
    double n = t - SHIFTER;
    double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, y));
    double p = Math.fma(Math.fma(series(r), r, 1), r, 1);
    long k = Double.doubleToRawLongBits(t) - SHIFTER_BITS;
    long half = k >> 1;
    return p * power(half) * power(k - half);
  }

  /// `m / (m + 2)` with `m = exp(2 |x|) - 1`, which keeps its digits near 0.
  static double tanh(double x) {
    double a = Math.abs(x);
    a = a > SATURATED ? SATURATED : a;
    double t = Math.fma(a, 2 * LOG2_E, SHIFTER);
    double n = t - SHIFTER;
    double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, a + a));
    double p = Math.fma(series(r) * r, r, r);
    double s = power(Double.doubleToRawLongBits(t) - SHIFTER_BITS);
    double m = Math.fma(s, p, s - 1);
    return withSign(m / (m + 2), x);
  }

  static double sigmoid(double x) {
    return 1 / (1 + exp(-x));
  }

  static double log(double x) {
    if (!(x < Double.POSITIVE_INFINITY)) return x;
    if (x <= 0) return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    boolean small = x < Double.MIN_NORMAL;
    long bits = Double.doubleToRawLongBits(small ? x * LIFTED : x);
    long e = (bits - ROOT_HALF_BITS) >> 52;
    double f = Double.longBitsToDouble(bits - (e << 52)) - 1;
    double n = small ? e - LIFT : e;
    double s = f / (f + 2);
    double z = s * s;
    double y = Math.fma(-s, f - z * logSeries(z), f);
    return Math.fma(n, LN2_HIGH, Math.fma(n, LN2_LOW, y));
  }

  /// `log(u) + (1 + x - u) / u`, where `u` is `1 + x` rounded.
  static double log1p(double x) {
    if (!(x < Double.POSITIVE_INFINITY) || x == 0) return x;
    double u = 1 + x;
    if (u <= 0) return log(u);
    return log(u) + (x - (u - 1)) / u;
  }

  private static double series(double r) {
    double q = Math.fma(E10, r, E9);
    q = Math.fma(q, r, E8);
    q = Math.fma(q, r, E7);
    q = Math.fma(q, r, E6);
    q = Math.fma(q, r, E5);
    q = Math.fma(q, r, E4);
    q = Math.fma(q, r, E3);
    q = Math.fma(q, r, E2);
    q = Math.fma(q, r, E1);
    return Math.fma(q, r, E0);
  }

  private static double logSeries(double z) {
    double p = Math.fma(L6, z, L5);
    p = Math.fma(p, z, L4);
    p = Math.fma(p, z, L3);
    p = Math.fma(p, z, L2);
    p = Math.fma(p, z, L1);
    return Math.fma(p, z, L0);
  }

  /// `2^k` of a normal number's exponent.
  private static double power(long k) {
    return Double.longBitsToDouble((k + 1023) << 52);
  }

  private static double withSign(double size, double x) {
    long sign = Double.doubleToRawLongBits(x) & Long.MIN_VALUE;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(size) | sign);
  }
}
