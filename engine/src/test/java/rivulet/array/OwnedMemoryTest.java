package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Tensors.manualSeed;
import static rivulet.Tensors.noGrad;
import static rivulet.Tensors.options;
import static rivulet.Tensors.randn;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.Tensor;

/// Memory that a recorded operation alone sees comes back when its graph is freed, and not before.
@Timeout(120)
class OwnedMemoryTest {
  private static final int STEPS = 60;
  private static final int BATCH = 34;
  private static final int SIZE = 96;

  @Test
  void lstm_givesItsGatesBackWithItsGraph() {
    manualSeed(1);
    Tensor h = randn(BATCH, SIZE);
    Tensor wIh = randn(4 * SIZE, SIZE).mul(0.1);
    Tensor wHh = randn(4 * SIZE, SIZE).mul(0.1);
    Tensor x = randn(STEPS, BATCH, SIZE);
    assertComesBack(
        x, a -> a.lstm(h, h, wIh, wHh, null, null, false), 4L * STEPS * BATCH * 4 * SIZE);
  }

  @Test
  void attention_givesItsWeightsBackWithItsGraph() {
    manualSeed(2);
    int length = 210;
    assertComesBack(randn(3, length, 96), a -> a.selfAttention(4), 4L * 3 * 4 * length * length);
  }

  private static void assertComesBack(Tensor x, UnaryOperator<Tensor> operation, long owned) {
    x.requiresGrad_();
    Tensor loss = operation.apply(x).square().sum();
    loss.backward(options().retainGraph());
    float[] first = gradient(x);
    long kept = Pool.SHARED.freeBytes();
    x.setGrad(null);
    loss.backward();
    assertArrayEquals(first, gradient(x));
    assertTrue(Pool.SHARED.freeBytes() - kept >= owned, "of " + owned + " bytes");
    assertThrows(IllegalStateException.class, loss::backward);
    long before = Pool.SHARED.freeBytes();
    try (var _ = noGrad()) {
      assertFalse(operation.apply(x).requiresGrad());
    }
    assertTrue(Pool.SHARED.freeBytes() - before > -owned / 2, "without a graph");
  }

  private static float[] gradient(Tensor x) {
    return Objects.requireNonNull(x.grad()).toFloatArray();
  }
}
