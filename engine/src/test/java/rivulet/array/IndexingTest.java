package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndexingTest {
  private final Samples samples = new Samples("IndexingTest", 161803);

  private static NDArray longs(long... values) {
    return NDArray.of(values, Shape.of(values.length));
  }

  private static List<@Nullable NDArray> at(@Nullable NDArray... indices) {
    return Arrays.asList(indices);
  }

  @Test
  void index_placesTheIndexWhereItsDimsAreNeighbours() {
    NDArray a = samples.any(DType.FLOAT32, 4, 5, 6);
    NDArray i = NDArray.of(new long[] {0, -1, 2, 3, 1, 0}, Shape.of(3, 2));
    NDArray j = longs(4, -5);
    assertEquals(Shape.of(3, 2, 5, 6), Indexing.index(a, at(i)).shape());
    assertEquals(Shape.of(4, 3, 2, 6), Indexing.index(a, at(null, i)).shape());
    assertEquals(Shape.of(4, 3, 2), Indexing.index(a, at(null, i, j)).shape());
    NDArray apart = Indexing.index(a, at(i, null, j));
    assertEquals(Shape.of(3, 2, 5), apart.shape());
    for (int p = 0; p < 6; p++) {
      int row = (int) Math.floorMod(i.getLong(p), 4L);
      NDArray expected = a.select(2, p % 2 == 0 ? 4 : 1).select(0, row);
      assertArrayEquals(expected.toFloats(), apart.select(0, p / 2).select(0, p % 2).toFloats());
    }
  }

  @Test
  void index_alongEveryDim_isSelectOfEach() {
    NDArray which = longs(2, 0, -1, 2);
    for (DType dtype : DType.values()) {
      for (NDArray a : samples.layouts(dtype, 3, 4, 5)) {
        for (int dim = 0; dim < 3; dim++) {
          @Nullable NDArray[] indices = new @Nullable NDArray[dim + 1];
          indices[dim] = which;
          NDArray result = Indexing.index(a, Arrays.asList(indices));
          for (int p = 0; p < 4; p++) {
            int index = (int) Math.floorMod(which.getLong(p), (long) a.shape().size(dim));
            assertArrayEquals(a.select(dim, index).toDoubles(), result.select(dim, p).toDoubles());
          }
        }
      }
    }
  }

  @Test
  void index_outOfBounds_saysWhere() {
    NDArray a = samples.contiguous(DType.FLOAT32, 3, 2);
    Exception e =
        assertThrows(IndexOutOfBoundsException.class, () -> Indexing.index(a, at(longs(0, 5))));
    assertEquals("index 5 is out of bounds for dimension 0 with size 3", e.getMessage());
    e = assertThrows(IndexOutOfBoundsException.class, () -> Indexing.index(a, at(null, longs(-3))));
    assertEquals("index -3 is out of bounds for dimension 1 with size 2", e.getMessage());
  }

  @Test
  void indexPut_writes_andAccumulates() {
    for (DType dtype : DType.values()) {
      NDArray a = NDArray.zeros(Shape.of(3, 2), dtype);
      NDArray values = NDArray.of(new double[] {1, 2}, Shape.of(2));
      Indexing.indexPut(a, at(longs(0, 2, 0)), values, false);
      assertArrayEquals(
          NDArray.of(new double[] {1, 2, 0, 0, 1, 2}, Shape.of(6)).to(dtype).toDoubles(),
          a.toDoubles());
      Indexing.indexPut(a, at(longs(0, 2, 0)), values, true);
      assertArrayEquals(
          NDArray.of(new double[] {3, 6, 0, 0, 2, 4}, Shape.of(6)).to(dtype).toDoubles(),
          a.toDoubles());
    }
  }

  @Test
  void indexPut_outOfBounds_changesNothing() {
    NDArray a = NDArray.zeros(Shape.of(3), DType.FLOAT32);
    NDArray one = NDArray.scalar(DType.FLOAT32, 1);
    assertThrows(
        IndexOutOfBoundsException.class, () -> Indexing.indexPut(a, at(longs(0, 3)), one, false));
    assertArrayEquals(new float[3], a.toFloats());
  }

  @Test
  void indexPut_ofItself_readsBeforeItWrites() {
    NDArray a = NDArray.of(new float[] {1, 2, 3}, Shape.of(3));
    Indexing.indexPut(a, at(longs(1, 2)), a.slice(0, 0, 2, 1), false);
    assertArrayEquals(new float[] {1, 1, 2}, a.toFloats());
  }

  @Test
  void nonzero_inRowMajorOrder() {
    NDArray a = NDArray.of(new boolean[] {true, false, true, false, true, true}, Shape.of(2, 3));
    NDArray found = Indexing.nonzero(a.transpose(0, 1));
    assertEquals(Shape.of(4, 2), found.shape());
    assertArrayEquals(new long[] {0, 0, 1, 1, 2, 0, 2, 1}, found.toLongs());
    assertEquals(Shape.of(1, 0), Indexing.nonzero(NDArray.scalar(DType.FLOAT32, 2)).shape());
  }

  @Test
  void cat_everyDim_mixedDtypesAndEmpties() {
    NDArray a = samples.any(DType.INT32, 2, 3);
    NDArray b = samples.any(DType.FLOAT32, 2, 3);
    NDArray none = NDArray.empty(Shape.of(0, 3), DType.FLOAT32);
    NDArray rows = Indexing.cat(List.of(a, none, b), 0, DType.FLOAT32);
    assertArrayEquals(a.toFloats(), rows.slice(0, 0, 2, 1).toFloats());
    assertArrayEquals(b.toFloats(), rows.slice(0, 2, 4, 1).toFloats());
    NDArray columns = Indexing.cat(List.of(b, a), 1, DType.FLOAT64);
    assertEquals(Shape.of(2, 6), columns.shape());
    assertArrayEquals(b.toDoubles(), columns.slice(1, 0, 3, 1).toDoubles());
    assertArrayEquals(a.toDoubles(), columns.slice(1, 3, 6, 1).toDoubles());
  }
}
