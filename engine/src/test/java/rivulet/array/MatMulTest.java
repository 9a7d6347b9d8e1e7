package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class MatMulTest {
  private static final List<DType> DTYPES =
      List.of(DType.FLOAT32, DType.FLOAT64, DType.INT64, DType.INT32);

  private final Samples samples = new Samples("MatMulTest", 2718);

  @Test
  void mm_everyLayoutAndDtype() {
    int[][] sizes = {
      {1, 1, 1},
      {2, 3, 4},
      {0, 3, 2},
      {2, 0, 3},
      {17, 9, 1},
      {1, 70, 130},
      {33, 150, 40},
      {300, 20, 9}
    };
    for (DType dtype : DTYPES) {
      for (int[] s : sizes) {
        for (NDArray a : samples.layouts(dtype, s[0], s[1])) {
          check(a, samples.any(dtype, s[1], s[2]));
        }
      }
    }
  }

  @Test
  void mm_widerThanABlock() {
    check(samples.any(DType.FLOAT32, 3, 130), samples.any(DType.FLOAT32, 130, 1100));
  }

  /// Sample values are eighths below 4: their products and sums are exact.
  private static void check(NDArray a, NDArray b) {
    int n = a.shape().size(0);
    int k = a.shape().size(1);
    int m = b.shape().size(1);
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    double[] expected = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        for (int p = 0; p < k; p++) expected[i * m + j] += x[i * k + p] * y[p * m + j];
      }
    }
    NDArray product = MatMul.mm(a, b);
    assertEquals(Shape.of(n, m), product.shape());
    String where = a.dtype() + " " + n + " " + k + " " + m;
    assertArrayEquals(expected, product.toDoubles(), where);
    assertArrayEquals(expected, MatMul.inJava(a, b, product.shape()).toDoubles(), where);
  }

  /// What [MatMul#write] writes to is somebody's, and often a block's of another loop.
  @Test
  void anInterrupt_endsProductsThatNobodyHasYet() {
    Thread.currentThread().interrupt();
    try {
      for (DType dtype : DTYPES) {
        NDArray a = NDArray.full(Shape.of(400, 200), dtype, Scalar.of(1L));
        NDArray b = a.transpose(0, 1);
        NDArray out = NDArray.zeros(Shape.of(400, 400), dtype);
        assertThrows(CancellationException.class, () -> MatMul.inJava(a, b, out.shape()));
        MatMul.write(a, b, out);
        assertEquals(200, out.toDoubles()[400 * 400 - 1]);
      }
    } finally {
      Thread.interrupted();
    }
  }

  /// Java's loops take every sum in one order.
  @Test
  void inJava_bitsDependOnTheShapeAlone() {
    NDArray a = exponentials(30, 90);
    NDArray b = exponentials(90, 50);
    NDArray columns = b.transpose(0, 1).copy().transpose(0, 1);
    float[] product = inJava(a, b);
    assertArrayEquals(product, inJava(a, columns));
    assertArrayEquals(Arrays.copyOf(product, 50), inJava(a.slice(0, 0, 1, 1), b));
  }

  private NDArray exponentials(int... sizes) {
    NDArray array = samples.contiguous(DType.FLOAT32, sizes);
    return Elementwise.apply(Elementwise.Unary.EXP, array, DType.FLOAT32);
  }

  private static float[] inJava(NDArray a, NDArray b) {
    return MatMul.inJava(a, b, Shape.of(a.shape().size(0), b.shape().size(1))).toFloats();
  }

  @Test
  void bmm_mv_dot() {
    for (DType dtype : DTYPES) {
      NDArray a = samples.any(dtype, 3, 4, 5);
      NDArray b = samples.any(dtype, 3, 5, 2);
      NDArray product = MatMul.bmm(a, b);
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(
            MatMul.mm(a.select(0, i), b.select(0, i)).toDoubles(),
            product.select(0, i).toDoubles());
      }
      NDArray v = samples.any(dtype, 5);
      NDArray column = MatMul.mm(a.select(0, 1), v.unsqueeze(1));
      NDArray mv = MatMul.mv(a.select(0, 1), v);
      assertEquals(Shape.of(4), mv.shape());
      assertArrayEquals(column.toDoubles(), mv.toDoubles());
      NDArray dot = MatMul.dot(a.select(0, 1).select(0, 2), v);
      assertEquals(Shape.SCALAR, dot.shape());
      assertEquals(mv.getDouble(2), dot.getDouble(0));
    }
  }
}
