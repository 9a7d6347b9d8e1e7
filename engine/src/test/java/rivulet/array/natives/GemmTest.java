package rivulet.array.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
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

  /// (2, 4) · (4, 3) of small whole numbers, in every layout, added to what is there and not.
  @Test
  void librariesAgreeWithTheDefinition() {
    for (int layout = 0; layout < 8; layout++) {
      boolean at = (layout & 1) != 0;
      boolean bt = (layout & 2) != 0;
      boolean adding = (layout & 4) != 0;
      Gemm gemm = new Gemm(2, 3, 4, at, 1, 6, bt, 2, 7, 3, 5);
      double[] expected = definition(gemm, adding);
      if (OpenBlas.isLoaded()) {
        double[] doubles = c();
        OpenBlas.dgemm(gemm, adding, a(), b(), doubles);
        assertArrayEquals(expected, doubles);
        float[] floats = floats(c());
        OpenBlas.sgemm(gemm, adding, floats(a()), floats(b()), floats);
        assertArrayEquals(floats(expected), floats);
      }
      if (OneDnn.isLoaded()) {
        float[] floats = floats(c());
        OneDnn.sgemm(gemm, adding, floats(a()), floats(b()), floats);
        assertArrayEquals(floats(expected), floats);
      }
    }
  }

  private static double[] a() {
    return IntStream.range(0, 30).mapToDouble(i -> i % 7 - 3).toArray();
  }

  private static double[] b() {
    return IntStream.range(0, 40).mapToDouble(i -> i % 11 - 5).toArray();
  }

  private static double[] c() {
    return IntStream.range(0, 20).mapToDouble(i -> i).toArray();
  }

  private static double[] definition(Gemm s, boolean adding) {
    double[] result = c();
    for (int i = 0; i < s.n(); i++) {
      for (int j = 0; j < s.m(); j++) {
        int at = s.co() + i * s.ldc() + j;
        if (!adding) result[at] = 0;
        for (int p = 0; p < s.k(); p++) {
          result[at] +=
              a()[s.ao() + (s.at() ? p * s.lda() + i : i * s.lda() + p)]
                  * b()[s.bo() + (s.bt() ? j * s.ldb() + p : p * s.ldb() + j)];
        }
      }
    }
    return result;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
    return floats;
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
