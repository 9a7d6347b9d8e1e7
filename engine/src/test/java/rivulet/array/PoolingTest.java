package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// float32 has loops of its own; float64 takes the way of every other dtype.
class PoolingTest {
  private final Samples samples = new Samples("PoolingTest", 57721);

  private static int[] ints(int... sizes) {
    return sizes;
  }

  @Test
  void max_oneAndTwoDimensions() {
    for (NDArray x : samples.layouts(DType.FLOAT32, 3, 5, 12, 9)) {
      check(x, ints(2, 2), ints(2, 2), ints(0, 0), ints(1, 1), ints(6, 4));
      check(x, ints(3, 2), ints(1, 3), ints(1, 1), ints(1, 1), ints(12, 4));
      check(x, ints(2, 3), ints(2, 1), ints(1, 1), ints(3, 2), ints(6, 7));
      check(x, ints(4), ints(3), ints(2), ints(1), ints(4));
    }
  }

  @Test
  void max_ofEqualsTheFirst_ofNaNTheLast() {
    NDArray x = samples.contiguous(DType.FLOAT32, 2, 40, 40);
    for (int i = 0; i < 1600; i += 7) {
      x.select(0, 1)
          .slice(0, i / 40, i / 40 + 1, 1)
          .slice(1, i % 40, i % 40 + 1, 1)
          .fill(Scalar.of(i % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY));
    }
    check(x, ints(3, 3), ints(2, 2), ints(1, 1), ints(1, 1), ints(20, 20));
    check(x, ints(2, 2), ints(2, 2), ints(0, 0), ints(1, 1), ints(20, 20));
    check(x, ints(2, 2), ints(1, 3), ints(0, 0), ints(1, 1), ints(39, 13));
  }

  @Test
  void squares_ofAllSizes() {
    for (int height = 2; height < 9; height++) {
      for (int width = 2; width < 70; width += width < 9 ? 1 : 5) {
        for (int planes : ints(1, 3, 40)) {
          NDArray x = samples.contiguous(DType.FLOAT32, planes, height, width);
          int[] space = ints(height / 2, width / 2);
          check(x, ints(2, 2), ints(2, 2), ints(0, 0), ints(1, 1), space);
        }
      }
    }
  }

  @Test
  void squares_vectorFormFindsTheSame_alsoOfSpecials() {
    assertTrue(VectorModule.PRESENT);
    for (int width = 2; width < 70; width++) {
      int columns = width / 2;
      float[] x = (float[]) samples.bits(DType.FLOAT32, 3 + 6 * 20 * width);
      if (width % 4 == 0) clearNaN(x);
      FloatSquares plain = squares(x, width);
      FloatSquares vector = squares(x, width);
      int rows = Math.max(0, 10 - FloatVectorSquares.rowsBeyond(columns));
      for (int plane = 5; plane >= 0; plane--) { // what one writes too far, none corrects
        plain.plainMax(plane, 0, 10);
        FloatVectorSquares.max(vector, plane, 0, rows);
        vector.plainMax(plane, rows, 10 - rows);
      }
      assertArrayEquals(plain.values(), vector.values());
      assertArrayEquals(plain.places(), vector.places());
    }
  }

  private static FloatSquares squares(float[] x, int width) {
    int windows = 6 * 10 * (width / 2);
    return new FloatSquares(x, 3, 20, width, new float[windows], new int[windows]);
  }

  private static void clearNaN(float[] a) {
    for (int i = 0; i < a.length; i++) if (Float.isNaN(a[i])) a[i] = -0f;
  }

  private void check(
      NDArray x, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] space) {
    int[] sizes = x.shape().toArray();
    int[] inner = Arrays.copyOfRange(sizes, sizes.length - kernel.length, sizes.length);
    Pooling pooling = new Pooling(inner, kernel, stride, padding, dilation, space);
    Pooling.Greatest actual = pooling.max(x);
    Pooling.Greatest expected = pooling.max(x.to(DType.FLOAT64));
    assertArrayEquals(expected.values().toDoubles(), actual.values().toDoubles());
    assertArrayEquals(expected.places().toLongs(), actual.places().toLongs());
    int size = Arrays.stream(inner).reduce(1, (a, b) -> a * b);
    checkRows(pooling, x.contiguous(), actual.places(), size);
  }

  private void checkRows(Pooling pooling, NDArray x, NDArray found, int size) {
    int rows = x.numel() / size;
    int count = found.numel() / rows;
    NDArray places = Convolution.shaped(found, rows, count);
    NDArray flat = Convolution.shaped(x, rows, size);
    NDArray gathered = Pooling.gather(flat, places);
    assertArrayEquals(
        Pooling.gather(flat.to(DType.FLOAT64), places).toDoubles(), gathered.toDoubles());
    NDArray g = samples.any(DType.FLOAT32, rows, count);
    assertArrayEquals(
        pooling.scatter(g.to(DType.FLOAT64), places).toDoubles(),
        pooling.scatter(g, places).toDoubles());
  }
}
