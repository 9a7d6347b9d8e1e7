package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// float32 by the library, where there is one, and float64 by Java's way, both beside the
/// definition.
class ConvolutionTest {
  private static final List<DType> DTYPES = List.of(DType.FLOAT32, DType.FLOAT64);

  private final Samples samples = new Samples("ConvolutionTest", 161803);

  /// Sizes and places, for any number of spatial dimensions.
  private static final class Case {
    private final int[] x;
    private final int[] w;
    private final int[] stride;
    private final int[] before;
    private final int[] after;
    private final int[] dilation;
    private final int groups;

    Case(int[] x, int[] w, int[] stride, int[] before, int[] after, int[] dilation, int groups) {
      this.x = x;
      this.w = w;
      this.stride = stride;
      this.before = before;
      this.after = after;
      this.dilation = dilation;
      this.groups = groups;
    }

    static Case plain(int[] x, int[] w) {
      int[] ones = new int[x.length - 2];
      Arrays.fill(ones, 1);
      int[] none = new int[ones.length];
      return new Case(x, w, ones, none, none, ones, 1);
    }

    Case stride(int... steps) {
      return new Case(x, w, steps, before, after, dilation, groups);
    }

    Case padding(int[] front, int[] back) {
      return new Case(x, w, stride, front, back, dilation, groups);
    }

    Case dilation(int... steps) {
      return new Case(x, w, stride, before, after, steps, groups);
    }

    Case groups(int count) {
      return new Case(x, w, stride, before, after, dilation, count);
    }

    Convolution convolution() {
      return new Convolution(stride, before, after, dilation, groups);
    }

    int[] y() {
      int[] sizes = x.clone();
      sizes[1] = w[0];
      for (int d = 0; d < stride.length; d++) {
        sizes[d + 2] = convolution().outputSize(x[d + 2], w[d + 2], d);
      }
      return sizes;
    }
  }

  private static final List<Case> CASES =
      List.of(
          Case.plain(ints(3, 4, 9, 11), ints(5, 4, 3, 3)),
          Case.plain(ints(2, 1, 28, 28), ints(16, 1, 3, 3)).padding(ints(1, 1), ints(1, 1)),
          Case.plain(ints(33, 3, 13, 7), ints(7, 3, 1, 1)),
          Case.plain(ints(4, 16, 10, 10), ints(32, 16, 3, 2)).stride(2, 3),
          Case.plain(ints(2, 5, 12, 9), ints(6, 5, 3, 3)).padding(ints(2, 0), ints(1, 3)),
          Case.plain(ints(2, 8, 15, 15), ints(8, 8, 3, 3)).dilation(2, 4),
          Case.plain(ints(3, 6, 9, 9), ints(8, 3, 3, 3)).groups(2),
          Case.plain(ints(2, 16, 14, 14), ints(16, 1, 3, 3)).groups(16),
          Case.plain(ints(2, 4, 50), ints(6, 4, 5)).stride(2).padding(ints(2), ints(2)),
          Case.plain(ints(2, 3, 6, 7, 8), ints(4, 3, 2, 3, 3)),
          Case.plain(ints(2, 4, 6, 7, 8), ints(6, 2, 2, 3, 3)).groups(2).stride(1, 2, 1));

  private static int[] ints(int... sizes) {
    return sizes;
  }

  /// Sample values are eighths below 4: their products and sums are exact.
  @Test
  void forward_input_weight_areTheDefinition() {
    for (Case c : CASES) {
      for (DType dtype : DTYPES) {
        NDArray x = samples.any(dtype, c.x);
        NDArray w = samples.any(dtype, c.w);
        NDArray g = samples.any(dtype, c.y());
        Definition expected = new Definition(c, x.toDoubles(), w.toDoubles(), g.toDoubles());
        String where = dtype + " " + Arrays.toString(c.x) + Arrays.toString(c.w);
        NDArray y = c.convolution().forward(x, w, null);
        assertEquals(Shape.of(c.y()), y.shape());
        assertArrayEquals(expected.y, y.toDoubles(), where);
        NDArray bias = samples.any(dtype, c.w[0]);
        NDArray moved = c.convolution().forward(x, w, bias);
        assertArrayEquals(expected.plus(bias.toDoubles()), moved.toDoubles(), where);
        NDArray dx = c.convolution().input(g, w, x.shape());
        assertEquals(x.shape(), dx.shape());
        assertArrayEquals(expected.dx, dx.toDoubles(), where);
        NDArray dw = c.convolution().weight(g, x, w.shape());
        assertEquals(w.shape(), dw.shape());
        assertArrayEquals(expected.dw, dw.toDoubles(), where);
      }
    }
  }

  /// The sums, element by element.
  private static final class Definition {
    private final Case c;
    private final double[] y;
    private final double[] dx;
    private final double[] dw;

    Definition(Case c, double[] x, double[] w, double[] g) {
      this.c = c;
      this.y = new double[g.length];
      this.dx = new double[x.length];
      this.dw = new double[w.length];
      int[] yAt = new int[c.x.length];
      do {
        int[] wAt = new int[c.x.length];
        wAt[0] = yAt[1];
        do {
          int xi = input(yAt, wAt);
          int wi = index(wAt, c.w);
          int yi = index(yAt, c.y());
          if (xi >= 0) {
            y[yi] += x[xi] * w[wi];
            dx[xi] += g[yi] * w[wi];
            dw[wi] += g[yi] * x[xi];
          }
        } while (advance(wAt, c.w, 1));
      } while (advance(yAt, c.y(), 0));
    }

    double[] plus(double[] bias) {
      double[] sums = y.clone();
      int places = y.length / c.x[0] / bias.length;
      for (int i = 0; i < sums.length; i++) sums[i] += bias[i / places % bias.length];
      return sums;
    }

    /// Where the input's element lies that meets this weight, or -1 if outside.
    private int input(int[] yAt, int[] wAt) {
      int[] at = yAt.clone();
      at[1] = yAt[1] / (c.w[0] / c.groups) * c.w[1] + wAt[1];
      for (int d = 2; d < at.length; d++) {
        at[d] = yAt[d] * c.stride[d - 2] - c.before[d - 2] + wAt[d] * c.dilation[d - 2];
        if (at[d] < 0 || at[d] >= c.x[d]) return -1;
      }
      return index(at, c.x);
    }

    private static int index(int[] at, int[] sizes) {
      int index = 0;
      for (int d = 0; d < at.length; d++) index = index * sizes[d] + at[d];
      return index;
    }

    private static boolean advance(int[] at, int[] sizes, int first) {
      for (int d = at.length - 1; d >= first; d--) {
        if (++at[d] < sizes[d]) return true;
        at[d] = 0;
      }
      return false;
    }
  }

  @Test
  void partsInAnyOrder_onAnyThreads_giveTheSameBits() {
    Convolution c = new Convolution(ints(1, 1), ints(1, 1), ints(1, 1), ints(1, 1), 1);
    NDArray x = normal(37, 8, 30, 30);
    NDArray w = normal(16, 8, 3, 3);
    NDArray g = normal(37, 16, 30, 30);
    AtomicInteger most = new AtomicInteger();
    List<float[]> expected = maps(c, x, w, g);
    Blocks.Loop before =
        Blocks.runBy((count, _, _, block) -> {
          most.accumulateAndGet(count, Math::max);
          IntStream.range(0, count).parallel().forEach(i -> block.accept(count - 1 - i));
        });
    try {
      for (int round = 0; round < 3; round++) {
        List<float[]> actual = maps(c, x, w, g);
        for (int i = 0; i < 3; i++) assertArrayEquals(expected.get(i), actual.get(i));
      }
    } finally {
      Blocks.runBy(before);
    }
    boolean libraries = NativeProduct.takes(DType.FLOAT32, Long.MAX_VALUE);
    assertTrue(most.get() > 1 || !libraries, "parts: " + most);
  }

  private NDArray normal(int... sizes) {
    Shape shape = Shape.of(sizes);
    float[] values = new float[shape.numel()];
    for (int i = 0; i < values.length; i++) values[i] = (float) samples.random.nextGaussian();
    return NDArray.of(values, shape);
  }

  private static List<float[]> maps(Convolution c, NDArray x, NDArray w, NDArray g) {
    return List.of(
        c.forward(x, w, null).toFloats(),
        c.input(g, w, x.shape()).toFloats(),
        c.weight(g, x, w.shape()).toFloats());
  }

  @Test
  void emptyBatch() {
    Convolution c = new Convolution(ints(1, 1), ints(1, 1), ints(1, 1), ints(1, 1), 1);
    NDArray x = NDArray.zeros(Shape.of(0, 8, 30, 30), DType.FLOAT32);
    NDArray w = normal(16, 8, 3, 3);
    NDArray y = c.forward(x, w, null);
    assertEquals(Shape.of(0, 16, 30, 30), y.shape());
    assertEquals(x.shape(), c.input(y, w, x.shape()).shape());
    assertArrayEquals(new float[w.numel()], c.weight(y, x, w.shape()).toFloats());
  }

  /// An order of the library's pads channels: what its memory held before is no part of sums.
  @Test
  void notANumber_staysInItsWindows() {
    Convolution c = new Convolution(ints(1, 1), ints(0, 0), ints(0, 0), ints(1, 1), 1);
    NDArray bad = NDArray.full(Shape.of(4, 5, 20, 20), DType.FLOAT32, Scalar.of(Double.NaN));
    NDArray good = NDArray.full(Shape.of(4, 5, 20, 20), DType.FLOAT32, Scalar.of(1L));
    NDArray w = NDArray.full(Shape.of(5, 5, 3, 3), DType.FLOAT32, Scalar.of(1L));
    for (float y : c.forward(bad, w, null).toFloats()) assertEquals(Float.NaN, y);
    for (float y : c.forward(good, w, null).toFloats()) assertEquals(45, y);
    good.select(0, 1).slice(1, 0, 1, 1).slice(2, 0, 1, 1).fill(Scalar.of(Double.NaN));
    float[] y = c.forward(good, w, null).toFloats();
    int spoilt = 0;
    for (float value : y) spoilt += Float.isNaN(value) ? 1 : 0;
    assertEquals(5, spoilt);
  }
}
