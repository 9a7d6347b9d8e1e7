package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Attention of sequences to themselves against the formula, an element at a time, and its gradient
/// against what small changes of the operand do.
class SelfAttentionTest {
  /// Sequences, length, heads, features of a head.
  private static final int[][] SIZES = {{1, 1, 1, 1}, {2, 3, 2, 5}, {3, 33, 4, 17}, {1, 70, 3, 32}};

  private static final double STEP = 1e-5;

  private final Samples samples = new Samples("SelfAttentionTest", 14142);

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void resultAndGradient_areTheFormulas(DType dtype) {
    for (int[] s : SIZES) {
      NDArray all = numbers(dtype, 2 * s[0], s[1], 3 * s[2] * s[3]);
      check(all.slice(0, 0, s[0], 1), s[2]);
      check(all.slice(0, s[0] - 1, 2 * s[0] - 1, 1), s[2]);
      check(numbers(dtype, s[1], s[0], 3 * s[2] * s[3]).transpose(0, 1), s[2]);
    }
  }

  private void check(NDArray x, int heads) {
    boolean floats = x.dtype() == DType.FLOAT32;
    String where = x.dtype() + " " + x.shape() + " " + heads;
    SelfAttention attention = new SelfAttention(x, heads);
    double[] values = x.toDoubles();
    double[] expected = formula(x.shape(), values, heads);
    assertArrayEquals(expected, attention.result().toDoubles(), floats ? 1e-5 : 1e-12, where);
    NDArray g = numbers(x.dtype(), attention.result().shape().toArray());
    double[] direction = samples.random.doubles(values.length, -1, 1).toArray();
    double after = dot(g.toDoubles(), formula(x.shape(), moved(values, direction, STEP), heads));
    double before = dot(g.toDoubles(), formula(x.shape(), moved(values, direction, -STEP), heads));
    double found = dot(direction, attention.gradient(g).toDoubles());
    double slope = (after - before) / (2 * STEP);
    assertEquals(slope, found, (floats ? 1e-3 : 1e-7) * (1 + Math.abs(slope)), where);
  }

  private static double[] moved(double[] x, double[] direction, double step) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] + step * direction[i]).toArray();
  }

  private static double dot(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).sum();
  }

  private static double[] formula(Shape shape, double[] x, int heads) {
    int length = shape.size(1);
    int features = shape.size(2) / 3;
    double[] result = new double[shape.size(0) * length * features];
    for (int row = 0; row < shape.size(0) * length; row++) {
      for (int head = 0; head < heads; head++) {
        query(x, length, features, features / heads, row, head, result);
      }
    }
    return result;
  }

  private static void query(
      double[] x, int length, int features, int size, int row, int head, double[] result) {
    int first = row / length * length;
    double[] weights = new double[length];
    double sum = 0;
    for (int key = 0; key < length; key++) {
      double score = 0;
      for (int e = 0; e < size; e++) {
        int column = head * size + e;
        score += x[3 * row * features + column] * x[(3 * (first + key) + 1) * features + column];
      }
      weights[key] = Math.exp(score / Math.sqrt(size));
      sum += weights[key];
    }
    for (int key = 0; key < length; key++) {
      for (int e = head * size; e < (head + 1) * size; e++) {
        result[row * features + e] +=
            weights[key] / sum * x[(3 * (first + key) + 2) * features + e];
      }
    }
  }

  private NDArray numbers(DType dtype, int... sizes) {
    Shape shape = Shape.of(sizes);
    return NDArray.of(samples.random.doubles(shape.numel(), -1, 1).toArray(), shape).to(dtype);
  }

  @Test
  void emptySequences() {
    NDArray none = NDArray.zeros(Shape.of(2, 0, 6), DType.FLOAT32);
    SelfAttention attention = new SelfAttention(none, 1);
    assertEquals(Shape.of(2, 0, 2), attention.result().shape());
    assertEquals(none.shape(), attention.gradient(attention.result()).shape());
  }

  @Test
  void headsOnAnyThreads_giveTheSameBits() {
    NDArray x = numbers(DType.FLOAT32, 3, 50, 3 * 4 * 20);
    NDArray g = numbers(DType.FLOAT32, 3, 50, 4 * 20);
    Blocks.Loop before = Blocks.runBy((count, _, _, block) -> backwards(count, block));
    try {
      List<float[]> expected = all(x, g);
      Blocks.runBy((count, _, _, block) -> IntStream.range(0, count).parallel().forEach(block));
      List<float[]> found = all(x, g);
      for (int i = 0; i < 2; i++) assertArrayEquals(expected.get(i), found.get(i));
    } finally {
      Blocks.runBy(before);
    }
  }

  private static void backwards(int count, IntConsumer block) {
    for (int i = count - 1; i >= 0; i--) block.accept(i);
  }

  private static List<float[]> all(NDArray x, NDArray g) {
    SelfAttention attention = new SelfAttention(x, 4);
    return List.of(attention.result().toFloats(), attention.gradient(g).toFloats());
  }
}
