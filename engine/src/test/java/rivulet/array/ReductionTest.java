package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ReductionTest {
  private static final int[][] SHAPES = {
    {}, {1}, {5}, {3, 4}, {37, 41}, {2, 3, 5}, {4, 2, 6, 3}, {3, 2, 5, 13}, {2, 3, 1, 40}
  };

  private final Samples samples = new Samples("ReductionTest", 31415);

  @Test
  void sum_everyLayoutAndEverySetOfDims() {
    for (DType dtype : DType.values()) {
      DType result = dtype.isFloatingPoint() ? dtype : DType.INT64;
      eachCase(
          dtype,
          (a, dims) -> {
            double[] exact = naive(a, dims, 0, Double::sum);
            double[] expected = NDArray.of(exact, Shape.of(exact.length)).to(result).toDoubles();
            NDArray sum = Reduction.sum(a, dims, false, result);
            assertEquals(result, sum.dtype());
            assertArrayEquals(expected, sum.toDoubles(), message(a, dims));
            assertEquals(kept(a.shape(), dims), Reduction.sum(a, dims, true, result).shape());
          });
    }
  }

  @Test
  void minAndMax_everyLayoutAndEverySetOfDims() {
    for (DType dtype : DType.values()) {
      eachCase(
          dtype,
          (a, dims) -> {
            double inf = Double.POSITIVE_INFINITY;
            NDArray min = Reduction.min(a, dims, false);
            assertEquals(dtype, min.dtype());
            assertArrayEquals(naive(a, dims, inf, Math::min), min.toDoubles(), message(a, dims));
            assertArrayEquals(
                naive(a, dims, -inf, Math::max), Reduction.max(a, dims, false).toDoubles());
          });
    }
  }

  private interface Check {
    void accept(NDArray a, int[] dims);
  }

  private void eachCase(DType dtype, Check check) {
    for (int[] shape : SHAPES) {
      for (NDArray a : samples.layouts(dtype, shape)) {
        for (int set = 0; set < 1 << shape.length; set++) check.accept(a, dims(set));
      }
    }
  }

  private static int[] dims(int set) {
    int[] dims = new int[Integer.bitCount(set)];
    for (int dim = 0, next = 0; next < dims.length; dim++) {
      if ((set >> dim & 1) != 0) dims[next++] = dim;
    }
    return dims;
  }

  private static Shape kept(Shape shape, int[] dims) {
    int[] sizes = shape.toArray();
    for (int dim : dims) sizes[dim] = 1;
    return Shape.of(sizes);
  }

  private static double[] naive(NDArray a, int[] dims, double start, DoubleBinaryOperator op) {
    Shape kept = kept(a.shape(), dims);
    int[] strides = kept.strides();
    double[] result = new double[kept.numel()];
    Arrays.fill(result, start);
    for (int i = 0; i < a.numel(); i++) {
      int at = 0;
      int rest = i;
      for (int dim = a.rank() - 1; dim >= 0; dim--) {
        int index = rest % a.shape().size(dim);
        rest /= a.shape().size(dim);
        if (kept.size(dim) > 1) at += index * strides[dim];
      }
      result[at] = op.applyAsDouble(result[at], a.getDouble(i));
    }
    return result;
  }

  private static String message(NDArray a, int[] dims) {
    return a.dtype() + " " + a.shape() + " over " + Arrays.toString(dims);
  }

  @Test
  void argmax_findsTheFirst_andNaN() {
    float nan = Float.NaN;
    NDArray a = NDArray.of(new float[] {1, 3, 3, 0, -0f, 0, 2, nan, nan}, Shape.of(3, 3));
    assertArrayEquals(new long[] {1, 0, 1}, Reduction.argmax(a, 1, false).toLongs());
    assertArrayEquals(new long[] {0, 0, 1}, Reduction.argmin(a, 1, false).toLongs());
    assertArrayEquals(new long[] {2, 2, 2}, Reduction.argmax(a, 0, true).toLongs());
    assertEquals(Shape.of(1, 3), Reduction.argmax(a, 0, true).shape());
    assertArrayEquals(new float[] {3, 0, nan}, Reduction.max(a, new int[] {1}, false).toFloats());
    assertArrayEquals(new float[] {0, nan, nan}, Reduction.min(a, new int[] {0}, false).toFloats());
  }

  @Test
  void argmin_everyDtypeAndLayout() {
    for (DType dtype : DType.values()) {
      for (NDArray a : samples.layouts(dtype, 6, 30)) {
        for (int dim = 0; dim < 2; dim++) checkArgmin(a, dim);
      }
    }
  }

  private static void checkArgmin(NDArray a, int dim) {
    NDArray found = Reduction.argmin(a, dim, false);
    for (int i = 0; i < found.numel(); i++) {
      NDArray row = a.select(1 - dim, i);
      int best = 0;
      for (int j = 1; j < row.numel(); j++) if (row.getDouble(j) < row.getDouble(best)) best = j;
      assertEquals(best, found.getLong(i));
    }
  }

  @Test
  void sum_ofManyFloats_isAccurate() {
    int n = 1_000_003;
    NDArray tenths = NDArray.full(Shape.of(n), DType.FLOAT32, Scalar.of(0.1));
    assertEquals((float) (n * (double) 0.1f), sum(tenths));
    NDArray doubles = NDArray.full(Shape.of(n), DType.FLOAT64, Scalar.of(0.1));
    assertEquals(n * 0.1, sum(doubles), 1e-9);
    NDArray columns = NDArray.full(Shape.of(n, 5), DType.FLOAT32, Scalar.of(0.1));
    assertEquals(
        (float) (n * (double) 0.1f),
        Reduction.sum(columns, new int[] {0}, false, DType.FLOAT32).toFloats()[4]);
  }

  @Test
  void sum_inBlocks_leavesNothingOut() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      for (int n : new int[] {65_535, 65_536, 65_537, 98_304, 131_071, 400_001}) {
        NDArray ramp = NDArray.arange(Scalar.of(0L), Scalar.of(n + 3L), Scalar.of(1L), dtype);
        NDArray part = ramp.slice(0, 3, n + 3, 1);
        double expected = n * (n - 1.0) / 2 + 3.0 * n;
        assertEquals(
            dtype == DType.FLOAT32 ? (float) expected : expected, sum(part), dtype + " " + n);
        NDArray square = part.unsqueeze(0);
        NDArray kept = Reduction.sum(square, new int[] {0, 1}, true, dtype);
        assertEquals(Shape.of(1, 1), kept.shape());
        assertEquals(sum(part), kept.getDouble(0));
      }
    }
  }

  private static double sum(NDArray a) {
    return Reduction.sum(a, new int[] {0}, false, a.dtype()).getDouble(0);
  }

  @Test
  void sum_ofIntegers_isExactAndWraps() {
    NDArray a = NDArray.of(new long[] {Long.MAX_VALUE, 1, 5}, Shape.of(3));
    assertEquals(
        Long.MIN_VALUE + 5, Reduction.sum(a, new int[] {0}, false, DType.INT64).getLong(0));
    NDArray big = NDArray.full(Shape.of(3), DType.INT32, Scalar.of((long) Integer.MAX_VALUE));
    assertEquals(
        3L * Integer.MAX_VALUE, Reduction.sum(big, new int[] {0}, false, DType.INT64).getLong(0));
  }

  @Test
  void sum_ofNothing_isZero() {
    NDArray a = NDArray.empty(Shape.of(0, 3), DType.FLOAT32);
    assertArrayEquals(
        new float[3], Reduction.sum(a, new int[] {0}, false, DType.FLOAT32).toFloats());
    assertEquals(0, Reduction.sum(a, new int[] {0, 1}, false, DType.FLOAT32).getDouble(0));
    assertEquals(Shape.of(0), Reduction.sum(a, new int[] {1}, false, DType.FLOAT32).shape());
  }

  @Test
  void count_countsWhatIsNotZero() {
    NDArray a = NDArray.of(new float[] {0, 0.5f, -0f, Float.NaN}, Shape.of(2, 2));
    assertEquals(2, Reduction.count(a).getLong(0));
  }
}
