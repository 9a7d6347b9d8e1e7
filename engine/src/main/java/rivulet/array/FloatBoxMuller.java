package rivulet.array;

import org.jspecify.annotations.Nullable;

/// The transformation of [BoxMuller] in single precision, plainly until the vector form
/// ([FloatVectorBoxMuller]) is compiled.
///
/// It uses the polynomials of the Cephes library (S. L. Moshier, 1992) with every multiply-add
/// fused, since these decide the last bit.
///
/// @param values uniform numbers, in whose place the normal ones are written
/// @param mean the normal numbers' mean
/// @param std their standard deviation
@SuppressWarnings({
  "ArrayRecordComponent", // a call's arguments, which nobody compares
  "FloatingPointLiteralPrecision" // coefficients as published
})
record FloatBoxMuller(float[] values, float mean, float std) {
  static final float TWO_PI = (float) (2 * Math.PI);

  static final float L0 = 7.0376836292E-2f;
  static final float L1 = -1.1514610310E-1f;
  static final float L2 = 1.1676998740E-1f;
  static final float L3 = -1.2420140846E-1f;
  static final float L4 = 1.4249322787E-1f;
  static final float L5 = -1.6668057665E-1f;
  static final float L6 = 2.0000714765E-1f;
  static final float L7 = -2.4999993993E-1f;
  static final float L8 = 3.3333331174E-1f;
  static final float LN2_LOW = -2.12194440e-4f;
  static final float LN2_HIGH = 0.693359375f;
  static final float SQRT_HALF = 0.707106781186547524f;

  static final float S0 = -1.9515295891E-4f;
  static final float S1 = 8.3321608736E-3f;
  static final float S2 = -1.6666654611E-1f;
  static final float C0 = 2.443315711809948E-005f;
  static final float C1 = -1.388731625493765E-003f;
  static final float C2 = 4.166664568298827E-002f;
  static final float FOUR_OVER_PI = 1.27323954473516f;
  static final float QUARTER_HIGH = -0.78515625f;
  static final float QUARTER_MIDDLE = -2.4187564849853515625e-4f;
  static final float QUARTER_LOW = -3.77489497744594108e-8f;

  private static final int SAMPLE = 64;

  private static final Heat HEAT = new Heat(FloatBoxMuller::forms);

  private static Heat.@Nullable Forms forms() {
    if (!FloatVectorBoxMuller.FITS) return null;
    FloatBoxMuller sample = new FloatBoxMuller(new float[SAMPLE * BoxMuller.BLOCK], 0.5f, 0);
    return new Heat.Forms(
        () -> sample.plain(0, SAMPLE),
        () -> FloatVectorBoxMuller.run(sample.values, 0, SAMPLE, sample.mean, sample.std));
  }

  /// Some blocks, from `start` on.
  void run(int start, int blocks) {
    if (HEAT.isHot(blocks * BoxMuller.BLOCK)) {
      FloatVectorBoxMuller.run(values, start, blocks, mean, std);
    } else {
      plain(start, blocks);
    }
  }

  void plain(int start, int blocks) {
    int end = start + blocks * BoxMuller.BLOCK;
    for (int block = start; block < end; block += BoxMuller.BLOCK) {
      for (int j = block; j < block + BoxMuller.HALF; j++) pair(j);
    }
  }

  private void pair(int j) {
    float radius = (float) Math.sqrt(-2 * log(1 - values[j]));
    float angle = TWO_PI * values[j + BoxMuller.HALF];
    values[j] = Math.fma(radius * cos(angle), std, mean);
    values[j + BoxMuller.HALF] = Math.fma(radius * sin(angle), std, mean);
  }

  /// The natural logarithm of a normal positive number.
  static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    float e = (bits >>> 23) - 126;
    float m = Float.intBitsToFloat((bits & 0x007fffff) | 0x3f000000);
    boolean small = m < SQRT_HALF;
    if (small) e -= 1;
    float r = m - 1 + (small ? m : 0);
    float z = r * r;
    float y = Math.fma(logSeries(r) * r, z, e * LN2_LOW);
    y = Math.fma(-0.5f, z, y);
    return Math.fma(e, LN2_HIGH, r + y);
  }

  private static float logSeries(float r) {
    float y = Math.fma(L0, r, L1);
    y = Math.fma(y, r, L2);
    y = Math.fma(y, r, L3);
    y = Math.fma(y, r, L4);
    y = Math.fma(y, r, L5);
    y = Math.fma(y, r, L6);
    y = Math.fma(y, r, L7);
    return Math.fma(y, r, L8);
  }

  /// The cosine of an angle from 0 to 2π.
  static float cos(float x) {
    int octant = octant(x);
    float r = reduce(x, octant);
    float value = (octant & 2) == 0 ? nearCos(r) : nearSin(r);
    return ((octant - 2) & 4) == 0 ? -value : value;
  }

  /// The sine of an angle from 0 to 2π.
  static float sin(float x) {
    int octant = octant(x);
    float r = reduce(x, octant);
    float value = (octant & 2) == 0 ? nearSin(r) : nearCos(r);
    return (octant & 4) == 0 ? value : -value;
  }

  private static int octant(float x) {
    return ((int) (x * FOUR_OVER_PI) + 1) & ~1;
  }

  private static float reduce(float x, int octant) {
    float r = Math.fma(octant, QUARTER_HIGH, x);
    r = Math.fma(octant, QUARTER_MIDDLE, r);
    return Math.fma(octant, QUARTER_LOW, r);
  }

  private static float nearCos(float r) {
    float z = r * r;
    float y = Math.fma(Math.fma(C0, z, C1), z, C2) * z;
    return Math.fma(y, z, -0.5f * z) + 1;
  }

  private static float nearSin(float r) {
    float z = r * r;
    return Math.fma(Math.fma(Math.fma(S0, z, S1), z, S2) * z, r, r);
  }
}
