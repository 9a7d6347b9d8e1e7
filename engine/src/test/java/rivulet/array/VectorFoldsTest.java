package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The plain and the vector form of a reduction give the same bits.
class VectorFoldsTest {
  private static final int SHORTEST = 256;
  private static final int LONGEST = SHORTEST + 70;
  private static final int ROWS = 20;

  private final Samples samples = new Samples("VectorFoldsTest", 20261124);

  @Test
  void floats_haveTheSamePartialSums() {
    float[] a = new float[3 + ROWS * FloatFolds.GROUP];
    for (int i = 0; i < a.length; i++) a[i] = (float) anything();
    for (int groups = 0; groups <= ROWS; groups++) {
      double[][] plain = new double[2][FloatFolds.LANES];
      double[][] apart = new double[2][FloatFolds.LANES];
      double[][] together = new double[2][FloatFolds.LANES];
      FloatFolds.addGroups(plain[0], a, 3, groups);
      FloatFolds.addGroups(plain[1], a, 1, groups);
      FloatVectorFolds.addGroups(apart[0], a, 3, groups);
      FloatVectorFolds.addGroups(apart[1], a, 1, groups);
      FloatVectorFolds.addGroups(together[0], together[1], a, 3, 1, groups);
      assertArrayEquals(plain, apart);
      assertArrayEquals(plain, together);
    }
  }

  @Test
  void doubles_haveTheSamePartialSums() {
    double[] a = new double[3 + ROWS * DoubleFolds.LANES];
    for (int i = 0; i < a.length; i++) a[i] = anything();
    for (int rows = 0; rows <= ROWS; rows++) {
      double[][] lanes = new double[2][DoubleFolds.LANES];
      DoubleFolds.addRows(lanes[0], a, 3, rows);
      DoubleVectorFolds.addRows(lanes[1], a, 3, rows);
      assertArrayEquals(lanes[0], lanes[1]);
    }
  }

  private double anything() {
    return Math.scalb(samples.random.nextGaussian(), samples.random.nextInt(60));
  }

  /// Added in any number of pieces that end between groups, a row has the bits of one piece.
  @Test
  void floats_haveTheSameSum_inPieces() {
    float[] a = new float[70 * FloatFolds.GROUP + 63];
    for (int i = 0; i < a.length; i++) a[i] = (float) anything();
    for (int count = a.length - 80; count <= a.length; count++) {
      PartialSums sum = new PartialSums(DType.FLOAT32);
      int cut = FloatFolds.GROUP * samples.random.nextInt(60);
      sum.add(a, 0, cut);
      sum.add(a, cut, count - cut);
      assertEquals(FloatFolds.sum(a, 0, count), sum.total());
    }
  }

  @Test
  void floatExtremes_areTheSame_alsoOfSpecials() {
    for (int count = SHORTEST; count < LONGEST; count++) {
      float[] a = (float[]) samples.bits(DType.FLOAT32, 2 + count);
      if (count % 2 == 0) clearNaN(a);
      assertEquals(FloatFolds.least(a, 2, count), FloatVectorFolds.least(a, 2, count));
      assertEquals(FloatFolds.greatest(a, 2, count), FloatVectorFolds.greatest(a, 2, count));
    }
  }

  private static void clearNaN(float[] a) {
    for (int i = 0; i < a.length; i++) if (Float.isNaN(a[i])) a[i] = -0f;
  }

  @Test
  void doubleExtremes_areTheSame_alsoOfSpecials() {
    for (int count = SHORTEST; count < LONGEST; count++) {
      double[] a = (double[]) samples.bits(DType.FLOAT64, 2 + count);
      if (count % 2 == 0) clearNaN(a);
      assertEquals(DoubleFolds.least(a, 2, count), DoubleVectorFolds.least(a, 2, count));
      assertEquals(DoubleFolds.greatest(a, 2, count), DoubleVectorFolds.greatest(a, 2, count));
    }
  }

  private static void clearNaN(double[] a) {
    for (int i = 0; i < a.length; i++) if (Double.isNaN(a[i])) a[i] = -0.0;
  }

  /// Where two elements' sum is a float, nothing is lost over the row.
  @Test
  void sum_ofManyFloats_isExact() {
    float[] a = new float[1_000_003];
    double exact = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] = samples.random.nextInt(1 << 20) / 1024f;
      exact += a[i];
    }
    assertEquals(exact, FloatFolds.sum(a, 0, a.length));
  }

  /// Half a unit in the last place of each pair, and these errors are as often up as down.
  @Test
  void sum_ofManyFloats_isNearlyTheNearestFloat() {
    float[] a = new float[1_000_003];
    double exact = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] = samples.random.nextFloat();
      exact += a[i];
    }
    assertEquals(exact, FloatFolds.sum(a, 0, a.length), exact * 1e-9);
  }
}
