package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

class ElementwiseTest {
  private static final int[][] SHAPES = {
    {}, {1}, {7}, {16}, {700}, {3, 5}, {40, 70}, {2, 3, 4}, {0, 3}
  };

  private final Samples samples = new Samples("ElementwiseTest", 20260801);

  @ParameterizedTest
  @EnumSource(Binary.class)
  void binary_everyLayoutAndDtype_isTheNaiveResult(Binary op) {
    for (DType dtype : DType.values()) {
      if (!isDefined(op, dtype)) continue;
      for (int[] shape : SHAPES) {
        for (NDArray a : samples.layouts(dtype, shape)) {
          NDArray b = positive(op, samples.any(dtype, shape));
          check(op, a, b, dtype);
        }
      }
    }
  }

  @Test
  void binary_broadcasts() {
    for (DType dtype : List.of(DType.FLOAT32, DType.INT64, DType.BOOL)) {
      for (NDArray a : samples.layouts(dtype, 40, 70)) {
        check(Binary.ADD, a, samples.any(dtype, 70), dtype);
        check(Binary.ADD, samples.any(dtype, 40, 1), a, dtype);
        check(Binary.MUL, a, samples.any(dtype), dtype);
        check(Binary.MUL, samples.any(dtype, 1, 1, 1), a, dtype);
      }
      check(Binary.ADD, samples.any(dtype, 4, 1), samples.any(dtype, 1, 3), dtype);
      check(Binary.ADD, samples.any(dtype, 1, 1), samples.any(dtype, 3), dtype);
    }
  }

  private static boolean isDefined(Binary op, DType dtype) {
    return switch (op) {
      case DIV, GATE -> dtype.isFloatingPoint();
      case AND, OR, XOR -> !dtype.isFloatingPoint();
      case SUB, DIV_FLOOR, DIV_TRUNC, REMAINDER -> dtype != DType.BOOL;
      // Powers of the narrowest integers wrap more often than a double can follow.
      case POW -> dtype != DType.BOOL && dtype.bytes() > 1;
      case ADD, MUL, MIN, MAX -> true;
    };
  }

  /// Divisors are not 0; exponents neither negative nor large.
  private static NDArray positive(Binary op, NDArray b) {
    return switch (op) {
      case DIV_FLOOR, DIV_TRUNC, REMAINDER ->
          Elementwise.where(
              Elementwise.compare(Comparison.EQ, b, Scalar.of(0L), b.dtype()),
              NDArray.full(Shape.SCALAR, b.dtype(), Scalar.of(-3L)),
              b,
              b.dtype());
      case POW -> Elementwise.apply(Unary.ABS, b, b.dtype());
      default -> b;
    };
  }

  private static void check(Binary op, NDArray a, NDArray b, DType dtype) {
    NDArray result = Elementwise.apply(op, a, b, dtype);
    Shape shape = a.shape().broadcast(b.shape());
    assertEquals(shape, result.shape());
    double[] x = a.expand(shape).toDoubles();
    double[] y = b.expand(shape).toDoubles();
    double[] expected = new double[x.length];
    for (int i = 0; i < x.length; i++)
      expected[i] = rounded(naive(op, x[i], y[i], dtype), dtype) + 0.0;
    double[] actual = Arrays.stream(result.toDoubles()).map(v -> v + 0.0).toArray();
    assertArrayEquals(expected, actual, op + " " + dtype + " " + shape);
  }

  private static double rounded(double x, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> (float) x;
      case FLOAT64 -> x;
      case INT32, INT64 -> (long) x;
      case BOOL -> x != 0 ? 1 : 0;
      default -> NDArray.of(new double[] {x}, Shape.of(1)).to(dtype).getDouble(0);
    };
  }

  private static double naive(Binary op, double x, double y, DType dtype) {
    return switch (op) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case DIV -> x / y;
      case DIV_FLOOR -> Math.floor(x / y);
      case DIV_TRUNC -> truncated(rounded(x / y, dtype));
      case REMAINDER -> x - Math.floor(x / y) * y;
      case POW -> Math.pow(x, y);
      case MIN -> Math.min(x, y);
      case MAX -> Math.max(x, y);
      case AND -> (long) x & (long) y;
      case OR -> (long) x | (long) y;
      case XOR -> (long) x ^ (long) y;
      case GATE -> x <= 0 ? 0 : y;
    };
  }

  private static double truncated(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  @ParameterizedTest
  @EnumSource(Unary.class)
  void unary_everyLayout_isTheNaiveResult(Unary op) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      for (int[] shape : SHAPES) {
        for (NDArray a : samples.layouts(dtype, shape)) {
          double[] x = a.toDoubles();
          double[] expected = new double[x.length];
          for (int i = 0; i < x.length; i++) expected[i] = rounded(naive(op, x[i]), dtype);
          NDArray result = Elementwise.apply(op, a, op == Unary.LOGICAL_NOT ? DType.BOOL : dtype);
          double ulp = dtype == DType.FLOAT32 ? 2e-7 : 1e-15;
          double[] actual = result.toDoubles();
          for (int i = 0; i < x.length; i++) {
            assertClose(expected[i], actual[i], ulp, op + " " + x[i]);
          }
        }
      }
    }
  }

  private static void assertClose(double expected, double actual, double ulp, String message) {
    double error = Math.abs(expected - actual);
    boolean same = Double.compare(expected + 0.0, actual + 0.0) == 0;
    assertTrue(same || error <= ulp * Math.abs(expected), () -> message + " gave " + actual);
  }

  private static double naive(Unary op, double x) {
    return switch (op) {
      case NEG -> -x;
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SQRT -> Math.sqrt(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case RELU -> Math.max(x, 0);
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case LOGICAL_NOT -> x == 0 ? 1 : 0;
      case SQUARE -> x * x;
      case CUBE -> x * x * x;
      case RECIPROCAL -> 1 / x;
      case RECIPROCAL_SQUARE -> 1 / (x * x);
      case RSQRT -> 1 / Math.sqrt(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case LOG1P -> Math.log1p(x);
      case ERF -> ErrorFunction.erf(x);
      case GELU -> x * ErrorFunction.normal(x);
    };
  }

  @Test
  void unary_bitsDependOnNeitherPositionNorSizeNorLayout() {
    int n = 3000;
    float[] values = new float[n];
    for (int i = 0; i < n; i++) values[i] = (float) samples.random.nextGaussian() * 8;
    NDArray all = NDArray.of(values, Shape.of(n));
    for (Unary op : List.of(Unary.EXP, Unary.TANH, Unary.SIGMOID, Unary.LOG, Unary.RSQRT)) {
      float[] whole = Elementwise.apply(op, all, DType.FLOAT32).toFloats();
      for (int i = 0; i < n; i += 7) {
        assertEquals(whole[i], single(op, values[i]), op + " at " + i);
      }
      float[] tail = Elementwise.apply(op, all.slice(0, 13, n, 1), DType.FLOAT32).toFloats();
      assertArrayEquals(Arrays.copyOfRange(whole, 13, n), tail);
      float[] third = Elementwise.apply(op, all.slice(0, 1, n, 3), DType.FLOAT32).toFloats();
      for (int i = 0; i < third.length; i++) assertEquals(whole[1 + 3 * i], third[i]);
    }
  }

  private static float single(Unary op, float x) {
    return Elementwise.apply(op, NDArray.scalar(DType.FLOAT32, x), DType.FLOAT32).toFloats()[0];
  }

  @Test
  void float32_atTheEdges_isWhatJavasMathGives() {
    assertEquals(1e-30f, single(Unary.TANH, 1e-30f));
    assertEquals(-1f, single(Unary.TANH, Float.NEGATIVE_INFINITY));
    assertEquals(Float.POSITIVE_INFINITY, single(Unary.EXP, 89f));
    assertEquals(0f, single(Unary.EXP, Float.NEGATIVE_INFINITY));
    assertEquals(1f, single(Unary.EXP, 0f));
    assertEquals(Float.NaN, single(Unary.EXP, Float.NaN));
    assertEquals(0f, single(Unary.SIGMOID, -200f));
    assertEquals(Float.NaN, single(Unary.RELU, Float.NaN));
    assertEquals(0f, single(Unary.SIGN, Float.NaN));
  }

  @Test
  void divideByZero_ofIntegers_throwsBeforeAnythingChanges() {
    NDArray a = NDArray.of(new long[] {4, 5}, Shape.of(2));
    NDArray b = NDArray.of(new long[] {3, 0}, Shape.of(2));
    for (Binary op : List.of(Binary.DIV_FLOOR, Binary.DIV_TRUNC, Binary.REMAINDER)) {
      Exception e =
          assertThrows(
              ArithmeticException.class, () -> Elementwise.applyInPlace(op, a, b, DType.INT64));
      assertEquals("ZeroDivisionError", e.getMessage());
    }
    assertArrayEquals(new long[] {4, 5}, a.toLongs());
  }

  @Test
  void float32_divFloor_goesByTheRemainder() {
    assertEquals(9, floor(1.0, 0.1));
    assertEquals(-1, floor(-1e-30, 3));
    assertEquals(Double.POSITIVE_INFINITY, floor(1, 0));
    assertEquals(Double.NaN, floor(0, 0));
  }

  private static double floor(double x, double y) {
    NDArray a = NDArray.scalar(DType.FLOAT64, x);
    return Elementwise.apply(Binary.DIV_FLOOR, a, Scalar.of(y), DType.FLOAT64).getDouble(0);
  }

  @Test
  void pow_scalarExponents_takePyTorchsShortWays() {
    float x = 1.1f;
    assertEquals(x * x, pow(x, 2));
    assertEquals(x * x * x, pow(x, 3));
    assertEquals((float) Math.sqrt(x), pow(x, 0.5));
    assertEquals(1 / x, pow(x, -1));
    assertEquals(1 / (x * x), pow(x, -2));
    assertEquals((float) Math.pow(x, 2.5), pow(x, 2.5));
    assertEquals(1f, pow(Float.NaN, 0));
    assertEquals(1f, pow(1f, Double.NaN));
  }

  private static float pow(float x, double exponent) {
    NDArray a = NDArray.of(new float[] {x}, Shape.of(1));
    return Elementwise.apply(Binary.POW, a, Scalar.of(exponent), DType.FLOAT32).toFloats()[0];
  }

  @Test
  void pow_ofIntegers_isExactAndWraps() {
    NDArray a = NDArray.of(new long[] {3, -2, -1, 1, 2}, Shape.of(5));
    NDArray b = NDArray.of(new long[] {39, 63, -3, -5, -1}, Shape.of(5));
    assertArrayEquals(
        new long[] {4052555153018976267L, Long.MIN_VALUE, -1, 1, 0},
        Elementwise.apply(Binary.POW, a, b, DType.INT64).toLongs());
  }

  @Test
  void scalar_isRoundedToTheDtypeFirst() {
    NDArray a = NDArray.of(new float[] {0.3f}, Shape.of(1));
    assertEquals(
        0.3f * 0.1f, Elementwise.apply(Binary.MUL, a, Scalar.of(0.1), DType.FLOAT32).toFloats()[0]);
    assertEquals(
        0.1f - 0.3f, Elementwise.apply(Binary.SUB, Scalar.of(0.1), a, DType.FLOAT32).toFloats()[0]);
  }

  @Test
  void addScaled_roundsTheProductFirst() {
    NDArray a = samples.contiguous(DType.FLOAT32, 1000);
    NDArray b = Elementwise.apply(Unary.EXP, a, DType.FLOAT32);
    float[] result = Elementwise.addScaled(a, b, Scalar.of(0.1), DType.FLOAT32).toFloats();
    float[] x = a.toFloats();
    float[] y = b.toFloats();
    for (int i = 0; i < x.length; i++) assertEquals(x[i] + 0.1f * y[i], result[i]);
  }

  @Test
  void mixedDtypes_areCastOnTheFly() {
    NDArray a = NDArray.of(new int[] {1, 2, 3}, Shape.of(3));
    NDArray b = NDArray.of(new boolean[] {true, false, true}, Shape.of(3));
    assertArrayEquals(
        new double[] {2, 2, 4}, Elementwise.apply(Binary.ADD, a, b, DType.FLOAT64).toDoubles());
  }

  @Test
  void applyInPlace_everyLayout_writesThroughTheView() {
    for (DType dtype : DType.values()) {
      for (NDArray a : samples.layouts(dtype, 40, 70)) {
        if (a.stride(0) == 0 || a.stride(1) == 0) continue;
        NDArray b = samples.any(dtype, 70);
        double[] expected = Elementwise.apply(Binary.ADD, a, b, dtype).toDoubles();
        Elementwise.applyInPlace(Binary.ADD, a, b, dtype);
        assertArrayEquals(expected, a.toDoubles());
      }
    }
  }

  @Test
  void applyInPlace_ofAnOverlappingView_readsBeforeItWrites() {
    NDArray a = NDArray.of(new float[] {1, 2, 3, 4}, Shape.of(2, 2));
    Elementwise.applyInPlace(Binary.ADD, a, a.transpose(0, 1), DType.FLOAT32);
    assertArrayEquals(new float[] {2, 5, 5, 8}, a.toFloats());
    Elementwise.applyInPlace(Binary.MUL, a, a, DType.FLOAT32);
    assertArrayEquals(new float[] {4, 25, 25, 64}, a.toFloats());
  }

  @Test
  void applyInPlace_computesInAWiderDtype() {
    NDArray a = NDArray.of(new float[] {1, 2}, Shape.of(2));
    Elementwise.applyInPlace(Binary.ADD, a, Scalar.of(0.1), DType.FLOAT64);
    assertArrayEquals(new float[] {(float) (1 + 0.1), (float) (2 + 0.1)}, a.toFloats());
  }

  @ParameterizedTest
  @EnumSource(Comparison.class)
  void compare_everyLayoutAndDtype(Comparison op) {
    for (DType dtype : DType.values()) {
      for (NDArray a : samples.layouts(dtype, 40, 70)) {
        NDArray b = samples.any(dtype, 40, 70);
        double[] x = a.toDoubles();
        double[] y = b.toDoubles();
        double[] expected =
            IntStream.range(0, x.length).mapToDouble(i -> holds(op, x[i], y[i])).toArray();
        assertArrayEquals(expected, Elementwise.compare(op, a, b, dtype).toDoubles());
      }
    }
  }

  private static double holds(Comparison op, double x, double y) {
    boolean holds =
        switch (op) {
          case EQ -> x == y;
          case NE -> x != y;
          case LT -> x < y;
          case LE -> x <= y;
          case GT -> x > y;
          case GE -> x >= y;
        };
    return holds ? 1 : 0;
  }

  @Test
  void where_broadcastsAllThree() {
    for (DType dtype : DType.values()) {
      for (NDArray condition : samples.layouts(DType.BOOL, 6, 7)) {
        NDArray a = samples.any(dtype, 7);
        NDArray b = samples.any(dtype, 6, 1);
        double[] x = a.expand(Shape.of(6, 7)).toDoubles();
        double[] y = b.expand(Shape.of(6, 7)).toDoubles();
        NDArray result = Elementwise.where(condition, a, b, dtype);
        for (int i = 0; i < 42; i++) {
          assertEquals(condition.getBoolean(i) ? x[i] : y[i], result.getDouble(i));
        }
      }
    }
  }
}
