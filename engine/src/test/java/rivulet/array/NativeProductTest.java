package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Products large enough for a library, where there is one; Java's loops stand the same tests.
class NativeProductTest {
  private static final List<DType> DTYPES = List.of(DType.FLOAT32, DType.FLOAT64);

  private static final int[][] SIZES = {
    {16, 16, 16}, {17, 31, 23}, {1, 64, 65}, {65, 64, 1}, {64, 1, 67}, {1, 5000, 1}, {130, 33, 71}
  };

  private final Samples samples = new Samples("NativeProductTest", 31415);

  @Test
  void everyLayoutOfBothOperands() {
    for (DType dtype : DTYPES) {
      for (int[] s : SIZES) {
        for (NDArray a : samples.layouts(dtype, s[0], s[1])) {
          for (NDArray b : samples.layouts(dtype, s[1], s[2])) check(a, b);
        }
      }
    }
  }

  @Test
  void manyTiles_ofOddSizes() {
    check(samples.any(DType.FLOAT32, 331, 257), samples.any(DType.FLOAT32, 257, 449));
    check(samples.any(DType.FLOAT64, 331, 257), samples.any(DType.FLOAT64, 257, 449));
  }

  /// Sample values are eighths below 4: their products and sums are exact.
  private static void check(NDArray a, NDArray b) {
    NDArray product = MatMul.mm(a, b);
    String where = a.dtype() + " " + a.shape() + Arrays.toString(a.strides()) + " " + b.shape();
    assertArrayEquals(expected(a, b), product.toDoubles(), where);
  }

  private static double[] expected(NDArray a, NDArray b) {
    int n = a.shape().size(0);
    int k = a.shape().size(1);
    int m = b.shape().size(1);
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double[] sums = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < k; p++) {
        for (int j = 0; j < m; j++) sums[i * m + j] += x[i * k + p] * y[p * m + j];
      }
    }
    return sums;
  }

  @Test
  void aRowThatIsAdded_ofOneTileAndOfMany() {
    for (DType dtype : DTYPES) {
      for (int[] s : new int[][] {{17, 31, 23}, {331, 257, 449}, {1, 64, 65}}) {
        NDArray a = samples.any(dtype, s[0], s[1]);
        NDArray b = samples.any(dtype, s[1], s[2]);
        NDArray rows = samples.contiguous(dtype, 3, s[2]);
        NDArray sum = MatMul.mm(a, b);
        Elementwise.applyInPlace(Elementwise.Binary.ADD, sum, rows.select(0, 1), dtype);
        assertArrayEquals(sum.toDoubles(), MatMul.addmm(rows.select(0, 1), a, b).toDoubles());
        NDArray column = samples.contiguous(dtype, s[0], 1);
        NDArray other = MatMul.mm(a, b);
        Elementwise.applyInPlace(Elementwise.Binary.ADD, other, column, dtype);
        assertArrayEquals(other.toDoubles(), MatMul.addmm(column, a, b).toDoubles());
      }
    }
  }

  @Test
  void roundingStaysWithinTheSum() {
    int k = 700;
    NDArray a = NDArray.of(samples.random.doubles(90L * k, -1, 1).toArray(), Shape.of(90, k));
    NDArray b = NDArray.of(samples.random.doubles(k * 80L, -1, 1).toArray(), Shape.of(k, 80));
    assertArrayEquals(expected(a, b), MatMul.mm(a, b).toDoubles(), 1e-12);
    NDArray x = a.to(DType.FLOAT32);
    NDArray y = b.to(DType.FLOAT32);
    assertArrayEquals(expected(x, y), MatMul.mm(x, y).toDoubles(), 1e-4);
  }

  @Test
  void batches_ofEveryLayout() {
    for (DType dtype : DTYPES) {
      for (NDArray a : samples.layouts(dtype, 5, 19, 13)) {
        NDArray b = samples.any(dtype, 5, 13, 30);
        NDArray product = MatMul.bmm(a, b);
        for (int i = 0; i < 5; i++) {
          assertArrayEquals(
              expected(a.select(0, i), b.select(0, i)), product.select(0, i).toDoubles());
        }
      }
    }
  }

  @Test
  void emptySizes() {
    NDArray none = NDArray.zeros(Shape.of(200, 0), DType.FLOAT32);
    NDArray product = MatMul.mm(none, none.transpose(0, 1));
    assertArrayEquals(new double[40_000], product.toDoubles());
    assertEquals(Shape.of(0, 200), MatMul.mm(none.transpose(0, 1), product).shape());
  }

  /// What the result's memory held before is not multiplied by 0.
  @Test
  void reusedMemory_leavesNoTrace() {
    NDArray a = samples.contiguous(DType.FLOAT32, 80, 80);
    for (int i = 0; i < 3; i++) {
      NDArray junk = NDArray.full(Shape.of(80, 80), DType.FLOAT32, Scalar.of(Double.NaN));
      junk.storage().release();
      check(a, a);
    }
  }

  @Test
  void notANumberAndInfinity_spreadAlongRowsAndColumns() {
    for (DType dtype : DTYPES) {
      NDArray a = NDArray.zeros(Shape.of(40, 40), dtype);
      NDArray b = NDArray.full(Shape.of(40, 40), dtype, Scalar.of(2L));
      a.slice(0, 3, 4, 1).slice(1, 5, 6, 1).fill(Scalar.of(Double.POSITIVE_INFINITY));
      b.slice(0, 7, 8, 1).slice(1, 9, 10, 1).fill(Scalar.of(Double.NaN));
      double[] product = MatMul.mm(a, b).toDoubles();
      for (int i = 0; i < product.length; i++) {
        double expected = i % 40 == 9 ? Double.NaN : i / 40 == 3 ? Double.POSITIVE_INFINITY : 0;
        assertEquals(expected, product[i], dtype + " at " + i);
      }
    }
  }

  @Test
  void blocksInAnyOrder_onAnyThreads_giveTheSameBits() {
    NDArray a = NDArray.of(samples.random.doubles(300 * 300, -1, 1).toArray(), Shape.of(300, 300));
    NDArray b = a.transpose(0, 1);
    AtomicInteger most = new AtomicInteger();
    Blocks.Loop before = Blocks.runBy((count, _, _, block) -> backwards(count, block));
    try {
      for (DType dtype : DTYPES) {
        Blocks.runBy((count, _, _, block) -> backwards(count, block));
        double[] expected = MatMul.mm(a.to(dtype), b.to(dtype)).toDoubles();
        Blocks.runBy((count, _, _, block) -> {
          most.accumulateAndGet(count, Math::max);
          IntStream.range(0, count).parallel().forEach(block);
        });
        assertArrayEquals(expected, MatMul.mm(a.to(dtype), b.to(dtype)).toDoubles());
      }
      boolean libraries = NativeProduct.takes(DType.FLOAT32, NativeProduct.SMALLEST);
      assertTrue(most.get() > 1 || !libraries, "blocks: " + most);
    } finally {
      Blocks.runBy(before);
    }
  }

  @Test
  void anInterrupt_endsALargeProduct() {
    Thread.currentThread().interrupt();
    try {
      for (DType dtype : DTYPES) {
        NDArray a = NDArray.full(Shape.of(400, 400), dtype, Scalar.of(1L));
        assertThrows(CancellationException.class, () -> MatMul.mm(a, a));
      }
    } finally {
      Thread.interrupted();
    }
  }

  private static void backwards(int count, IntConsumer block) {
    for (int i = count - 1; i >= 0; i--) block.accept(i);
  }
}
