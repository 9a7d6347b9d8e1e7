package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The plain and the vector form of a reduction give the same bits.
class VectorFoldsTest {
  private static final int SHORTEST = 256;
  private static final int LONGEST = SHORTEST + 70;
  private static final int ROWS = 20;
  private static final int LANES = Math.max(FloatFolds.LANES, DoubleFolds.LANES);

  private final Samples samples = new Samples("VectorFoldsTest", 20261124);

  @Test
  void lanes_haveTheSameSums() {
    float[] floats = new float[3 + ROWS * LANES];
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = Math.scalb(samples.random.nextGaussian(), samples.random.nextInt(60));
      floats[i] = (float) doubles[i];
    }
    for (int rows = 0; rows <= ROWS; rows++) {
      double[][] lanes = new double[4][LANES];
      FloatFolds.addRows(lanes[0], floats, 3, rows);
      FloatVectorFolds.addRows(lanes[1], floats, 3, rows);
      DoubleFolds.addRows(lanes[2], doubles, 3, rows);
      DoubleVectorFolds.addRows(lanes[3], doubles, 3, rows);
      assertArrayEquals(lanes[0], lanes[1]);
      assertArrayEquals(lanes[2], lanes[3]);
      double[][] apart = new double[2][LANES];
      double[][] together = new double[2][LANES];
      FloatVectorFolds.addRows(apart[0], floats, 3, rows / 2);
      FloatVectorFolds.addRows(apart[1], floats, 1, rows / 2);
      FloatVectorFolds.addRows(together[0], together[1], floats, 3, 1, rows / 2);
      assertArrayEquals(apart, together);
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

  /// A float's rounding error is far above what double precision loses over the row.
  @Test
  void sum_ofManyFloats_isTheNearestFloat() {
    float[] a = new float[1_000_003];
    double exact = 0;
    for (int i = 0; i < a.length; i++) {
      a[i] = samples.random.nextInt(1 << 20) / 1024f;
      exact += a[i];
    }
    assertEquals(exact, FloatFolds.sum(a, 0, a.length));
  }
}
