package rivulet.array;

/// Functions of float32, one number at a time; [FloatVectorMath] takes the same steps with vectors,
/// so that both give the same bits. The errors of exp and log stay below one unit in the last
/// place, those of the others below three.
///
/// An exponential is `2^n · exp(r)` with `n` the nearest integer to `x / ln 2`, a logarithm `n · ln
/// 2 + log(1 + f)` with `1 + f` between `√½` and `√2`. The polynomials have the least greatest
/// relative error there (Remez' exchange, in 50 digits).
final class FloatMath {
  /// From here on exp is infinite, below [#LEAST] it is 0.
  static final float GREATEST = 89;

  static final float LEAST = -104;

  /// From here on tanh is 1.
  static final float SATURATED = 10;

  static final float LOG2_E = 0x1.715476p0f;

  /// Added and taken away again, it rounds to an integer, which its last bits hold meanwhile.
  static final float SHIFTER = 0x1.8p23f;

  static final int SHIFTER_BITS = 0x4b400000;

  /// ln 2, of few enough bits that a product with an exponent is exact; and the rest of it.
  static final float LN2_HIGH = 0x1.63p-1f;

  static final float LN2_LOW = -0x1.bd0106p-13f;

  /// Of `(exp(r) - 1 - r) / r²` for `|r| < ½ ln 2`; the error of `exp(r) - 1` is 1.3e-8.
  static final float E0 = 0x1.fffffep-2f;

  static final float E1 = 0x1.5554bp-3f;
  static final float E2 = 0x1.555674p-5f;
  static final float E3 = 0x1.122776p-7f;
  static final float E4 = 0x1.6bec02p-10f;

  /// Of `(log(1 + f) - f + f² / 2) / f³` for `√½ < 1 + f < √2`; the error of the whole is 5.8e-9.
  static final float L0 = 0x1.555554p-2f;

  static final float L1 = -0x1.000226p-2f;
  static final float L2 = 0x1.99a008p-3f;
  static final float L3 = -0x1.547246p-3f;
  static final float L4 = 0x1.22da18p-3f;
  static final float L5 = -0x1.0d8538p-3f;
  static final float L6 = 0x1.055b8ap-3f;
  static final float L7 = -0x1.38b5fcp-4f;

  static final int ROOT_HALF_BITS = 0x3f3504f3;

  /// What makes the subnormal numbers normal: 2 to this power.
  static final int LIFT = 23;

  static final float LIFTED = 0x1p23f;

  private FloatMath() {}

  static float exp(float x) {
    float y = x > GREATEST ? GREATEST : x;
    y = y < LEAST ? LEAST : y;
    float t = Math.fma(y, LOG2_E, SHIFTER);
    float n = t - SHIFTER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, y));
    float p = Math.fma(Math.fma(series(r), r, 1), r, 1);
    int k = Float.floatToRawIntBits(t) - SHIFTER_BITS;
    int half = k >> 1;
    return p * power(half) * power(k - half);
  }

  /// `m / (m + 2)` with `m = exp(2 |x|) - 1`, which keeps its digits near 0.
  static float tanh(float x) {
    float a = Math.abs(x);
    a = a > SATURATED ? SATURATED : a;
    float t = Math.fma(a, 2 * LOG2_E, SHIFTER);
    float n = t - SHIFTER;
    float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, a + a));
    float p = Math.fma(series(r) * r, r, r);
    float s = power(Float.floatToRawIntBits(t) - SHIFTER_BITS);
    float m = Math.fma(s, p, s - 1);
    return withSign(m / (m + 2), x);
  }

  static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  static float log(float x) {
    if (!(x < Float.POSITIVE_INFINITY)) return x;
    if (x <= 0) return x == 0 ? Float.NEGATIVE_INFINITY : Float.NaN;
    boolean small = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(small ? x * LIFTED : x);
    int e = (bits - ROOT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (e << 23)) - 1;
    float n = small ? e - LIFT : e;
    float y = Math.fma(f * f, Math.fma(logSeries(f), f, -0.5f), f);
    return Math.fma(n, LN2_HIGH, Math.fma(n, LN2_LOW, y));
  }

  /// `log(u) + (1 + x - u) / u`, where `u` is `1 + x` rounded.
  static float log1p(float x) {
    if (!(x < Float.POSITIVE_INFINITY) || x == 0) return x;
    float u = 1 + x;
    if (u <= 0) return log(u);
    return log(u) + (x - (u - 1)) / u;
  }

  private static float series(float r) {
    float q = Math.fma(E4, r, E3);
    q = Math.fma(q, r, E2);
    q = Math.fma(q, r, E1);
    return Math.fma(q, r, E0);
  }

  private static float logSeries(float f) {
    float p = Math.fma(L7, f, L6);
    p = Math.fma(p, f, L5);
    p = Math.fma(p, f, L4);
    p = Math.fma(p, f, L3);
    p = Math.fma(p, f, L2);
    p = Math.fma(p, f, L1);
    return Math.fma(p, f, L0);
  }

  /// `2^k` of a normal number's exponent.
  private static float power(int k) {
    return Float.intBitsToFloat((k + 127) << 23);
  }

  private static float withSign(float size, float x) {
    int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
    return Float.intBitsToFloat(Float.floatToRawIntBits(size) | sign);
  }
}
