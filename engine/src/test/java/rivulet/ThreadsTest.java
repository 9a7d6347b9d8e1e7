package rivulet;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static rivulet.Tensors.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Results whose bits may not depend on how many threads made them.
@Timeout(300)
class ThreadsTest {
  private final int before = numThreads();

  @AfterEach
  void restore() {
    setNumThreads(before);
  }

  @Test
  void productsInBranches_haveTheSameBitsForAnyNumberOfThreads() {
    List<double[]> expected = gradients(1);
    for (int threads : new int[] {2, 4, 1}) {
      for (int round = 0; round < 3; round++) {
        List<double[]> actual = gradients(threads);
        for (int i = 0; i < expected.size(); i++) {
          assertArrayEquals(expected.get(i), actual.get(i), threads + " threads, gradient " + i);
        }
      }
    }
  }

  /// Of the weights of four towers of products that are blocks themselves.
  private static List<double[]> gradients(int threads) {
    setNumThreads(threads);
    manualSeed(7);
    Tensor x = randn(300, 300);
    List<Tensor> weights = new ArrayList<>();
    Tensor loss = tensor(0.0);
    for (int tower = 0; tower < 4; tower++) {
      Tensor h = x;
      for (int layer = 0; layer < 3; layer++) {
        Tensor w = randn(300, 300).requiresGrad_();
        weights.add(w);
        h = h.mm(w).mul(0.05).tanh();
      }
      loss = loss.add(h.square().mean());
    }
    loss.backward();
    return weights.stream()
        .map(w -> TensorArrays.array(requireNonNull(w.grad())).toDoubles())
        .toList();
  }
}
