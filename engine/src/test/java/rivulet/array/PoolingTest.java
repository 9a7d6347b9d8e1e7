package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

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

  private void check(
      NDArray x, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] space) {
    Pooling.Greatest actual = Pooling.max(x, kernel, stride, padding, dilation, space);
    Pooling.Greatest expected =
        Pooling.max(x.to(DType.FLOAT64), kernel, stride, padding, dilation, space);
    assertArrayEquals(expected.values().toDoubles(), actual.values().toDoubles());
    assertArrayEquals(expected.indices().toLongs(), actual.indices().toLongs());
    checkRows(x.contiguous(), actual.indices(), kernel.length);
  }

  private void checkRows(NDArray x, NDArray indices, int dims) {
    int[] sizes = x.shape().toArray();
    int size = 1;
    for (int d = sizes.length - dims; d < sizes.length; d++) size *= sizes[d];
    int rows = x.numel() / size;
    int count = indices.numel() / rows;
    NDArray places = Convolution.shaped(indices, rows, count);
    NDArray flat = Convolution.shaped(x, rows, size);
    NDArray gathered = Pooling.gather(flat, places);
    assertArrayEquals(
        Pooling.gather(flat.to(DType.FLOAT64), places).toDoubles(), gathered.toDoubles());
    NDArray g = samples.any(DType.FLOAT32, rows, count);
    assertArrayEquals(
        Pooling.scatter(g.to(DType.FLOAT64), places, size).toDoubles(),
        Pooling.scatter(g, places, size).toDoubles());
  }
}
