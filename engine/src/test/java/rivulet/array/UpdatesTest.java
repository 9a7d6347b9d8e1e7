package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Steps of optimizers: the plain and the vector form give the same bits, and parts are the whole.
class UpdatesTest {
  private static final int MOST = 200;

  private final Samples samples = new Samples("UpdatesTest", 20261123);

  /// Both forms of a step.
  private interface Forms {
    int run(FloatUpdates.Arrays arrays, boolean vectors);
  }

  private void check(Forms forms) {
    assertTrue(VectorModule.PRESENT);
    for (int count = 0; count < MOST - 5; count++) {
      float[][] plain = new float[4][];
      float[][] vector = new float[4][];
      for (int k = 0; k < 4; k++) {
        plain[k] = (float[]) samples.bits(DType.FLOAT32, MOST);
        vector[k] = plain[k].clone();
      }
      forms.run(arrays(plain, count), false);
      int done = forms.run(arrays(vector, count), true);
      assertEquals(count - count % FloatVectorLoops.LANES, done);
      for (int k = 0; k < 4; k++) assertArrayEquals(plain[k], vector[k], "array " + k);
    }
  }

  private static FloatUpdates.Arrays arrays(float[][] a, int count) {
    return new FloatUpdates.Arrays(a[0], 3, a[1], 1, a[2], a[3], 2, count);
  }

  private FloatUpdates.Descent descent() {
    return new FloatUpdates.Descent(-1, any(), any(), any(), any(), any(), any());
  }

  private float any() {
    return samples.random.nextFloat();
  }

  @Test
  void descent_bothForms() {
    FloatUpdates.Descent rule = descent();
    check((a, vectors) -> {
      int done = vectors ? FloatVectorUpdates.descent(a, rule) : 0;
      FloatUpdates.descent(a, done, rule);
      return done;
    });
  }

  @Test
  void momentum_bothForms() {
    FloatUpdates.Descent rule = descent();
    check((a, vectors) -> {
      int done = vectors ? FloatVectorUpdates.momentum(a, rule) : 0;
      FloatUpdates.momentum(a, done, rule);
      return done;
    });
  }

  @Test
  void adam_bothForms() {
    FloatUpdates.Moments rule =
        new FloatUpdates.Moments(-1, any(), any(), any(), any(), any(), any(), any(), any());
    check((a, vectors) -> {
      int done = vectors ? FloatVectorUpdates.adam(a, rule) : 0;
      FloatUpdates.adam(a, done, rule);
      return done;
    });
  }

  /// So many elements that there are several blocks, of which the last is short.
  @Test
  void sgd_ofManyElements_movesEach() {
    int n = 3 * 65_536 + 17;
    NDArray whole = samples.contiguous(DType.FLOAT32, n + 5);
    NDArray p = whole.slice(0, 5, n + 5, 1);
    NDArray g = samples.contiguous(DType.FLOAT32, n);
    NDArray buffer = Updates.state(p);
    float[] expected = p.toFloats();
    float[] gradient = g.toFloats();
    Updates.Sgd first = new Updates.Sgd(0.25, 0.5, 0, 0, false, false, true);
    Updates.Sgd second = new Updates.Sgd(0.25, 0.5, 0, 0, false, false, false);
    Updates.sgd(p, g, buffer, first);
    Updates.sgd(p, g, buffer, second);
    for (int i = 0; i < n; i++) expected[i] -= 0.25f * gradient[i] + 0.25f * 1.5f * gradient[i];
    assertArrayEquals(expected, p.toFloats());
  }

  @Test
  void adam_ofManyElements_movesEach() {
    int n = 2 * 65_536 + 1;
    NDArray p = samples.contiguous(DType.FLOAT32, n);
    NDArray g = NDArray.full(Shape.of(n), DType.FLOAT32, Scalar.of(2.0));
    NDArray mean = Updates.state(p);
    NDArray square = Updates.state(p);
    float[] expected = p.toFloats();
    Updates.adam(p, g, mean, square, null, new Updates.Adam(0.5, 0.75, 0, 1, 0.5, 0.5, 0, false));
    for (int i = 0; i < n; i++) expected[i] -= 0.5f / 2;
    assertArrayEquals(expected, p.toFloats());
    assertArrayEquals(new float[] {1, 1}, new float[] {mean.toFloats()[0], mean.toFloats()[n - 1]});
    assertArrayEquals(
        new float[] {1, 1}, new float[] {square.toFloats()[0], square.toFloats()[n - 1]});
  }
}
