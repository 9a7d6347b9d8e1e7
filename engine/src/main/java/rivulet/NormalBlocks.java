package rivulet;

/// Normally distributed numbers in blocks of sixteen: in each, eight pairs of uniform ones become
/// eight pairs of normal ones, by Box and Muller.
///
/// float32 uses the single-precision polynomials of the Cephes library (S. L. Moshier, 1992) with
/// every multiply-add fused, since these decide the last bit.
@SuppressWarnings("FloatingPointLiteralPrecision") // coefficients as published
final class NormalBlocks {
  /// How many numbers a block has.
  static final int SIZE = 16;

  private static final int HALF = SIZE / 2;

  private static final float[] LOG = {
    7.0376836292E-2f,
    -1.1514610310E-1f,
    1.1676998740E-1f,
    -1.2420140846E-1f,
    1.4249322787E-1f,
    -1.6668057665E-1f,
    2.0000714765E-1f,
    -2.4999993993E-1f,
    3.3333331174E-1f
  };
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float SQRT_HALF = 0.707106781186547524f;

  private static final float[] SIN = {-1.9515295891E-4f, 8.3321608736E-3f, -1.6666654611E-1f};
  private static final float[] COS = {
    2.443315711809948E-005f, -1.388731625493765E-003f, 4.166664568298827E-002f
  };
  private static final float FOUR_OVER_PI = 1.27323954473516f;
  private static final float[] QUARTER_PI = {
    -0.78515625f, -2.4187564849853515625e-4f, -3.77489497744594108e-8f
  };

  private NormalBlocks() {}

  /// `count` numbers, sixteen or more; if that is no multiple, the last sixteen are drawn anew.
  static float[] floats(Generator generator, int count, float mean, float std) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) values[i] = generator.nextFloat();
    for (int start = 0; start + SIZE <= count; start += SIZE) pair(values, start, mean, std);
    if (count % SIZE != 0) block(generator, values, count - SIZE, mean, std);
    return values;
  }

  /// The same for the floating dtypes of 16 bits, which draw block by block.
  static float[] halves(Generator generator, int count, float mean, float std) {
    float[] values = new float[count];
    for (int start = 0; start + SIZE <= count; start += SIZE) {
      block(generator, values, start, mean, std);
    }
    if (count % SIZE != 0) block(generator, values, count - SIZE, mean, std);
    return values;
  }

  private static void block(Generator generator, float[] values, int start, float mean, float std) {
    for (int i = start; i < start + SIZE; i++) values[i] = generator.nextFloat();
    pair(values, start, mean, std);
  }

  /// The same in double precision.
  static double[] doubles(Generator generator, int count, double mean, double std) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) values[i] = generator.nextDouble();
    for (int start = 0; start + SIZE <= count; start += SIZE) pair(values, start, mean, std);
    if (count % SIZE != 0) {
      int start = count - SIZE;
      for (int i = start; i < count; i++) values[i] = generator.nextDouble();
      pair(values, start, mean, std);
    }
    return values;
  }

  private static void pair(double[] values, int start, double mean, double std) {
    for (int j = start; j < start + HALF; j++) {
      double radius = Math.sqrt(-2 * Math.log(1 - values[j]));
      double angle = 2 * Math.PI * values[j + HALF];
      values[j] = radius * Math.cos(angle) * std + mean;
      values[j + HALF] = radius * Math.sin(angle) * std + mean;
    }
  }

  private static void pair(float[] values, int start, float mean, float std) {
    for (int j = start; j < start + HALF; j++) {
      float radius = (float) Math.sqrt(-2 * log(1 - values[j]));
      float angle = (float) (2 * Math.PI) * values[j + HALF];
      values[j] = Math.fma(radius * cos(angle), std, mean);
      values[j + HALF] = Math.fma(radius * sin(angle), std, mean);
    }
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
    float y = polynomial(LOG, r) * r;
    y = Math.fma(y, z, e * LN2_LOW);
    y = Math.fma(-0.5f, z, y);
    return Math.fma(e, LN2_HIGH, r + y);
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
    float r = x;
    for (float part : QUARTER_PI) r = Math.fma(octant, part, r);
    return r;
  }

  private static float nearCos(float r) {
    float z = r * r;
    float y = polynomial(COS, z) * z;
    return Math.fma(y, z, -0.5f * z) + 1;
  }

  private static float nearSin(float r) {
    float z = r * r;
    return Math.fma(polynomial(SIN, z) * z, r, r);
  }

  private static float polynomial(float[] coefficients, float x) {
    float y = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) y = Math.fma(y, x, coefficients[i]);
    return y;
  }
}
