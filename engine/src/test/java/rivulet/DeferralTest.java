package rivulet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Options.lr;
import static rivulet.Tensors.manualSeed;
import static rivulet.Tensors.noGrad;
import static rivulet.Tensors.numThreads;
import static rivulet.Tensors.randn;
import static rivulet.Tensors.setNumThreads;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.optim.SGD;

/// Products that wait until somebody asks for them, so that branches run their forward pass at the
/// same time. What they give is compared with what one thread gives, where nothing waits.
@Timeout(300)
class DeferralTest {
  private static final int SIZE = 64;
  private static final int TOWERS = 6;

  private final int before = numThreads();

  @BeforeEach
  void twoThreads() {
    setNumThreads(2);
  }

  @AfterEach
  void asBefore() {
    setNumThreads(before);
  }

  private static Tensor weight(int seed) {
    manualSeed(seed);
    return randn(SIZE, SIZE).div(Math.sqrt(SIZE)).requiresGrad_();
  }

  private static Tensor input() {
    manualSeed(99);
    return randn(SIZE, SIZE);
  }

  /// What one thread gives.
  private static float[] alone(Supplier<Tensor> computation) {
    int threads = numThreads();
    setNumThreads(1);
    try {
      return computation.get().toFloatArray();
    } finally {
      setNumThreads(threads);
    }
  }

  @Test
  void product_waitsWhereSomethingNeedsItsGradientAndThreadsShare() {
    Tensor w = weight(1);
    Tensor x = input();
    assertTrue(x.mm(w).array().isDue());
    assertTrue(x.linear(w, randn(SIZE)).array().isDue());
    assertFalse(x.mm(w.detach()).array().isDue());
    assertFalse(noGrad(() -> x.mm(w)).array().isDue());
    setNumThreads(1);
    assertFalse(x.mm(w).array().isDue());
  }

  @Test
  void whatIsComputedFromIt_waitsWithIt() {
    Supplier<Tensor> bent = () -> input().mm(weight(2)).tanh().mul(2).sub(input()).square();
    Supplier<Tensor> sum = () -> input().mm(weight(2)).sum();
    for (Supplier<Tensor> waiting : List.of(bent, sum)) {
      Tensor found = waiting.get();
      assertTrue(found.array().isDue());
      assertArrayEquals(alone(waiting), found.toFloatArray());
      assertFalse(found.array().isDue());
    }
    Supplier<Tensor> loss = () -> bent.get().mean().add(1);
    assertArrayEquals(alone(loss), loss.get().toFloatArray());
  }

  @Test
  void linearAndReductions_haveTheBitsOfOneThread() {
    Supplier<Tensor> linear =
        () -> input().linear(weight(3), weight(4).select(0, 0)).relu().rsub(1);
    assertArrayEquals(alone(linear), linear.get().toFloatArray());
    Supplier<Tensor> sum = () -> linear.get().sum();
    assertArrayEquals(alone(sum), sum.get().toFloatArray());
    Supplier<Tensor> rows = () -> linear.get().mean(1);
    assertArrayEquals(alone(rows), rows.get().toFloatArray());
  }

  @Test
  void operandWrittenToMeanwhile_countsAsItWas() {
    Tensor w = weight(5);
    Tensor y = input().mm(w).tanh();
    noGrad(() -> w.zero_());
    assertArrayEquals(alone(() -> input().mm(weight(5)).tanh()), y.toFloatArray());
  }

  @Test
  void resultWrittenTo_keepsWhatWasReadFromIt() {
    Tensor y = input().mm(weight(6));
    Tensor z = y.add(1);
    y.mul_(0);
    assertArrayEquals(alone(() -> input().mm(weight(6)).add(1)), z.toFloatArray());
    assertEquals(0, y.detach().abs().sum().item());
  }

  @Test
  void lossAskedForAfterTheStep_isThatOfTheOldParameters() {
    Tensor w = weight(7);
    Tensor loss = input().mm(w).tanh().mm(w).square().mean();
    loss.backward();
    new SGD(List.of(w), lr(0.5)).step();
    Tensor old = weight(7);
    assertEquals(
        alone(() -> input().mm(old).tanh().mm(old).square().mean())[0], (float) loss.item());
  }

  @Test
  void manyInARow_areComputedOnTheWay() {
    Tensor w = weight(8);
    Tensor h = input();
    for (int i = 0; i < 5_000; i++) h = h.mm(w).tanh();
    float[] found = h.toFloatArray();
    Supplier<Tensor> again =
        () -> {
          Tensor g = input();
          Tensor v = weight(8);
          for (int i = 0; i < 5_000; i++) g = g.mm(v).tanh();
          return g;
        };
    assertArrayEquals(alone(again), found);
  }

  @Test
  void threadsThatAskAtOnce_seeTheSame() throws Exception {
    float[] expected = alone(() -> input().mm(weight(9)).tanh().mm(weight(10)));
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 200; round++) {
        Tensor y = input().mm(weight(9)).tanh().mm(weight(10));
        Callable<float[]> ask = y::toFloatArray;
        for (Future<float[]> answer : pool.invokeAll(List.of(ask, ask, ask, ask))) {
          assertArrayEquals(expected, answer.get());
        }
      }
    }
  }

  /// Towers with a weight in common, whose losses add up.
  private static List<Tensor> gradients() {
    List<Tensor> weights = new ArrayList<>();
    for (int i = 0; i <= TOWERS; i++) weights.add(weight(20 + i));
    Tensor loss = Tensors.tensor(0.0f);
    for (int i = 0; i < TOWERS; i++) {
      Tensor h = input().mm(weights.get(i)).tanh().mm(weights.get(TOWERS));
      loss = loss.add(h.linear(weights.get(i), null).square().mean());
    }
    loss.backward();
    return weights.stream().map(w -> Objects.requireNonNull(w.grad())).toList();
  }

  @Test
  void gradients_haveTheSameBitsForEveryNumberOfThreads() {
    setNumThreads(1);
    List<float[]> expected = gradients().stream().map(Tensor::toFloatArray).toList();
    for (int round = 0; round < 30; round++) {
      setNumThreads(2 + round % 3);
      List<Tensor> found = gradients();
      for (int i = 0; i <= TOWERS; i++) {
        assertArrayEquals(expected.get(i), found.get(i).toFloatArray());
      }
    }
  }
}
