package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// The functions of [FloatMath], [FloatErrorFunction] and [DoubleMath] beside those of double
/// precision, in units in the last place.
class FloatingPointTest {
  /// Between two floats that are looked at.
  private static final int STEP = 1511;

  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    -1,
    1,
    -2,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
  };

  private interface FloatFunction {
    float apply(float x);
  }

  @Test
  void floats_ofTheWholeRange_areNearJavas() {
    checkFloats(FloatMath::exp, Math::exp, 1);
    checkFloats(FloatMath::log, Math::log, 1);
    checkFloats(FloatMath::log1p, Math::log1p, 1.5);
    checkFloats(FloatMath::tanh, Math::tanh, 2.5);
    checkFloats(FloatErrorFunction::erf, ErrorFunction::erf, 2.5);
    checkFloats(FloatErrorFunction::gelu, x -> x * ErrorFunction.normal(x), 6);
    checkFloats(FloatMath::sigmoid, x -> 1 / (1 + (double) (float) Math.exp(-x)), 2.5);
  }

  private static void checkFloats(FloatFunction f, DoubleUnaryOperator exact, double units) {
    for (int bits = 0; bits <= Float.floatToIntBits(Float.MAX_VALUE) && bits >= 0; bits += STEP) {
      checkFloat(f, exact, units, Float.intBitsToFloat(bits));
      checkFloat(f, exact, units, -Float.intBitsToFloat(bits));
    }
    for (double x : SPECIAL) checkFloat(f, exact, units, (float) x);
  }

  private static void checkFloat(
      FloatFunction f, DoubleUnaryOperator exact, double units, float x) {
    double expected = exact.applyAsDouble(x);
    float nearest = (float) expected;
    float actual = f.apply(x);
    if (Float.isInfinite(nearest) || Float.isNaN(nearest) || nearest == 0) {
      assertEquals(nearest, actual, () -> "of " + x);
    } else {
      // Where GELU multiplies with a subnormal number, it multiplies that one's error.
      double allowed = units * Math.ulp(nearest) + Math.abs(x) * Float.MIN_VALUE;
      assertEquals(expected, actual, allowed, () -> "of " + x);
    }
  }

  @Test
  void doubles_areNearJavas() {
    long seed = 20261123;
    System.out.println("FloatingPointTest: seed " + seed);
    Random random = new Random(seed);
    checkDoubles(DoubleMath::exp, Math::exp, 1, random);
    checkDoubles(DoubleMath::log, Math::log, 1, random);
    checkDoubles(DoubleMath::log1p, Math::log1p, 2, random);
    checkDoubles(DoubleMath::tanh, Math::tanh, 3, random);
    checkDoubles(DoubleMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), 4, random);
  }

  private static void checkDoubles(
      DoubleUnaryOperator f, DoubleUnaryOperator exact, double units, Random random) {
    for (int i = 0; i < 500_000; i++) {
      double wide = (random.nextDouble() - 0.5) * 1500;
      checkDouble(f, exact, units, wide);
      checkDouble(f, exact, units, Math.scalb(wide, -random.nextInt(1070)));
      checkDouble(f, exact, units, random.nextGaussian());
    }
    for (double x : SPECIAL) checkDouble(f, exact, units, x);
  }

  private static void checkDouble(
      DoubleUnaryOperator f, DoubleUnaryOperator exact, double units, double x) {
    double expected = exact.applyAsDouble(x);
    double actual = f.applyAsDouble(x);
    if (Double.isInfinite(expected) || Double.isNaN(expected) || expected == 0) {
      assertEquals(expected, actual, () -> "of " + x);
    } else {
      assertEquals(expected, actual, units * Math.ulp(expected), () -> "of " + x);
    }
  }
}
