package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

/// The plain and the vector form of a loop give the same bits, whatever the size, the position, the
/// strides, and what HotSpot has compiled by then.
class VectorLoopsTest {
  private static final int SIZE = 1 << 18;
  private static final int LONGEST_TAIL = 70;
  private static final List<DType> DTYPES = List.of(DType.FLOAT32, DType.FLOAT64);

  private final Samples samples = new Samples("VectorLoopsTest", 20261123);

  private static final int[][] ROWS_AND_NUMBERS = {{1, 1, 1}, {1, 1, 0}, {1, 0, 1}, {1, 0, 0}};

  static Stream<Arguments> functions() {
    return DTYPES.stream()
        .flatMap(dtype ->
            Stream.of(Unary.values())
                .filter(op -> Loops.isInVectors(op, dtype))
                .map(op -> Arguments.of(op, dtype)));
  }

  static Stream<Arguments> pairs() {
    return DTYPES.stream()
        .flatMap(dtype ->
            Stream.of(Binary.values())
                .filter(op -> Loops.isInVectors(op, dtype))
                .map(op -> Arguments.of(op, dtype)));
  }

  static Stream<Arguments> comparisons() {
    return DTYPES.stream()
        .flatMap(dtype -> Stream.of(Comparison.values()).map(op -> Arguments.of(op, dtype)));
  }

  @BeforeAll
  static void load() {
    assertTrue(VectorModule.PRESENT);
  }

  private static InnerLoop vector(Unary op, DType dtype) {
    InnerLoop vector =
        dtype == DType.FLOAT32 ? FloatVectorLoops.unary(op) : DoubleVectorLoops.unary(op);
    return whole(vector, Loops.makePlain(op, dtype), dtype);
  }

  private static @Nullable InnerLoop vector(Comparison op, DType dtype) {
    InnerLoop vector =
        dtype == DType.FLOAT32 ? FloatVectorLoops.comparison(op) : DoubleVectorLoops.comparison(op);
    return vector == null ? null : whole(vector, Loops.makePlain(op, dtype), dtype);
  }

  /// The vector form as it runs in a [TwinLoop].
  private static InnerLoop whole(InnerLoop vector, InnerLoop plain, DType dtype) {
    TwinLoop loop = new TwinLoop(plain, () -> vector, dtype);
    return (arrays, offsets, strides, count) ->
        loop.runInVectors(vector, arrays, offsets, strides, count);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void unary_ofAnyBits_isTheSame(Unary op, DType dtype) {
    Object a = samples.bits(dtype, SIZE);
    for (int stride = 0; stride < 2; stride++) {
      Object expected = run(Loops.makePlain(op, dtype), dtype, SIZE, new int[] {1, stride}, a);
      assertSame(expected, run(vector(op, dtype), dtype, SIZE, new int[] {1, stride}, a));
    }
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void comparison_ofAnyBits_isTheSame(Comparison op, DType dtype) {
    InnerLoop vector = vector(op, dtype);
    if (vector == null) return;
    Object a = samples.bits(dtype, SIZE);
    Object b = samples.bits(dtype, SIZE);
    System.arraycopy(a, 0, b, SIZE / 2, SIZE / 4);
    for (int[] strides : ROWS_AND_NUMBERS) {
      Object expected = run(Loops.makePlain(op, dtype), DType.BOOL, SIZE, strides, a, b);
      assertSame(expected, run(vector, DType.BOOL, SIZE, strides, a, b));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void binary_ofRowsAndNumbers_isTheSame(Binary op, DType dtype) {
    InnerLoop plain = Loops.makePlain(op, dtype);
    InnerLoop vector = whole(Loops.makeVector(op, dtype), plain, dtype);
    Object a = samples.bits(dtype, SIZE);
    Object b = samples.bits(dtype, SIZE);
    System.arraycopy(a, 0, b, SIZE / 2, SIZE / 4);
    for (int[] strides : ROWS_AND_NUMBERS) {
      assertSame(run(plain, dtype, SIZE, strides, a, b), run(vector, dtype, SIZE, strides, a, b));
      for (int n = 0; n < LONGEST_TAIL; n++) {
        assertSame(run(plain, dtype, n, strides, a, b), run(vector, dtype, n, strides, a, b));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void where_ofRowsAndNumbers_picksTheSame(DType dtype) {
    InnerLoop found = dtype == DType.FLOAT32 ? FloatVectorLoops.where() : DoubleVectorLoops.where();
    if (found == null) return;
    InnerLoop vector = whole(found, Elements.of(dtype).where(), dtype);
    byte[] condition = new byte[LONGEST_TAIL];
    for (int i = 0; i < LONGEST_TAIL; i++) condition[i] = (byte) samples.random.nextInt(2);
    Object a = samples.bits(dtype, LONGEST_TAIL);
    Object b = samples.bits(dtype, LONGEST_TAIL);
    for (int n = 0; n < LONGEST_TAIL; n++) {
      int[] strides = {1, n / 4 % 2, n % 2, n / 2 % 2};
      Object[] expected = {Elements.of(dtype).allocate(LONGEST_TAIL), condition, a, b};
      Object[] actual = {Elements.of(dtype).allocate(LONGEST_TAIL), condition, a, b};
      Elements.of(dtype).where().run(expected, new int[] {0, 1, 0, 1}, strides, n);
      vector.run(actual, new int[] {0, 1, 0, 1}, strides, n);
      assertSame(expected[0], actual[0]);
    }
  }

  /// The loop's result for operands from their start on.
  private static Object run(
      InnerLoop loop, DType result, int count, int[] strides, Object... operands) {
    Object[] arrays = new Object[operands.length + 1];
    arrays[0] = Elements.of(result).allocate(count);
    System.arraycopy(operands, 0, arrays, 1, operands.length);
    loop.run(arrays, new int[arrays.length], strides, count);
    return arrays[0];
  }

  @ParameterizedTest
  @MethodSource("functions")
  void unary_ofAnyLengthPlaceAndStride_isTheSame(Unary op, DType dtype) {
    Object values = samples.bits(dtype, 2 * LONGEST_TAIL + 1);
    NDArray all = NDArray.wrap(values, Shape.of(2 * LONGEST_TAIL + 1), dtype);
    NDArray expected = Elementwise.apply(op, all, dtype);
    for (int n = 0; n <= LONGEST_TAIL; n++) {
      for (int from = 0; from < 3; from++) {
        assertSame(
            part(expected, from, n), Elementwise.apply(op, all.slice(0, from, from + n, 1), dtype));
        assertSame(part(expected, from, n), inVectors(op, all, from, n));
      }
      NDArray odd = all.slice(0, 1, 2 * n + 1, 2);
      assertSame(expected.slice(0, 1, 2 * n + 1, 2), Elementwise.apply(op, odd, dtype));
    }
  }

  private static NDArray part(NDArray a, int from, int count) {
    return a.slice(0, from, from + count, 1);
  }

  /// In place, on a copy.
  private static NDArray inVectors(Unary op, NDArray a, int from, int count) {
    NDArray copy = a.copy();
    Object array = copy.storage().elements();
    int[] offsets = {from, from};
    vector(op, a.dtype()).run(new Object[] {array, array}, offsets, new int[] {1, 1}, count);
    return part(copy, from, count);
  }

  private static void assertSame(NDArray expected, NDArray actual) {
    assertSame(expected.copy().storage().elements(), actual.copy().storage().elements());
  }

  /// Bit for bit, but for NaN, which has many bits.
  private static void assertSame(Object expected, Object actual) {
    switch (expected) {
      case float[] floats -> assertArrayEquals(floats, (float[]) actual);
      case double[] doubles -> assertArrayEquals(doubles, (double[]) actual);
      default -> assertArrayEquals((byte[]) expected, (byte[]) actual);
    }
  }
}
