package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import rivulet.array.NegativeLikelihood.Reduction;

class NegativeLikelihoodTest {
  private static final long IGNORED = -100;

  private final Samples samples = new Samples("NegativeLikelihoodTest", 20261124);

  /// Log-probabilities that are multiples of an eighth: sums are exact.
  @Test
  void everyLayout_manyBlocks() {
    NDArray target = target(40, 700, 5);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NDArray logs = samples.contiguous(dtype, 40, 700, 5).transpose(1, 2);
      NegativeLikelihood each = likelihood(logs, target, Reduction.NONE);
      double[] losses = each.loss(logs).toDoubles();
      double sum = 0;
      long[] classes = target.toLongs();
      for (int i = 0; i < losses.length; i++) {
        double expected =
            classes[i] == IGNORED
                ? 0
                : -logs.select(0, i / 700).select(1, i % 700).getDouble((int) classes[i]);
        assertEquals(expected, losses[i]);
        sum += expected;
      }
      NegativeLikelihood all = likelihood(logs, target, Reduction.SUM);
      assertArrayEquals(new double[] {sum}, all.loss(logs).toDoubles());
    }
  }

  private NDArray target(int n, int inner, int classes) {
    double[] target = new double[n * inner];
    for (int i = 0; i < target.length; i++) {
      target[i] = i % 13 == 0 ? IGNORED : samples.random.nextInt(classes);
    }
    return NDArray.of(target, Shape.of(n, inner)).to(DType.INT64);
  }

  private static NegativeLikelihood likelihood(NDArray logs, NDArray target, Reduction reduction) {
    return new NegativeLikelihood(logs.shape(), target, null, IGNORED, reduction);
  }

  @Test
  void spread_isTheAdjointOfTheLoss() {
    NDArray weight = NDArray.of(new double[] {1, 0.5, 2}, Shape.of(3));
    NDArray logs = samples.contiguous(DType.FLOAT64, 4, 3);
    NDArray target = NDArray.of(new double[] {2, 0, IGNORED, 1}, Shape.of(4)).to(DType.INT64);
    for (Reduction reduction : Reduction.values()) {
      NegativeLikelihood likelihood =
          new NegativeLikelihood(logs.shape(), target, weight, IGNORED, reduction);
      NDArray loss = likelihood.loss(logs);
      NDArray g = samples.contiguous(DType.FLOAT64, loss.shape().toArray());
      assertEquals(dot(g, loss), dot(likelihood.spread(g), logs), 1e-14, reduction.name());
    }
  }

  private static double dot(NDArray a, NDArray b) {
    double dot = 0;
    double[] x = a.toDoubles();
    double[] y = b.toDoubles();
    for (int i = 0; i < x.length; i++) dot += x[i] * y[i];
    return dot;
  }

  @Test
  void nothingToCount_isNoNumber() {
    NDArray logs = samples.contiguous(DType.FLOAT32, 2, 3);
    NDArray none = NDArray.full(Shape.of(2), DType.INT64, Scalar.of(IGNORED));
    assertEquals(Double.NaN, likelihood(logs, none, Reduction.MEAN).loss(logs).getDouble(0));
    assertEquals(0.0, likelihood(logs, none, Reduction.SUM).loss(logs).getDouble(0));
    NDArray zero = NDArray.empty(Shape.of(0, 3), DType.FLOAT32);
    NDArray empty = NDArray.empty(Shape.of(0), DType.INT64);
    assertEquals(Double.NaN, likelihood(zero, empty, Reduction.MEAN).loss(zero).getDouble(0));
  }

  @Test
  void aTargetThatIsNoClass() {
    NDArray logs = samples.contiguous(DType.FLOAT32, 2, 3);
    for (long wrong : new long[] {-1, 3, 1L << 40}) {
      NDArray target = NDArray.of(new double[] {1, wrong}, Shape.of(2)).to(DType.INT64);
      IndexOutOfBoundsException e =
          assertThrows(
              IndexOutOfBoundsException.class, () -> likelihood(logs, target, Reduction.MEAN));
      assertEquals("Target " + wrong + " is out of bounds.", e.getMessage());
    }
  }
}
