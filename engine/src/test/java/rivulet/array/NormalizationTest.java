package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The two forms of layer normalisation's loops, and its rows in blocks.
class NormalizationTest {
  private static final int LONGEST = 100;

  private final Samples samples = new Samples("NormalizationTest", 16180);

  @BeforeAll
  static void load() {
    assertTrue(VectorModule.PRESENT);
  }

  @Test
  void vectorLoops_giveTheBitsOfThePlainOnes() {
    for (int n = 1; n <= LONGEST; n++) {
      for (int from = 0; from < 3; from++) {
        layer(n, from, null, null);
        layer(n, from, floats(n), floats(n));
        input(n, from, null);
        input(n, from, floats(n));
        weight(n, from);
      }
    }
  }

  private void layer(int n, int from, float @Nullable [] weight, float @Nullable [] bias) {
    float[] x = floats(n + from);
    float[] expected = new float[n + 1];
    float[] found = new float[n + 1];
    double[] expectedStats = new double[4];
    double[] foundStats = new double[4];
    FloatNormalization.plainLayer(x, from, expected, 1, n, weight, bias, 1e-5, expectedStats, 2);
    FloatVectorNormalization.layer(x, from, found, 1, n, weight, bias, 1e-5, foundStats, 2);
    assertArrayEquals(expected, found);
    assertArrayEquals(expectedStats, foundStats);
  }

  private void input(int n, int from, float @Nullable [] weight) {
    float[] g = floats(n + from);
    float[] x = floats(n + from);
    double[] stats = {0.25, 1.75};
    float[] expected = new float[n + from];
    float[] found = new float[n + from];
    float[] h = new float[n];
    float[] r = new float[n];
    FloatNormalization.plainInput(g, x, from, expected, n, weight, stats, 0, h, r);
    FloatVectorNormalization.input(g, x, from, found, n, weight, stats, 0, h, r);
    assertArrayEquals(expected, found);
  }

  private void weight(int n, int from) {
    float[] g = floats(n + from);
    float[] x = floats(n + from);
    double[] stats = {0.25, 1.75};
    double[] expected = samples.random.doubles(n).toArray();
    double[] found = expected.clone();
    FloatNormalization.plainWeight(g, x, from, 0, n, stats, 0, expected);
    FloatVectorNormalization.weight(g, x, from, n, stats, 0, found);
    assertArrayEquals(expected, found);
  }

  private float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) values[i] = (float) samples.random.nextGaussian();
    return values;
  }

  @Test
  void rowsInBlocks_areTheRowsAlone() {
    NDArray x = NDArray.of(floats(300 * 100), Shape.of(300, 100));
    NDArray g = NDArray.of(floats(300 * 100), Shape.of(300, 100));
    Blocks.Loop before =
        Blocks.runBy((count, _, _, block) -> IntStream.range(0, count).parallel().forEach(block));
    try {
      List<NDArray> all = all(x, g);
      for (int row = 0; row < 300; row++) {
        List<NDArray> alone = all(x.slice(0, row, row + 1, 1), g.slice(0, row, row + 1, 1));
        for (int i = 0; i < alone.size(); i++) {
          assertArrayEquals(alone.get(i).toFloats(), all.get(i).select(0, row).toFloats());
        }
      }
    } finally {
      Blocks.runBy(before);
    }
  }

  private static List<NDArray> all(NDArray x, NDArray g) {
    Normalization.Result layer = Normalization.layer(x, null, null, 1e-5);
    NDArray y = Softmax.softmax(x, 1, DType.FLOAT32);
    return List.of(
        layer.value(),
        Normalization.input(g, x, null, layer.stats()),
        y,
        Softmax.softmaxGradient(g, y, 1));
  }
}
