package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NDArrayTest {
  static NDArray count(int... sizes) {
    Shape shape = Shape.of(sizes);
    float[] values = new float[shape.numel()];
    for (int i = 0; i < values.length; i++) values[i] = i;
    return NDArray.of(values, shape);
  }

  @Test
  void transpose_isAViewOfTheSameStorage() {
    NDArray a = count(2, 3);
    NDArray t = a.transpose(0, 1);
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, t.toFloats());
    assertEquals(a.storage(), t.storage());
    assertEquals(4, t.getDouble(3));
  }

  @Test
  void tryView_followsStrides() {
    NDArray a = count(2, 3, 4);
    assertArrayEquals(a.toFloats(), view(a, 6, 4).toFloats());
    assertArrayEquals(new int[] {12, 4, 2, 1}, view(a, 2, 3, 2, 2).strides());
    assertNull(a.transpose(0, 1).tryView(Shape.of(6, 4)));
    assertArrayEquals(new int[] {4, 12, 2, 1}, view(a.transpose(0, 1), 3, 2, 2, 2).strides());
    assertArrayEquals(new int[] {1, 1, 1}, view(NDArray.scalar(DType.INT64, 3), 1, 1, 1).strides());
    assertArrayEquals(
        new int[] {5, 5, 1}, view(NDArray.empty(Shape.of(0, 3), DType.BOOL), 2, 0, 5).strides());
  }

  private static NDArray view(NDArray a, int... sizes) {
    NDArray view = a.tryView(Shape.of(sizes));
    assertNotNull(view);
    return view;
  }

  /// Eight rows at a time and what is left, in every order of dimensions.
  @Test
  void copy_ofPermutedDimensions() {
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT64, DType.BOOL}) {
      for (int[] sizes : new int[][] {{3, 40, 37}, {9, 1, 8}, {70, 21, 5}}) {
        NDArray a = count(sizes).to(dtype);
        for (int[] order : orders) {
          NDArray permuted = a.permute(order).slice(1, 0, sizes[order[1]], 1);
          NDArray copy = permuted.copy();
          assertArrayEquals(permuted.shape().toArray(), copy.shape().toArray());
          for (int i = 0; i < copy.numel(); i++) {
            assertEquals(permuted.getDouble(i), copy.getDouble(i), dtype + " at " + i);
          }
        }
      }
    }
  }

  @Test
  void slice_select_expand_unsqueeze() {
    NDArray a = count(3, 4);
    assertArrayEquals(new float[] {1, 3, 5, 7, 9, 11}, a.slice(1, 1, 4, 2).toFloats());
    assertArrayEquals(new float[] {2, 6, 10}, a.select(1, 2).toFloats());
    assertArrayEquals(
        new float[] {2, 6, 10, 2, 6, 10}, a.select(1, 2).expand(Shape.of(2, 3)).toFloats());
    assertArrayEquals(new int[] {4, 4, 1}, a.unsqueeze(1).strides());
    assertEquals(Shape.of(3, 4), a.unsqueeze(1).squeeze(1).shape());
    assertEquals(0, a.slice(0, 2, 1, 1).numel());
  }

  @Test
  void copyFrom_overlappingWindows_readsBeforeItWrites() {
    NDArray a = count(6);
    a.slice(0, 1, 6, 1).copyFrom(a.slice(0, 0, 5, 1));
    assertArrayEquals(new float[] {0, 0, 1, 2, 3, 4}, a.toFloats());
    NDArray square = count(2, 2);
    square.copyFrom(square.transpose(0, 1));
    assertArrayEquals(new float[] {0, 2, 1, 3}, square.toFloats());
  }

  @Test
  void to_castsEveryPair() {
    double[] values = {0, 1, -2, 3.75, -0.5};
    for (DType from : DType.values()) {
      for (DType to : DType.values()) {
        NDArray source = NDArray.of(values, Shape.of(5)).to(from);
        double[] cast = source.to(to).toDoubles();
        double[] expected = Arrays.stream(source.toDoubles()).map(x -> castOne(x, to)).toArray();
        assertArrayEquals(expected, cast, from + " to " + to);
      }
    }
  }

  private static double castOne(double x, DType to) {
    return switch (to.category()) {
      case BOOL -> x != 0 ? 1 : 0;
      case INTEGRAL -> wrapped((long) x, to);
      case FLOATING -> x;
    };
  }

  private static long wrapped(long x, DType to) {
    return switch (to) {
      case UINT8 -> x & 0xFF;
      case INT8 -> (byte) x;
      case INT16 -> (short) x;
      default -> x;
    };
  }

  @Test
  void to_longsToFloatsRoundOnce() {
    long value = (1L << 60) + (1L << 36) + 1;
    NDArray a = NDArray.of(new long[] {value}, Shape.of(1));
    assertEquals((float) value, a.to(DType.FLOAT32).toFloats()[0]);
    assertEquals(
        1 << 30,
        NDArray.of(new long[] {(5L << 40) + (1 << 30)}, Shape.of(1)).to(DType.INT32).getLong(0));
  }

  @Test
  void arange_linspace_eye() {
    assertArrayEquals(
        new long[] {5, 3, 1},
        NDArray.arange(Scalar.of(5L), Scalar.of(0L), Scalar.of(-2L), DType.INT64).toLongs());
    assertArrayEquals(
        new float[] {0, 0.1f, 0.2f, 0.3f},
        NDArray.arange(Scalar.of(0.0), Scalar.of(0.4), Scalar.of(0.1), DType.FLOAT32).toFloats());
    assertArrayEquals(
        new double[] {0, 0.25, 0.5, 0.75, 1}, NDArray.linspace(0, 1, 5, DType.FLOAT64).toDoubles());
    assertArrayEquals(new float[] {3}, NDArray.linspace(3, 9, 1, DType.FLOAT32).toFloats());
    assertEquals(1.1836734693877553, NDArray.linspace(-2, 50, 50, DType.FLOAT64).getDouble(3));
    assertArrayEquals(new long[] {0, 1, 3, 5}, NDArray.linspace(0, 5, 4, DType.INT64).toLongs());
    assertArrayEquals(new long[] {1, 0, 0, 1, 0, 0}, NDArray.eye(3, 2, DType.INT32).toLongs());
  }

  @Test
  void broadcast_wordsItsErrorAsPyTorch() {
    assertEquals(Shape.of(4, 2, 3), Shape.of(4, 1, 3).broadcast(Shape.of(2, 1)));
    assertEquals(Shape.of(0), Shape.of(0).broadcast(Shape.of(1)));
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Shape.of(3).broadcast(Shape.of(2)));
    assertEquals(
        "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 0",
        e.getMessage());
  }

  @Test
  void copy_ofLargeTransposedWindows() {
    NDArray a = count(200, 150).slice(1, 3, 150, 1);
    float[] copied = a.transpose(0, 1).copy().toFloats();
    for (int i = 0; i < 147; i++) {
      for (int j = 0; j < 200; j++) assertEquals(150 * j + i + 3, copied[i * 200 + j]);
    }
  }
}
