package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  private static final int LONGEST = 150;
  private static final int SHORTEST = 64;
  private static final List<DType> DTYPES = List.of(DType.FLOAT32, DType.FLOAT64);

  private final Samples samples = new Samples("SoftmaxTest", 20261124);

  @Test
  void plainAndVectorForm_haveTheSameBits_alsoOfSpecials() {
    for (int count = SHORTEST; count < LONGEST; count++) {
      float[] x = count % 3 == 0 ? (float[]) samples.bits(DType.FLOAT32, 2 + count) : some(count);
      float[] g = some(count);
      FloatSoftmax row = new FloatSoftmax(count, count % 2 == 0 ? 1 : 0.3f);
      float[][] y = new float[2][count + 1];
      float[][] log = new float[2][count + 1];
      float[][] slope = new float[2][count + 1];
      float[][] logSlope = new float[2][count + 1];
      for (int form = 0; form < 2; form++) {
        row.softmax(x, 2, y[form], 1, form == 1);
        row.logSoftmax(x, 2, log[form], 1, form == 1);
        row.softmaxGradient(g, 1, y[form], 1, slope[form], 1, form == 1);
        row.logSoftmaxGradient(g, 2, log[form], 1, logSlope[form], 1, form == 1);
      }
      assertArrayEquals(y[0], y[1], "softmax of " + count);
      assertArrayEquals(log[0], log[1], "its logarithm of " + count);
      assertArrayEquals(slope[0], slope[1], "its gradient of " + count);
      assertArrayEquals(logSlope[0], logSlope[1], "the logarithm's gradient of " + count);
    }
  }

  private float[] some(int count) {
    float[] some = new float[2 + count];
    for (int i = 0; i < some.length; i++) some[i] = (float) (4 * samples.random.nextGaussian());
    return some;
  }

  /// Of any length, near 1 and far away from it.
  @Test
  void rowsTimesAFactor_areThoseOfTheProduct() {
    for (DType dtype : DTYPES) {
      for (int count = 1; count < LONGEST; count += 7) {
        NDArray x = samples.contiguous(dtype, 5, count);
        NDArray quarter = x.copy();
        Elementwise.applyInPlace(Elementwise.Binary.MUL, quarter, Scalar.of(0.25), dtype);
        NDArray expected = Softmax.softmax(quarter, 1, dtype);
        Softmax.rows(x, 0.25);
        assertArrayEquals(expected.toDoubles(), x.toDoubles());
      }
    }
  }

  @Test
  void gradientInPlace_isTheFactorTimesThatOfTheRows() {
    for (DType dtype : DTYPES) {
      for (int count = 1; count < LONGEST; count += 7) {
        NDArray y = Softmax.softmax(samples.contiguous(dtype, 5, count), 1, dtype);
        NDArray g = samples.contiguous(dtype, 5, count);
        NDArray expected = Softmax.softmaxGradient(g, y, 1);
        Elementwise.applyInPlace(Elementwise.Binary.MUL, expected, Scalar.of(0.25), dtype);
        Softmax.rowsGradient(g, y, 0.25);
        assertArrayEquals(expected.toDoubles(), g.toDoubles());
      }
    }
  }

  @Test
  void aRow_addsUpToOne() {
    for (DType dtype : DTYPES) {
      NDArray y = Softmax.softmax(samples.contiguous(dtype, 3, 5000), 1, dtype);
      for (double sum : Reduction.sum(y, new int[] {1}, false, DType.FLOAT64).toDoubles()) {
        assertEquals(1, sum, 1e-6);
      }
    }
  }
}
