package rivulet.array.natives;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GemmTest {
  /// (2, 4) · (4, 3), each with an offset of 1 and rows that are 2 longer than they need.
  private static final Gemm PLAIN = new Gemm(2, 3, 4, false, 1, 6, false, 1, 5, 1, 5);

  private static final Gemm TRANSPOSED = new Gemm(2, 3, 4, true, 1, 4, true, 1, 6, 1, 5);

  @Test
  void check_takesWhatJustFits() {
    assertDoesNotThrow(() -> PLAIN.check(1 + 6 + 4, 1 + 15 + 3, 1 + 5 + 3));
    assertDoesNotThrow(() -> TRANSPOSED.check(1 + 12 + 2, 1 + 12 + 4, 1 + 5 + 3));
  }

  @Test
  void check_refusesOneElementLess() {
    refused(PLAIN, 10, 19, 9);
    refused(PLAIN, 11, 18, 9);
    refused(PLAIN, 11, 19, 8);
    refused(TRANSPOSED, 14, 17, 9);
    refused(TRANSPOSED, 15, 16, 9);
    refused(TRANSPOSED, 15, 17, 8);
  }

  @Test
  void check_refusesWhatIsNoMatrix() {
    refused(new Gemm(2, 3, 4, false, -1, 6, false, 1, 5, 1, 5), 99, 99, 99);
    refused(new Gemm(2, 3, 4, false, 1, 3, false, 1, 5, 1, 5), 99, 99, 99);
    refused(new Gemm(2, 3, 4, false, 1, 6, false, 1, 2, 1, 5), 99, 99, 99);
    refused(new Gemm(2, 3, 4, false, 1, 6, false, 1, 5, 1, 2), 99, 99, 99);
    refused(new Gemm(0, 3, 4, false, 1, 6, false, 1, 5, 1, 5), 99, 99, 99);
    int huge = Integer.MAX_VALUE;
    refused(new Gemm(huge, 3, 4, false, 1, huge, false, 1, 5, 1, huge), 99, 99, 99);
  }

  private static void refused(Gemm gemm, int a, int b, int c) {
    assertThrows(IndexOutOfBoundsException.class, () -> gemm.check(a, b, c));
  }

  @Test
  void callsCheckFirst() {
    float[] floats = new float[4];
    double[] doubles = new double[4];
    assertThrows(
        IndexOutOfBoundsException.class, () -> OneDnn.sgemm(PLAIN, false, floats, floats, floats));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> OpenBlas.sgemm(PLAIN, false, floats, floats, floats));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> OpenBlas.dgemm(PLAIN, false, doubles, doubles, doubles));
  }

  @Test
  void part_liesWhereItsFirstElementsLie() {
    Gemm plain = PLAIN.part(1, 1, 2, 1, 3, 1);
    assertEquals(new Gemm(1, 1, 1, false, 1 + 6 + 3, 6, false, 1 + 15 + 2, 5, 1 + 5 + 2, 5), plain);
    Gemm transposed = TRANSPOSED.part(1, 1, 2, 1, 3, 1);
    assertEquals(
        new Gemm(1, 1, 1, true, 1 + 12 + 1, 4, true, 1 + 12 + 3, 6, 1 + 5 + 2, 5), transposed);
  }
}
