package rivulet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Tensors.manualSeed;
import static rivulet.Tensors.noGrad;
import static rivulet.Tensors.options;
import static rivulet.Tensors.randn;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Element-wise operations on tensors that are large enough to wait until they are asked for. What
/// they give is compared with the same operations one by one.
@Timeout(300)
class FusionTest {
  /// Not a multiple of any block.
  private static final int SIZE = 40_007;

  private static Tensor random(int seed) {
    manualSeed(seed);
    return randn(SIZE);
  }

  private static Tensor computed(Tensor x) {
    x.array().compute();
    return x;
  }

  private static void assertSame(Tensor expected, Tensor actual) {
    assertArrayEquals(expected.toFloatArray(), actual.toFloatArray());
  }

  @Test
  void chain_waitsUntilItIsAskedFor() {
    Tensor x = random(1);
    Tensor y = x.mul(2).add(1).tanh();
    assertTrue(y.array().isDue());
    y.get(0).item();
    assertFalse(y.array().isDue());
  }

  @Test
  void chain_hasTheBitsOfItsOperationsOneByOne() {
    Tensor x = random(2);
    Tensor a = computed(computed(x.mul(x)).add(0.5));
    Tensor expected = computed(computed(computed(a.sigmoid()).mul(computed(x.tanh()))).rsub(1));
    assertSame(expected, x.mul(x).add(0.5).sigmoid().mul(x.tanh()).rsub(1));
  }

  @Test
  void operandWrittenToMeanwhile_countsAsItWas() {
    Tensor x = random(3);
    Tensor before = x.clone();
    Tensor y = x.mul(3);
    Tensor z = y.exp();
    x.zero_();
    assertSame(before.mul(3), y);
    y.fill_(1);
    assertSame(before.mul(3).exp(), z);
  }

  @Test
  void viewOfAnOperandWrittenToMeanwhile_countsAsItWas() {
    Tensor x = random(4);
    Tensor before = x.clone();
    Tensor y = x.exp();
    x.get(0).add_(5);
    assertSame(before.exp(), y);
  }

  @Test
  void writtenToItself_keepsWhatWasReadFromIt() {
    Tensor x = random(5);
    Tensor y = x.mul(2);
    Tensor z = y.add(1);
    y.mul_(0);
    assertSame(x.mul(2).add(1), z);
    assertEquals(0, y.sum().item());
  }

  @Test
  void parameterSteppedMeanwhile_countsAsItWas() {
    Tensor w = random(6).requiresGrad_();
    w.square().sum().backward();
    Tensor before = w.detach().clone();
    Tensor doubled = w.detach().mul(2);
    new rivulet.optim.SGD(List.of(w), Options.lr(0.1)).step();
    assertSame(before.mul(2), doubled);
  }

  @Test
  void usedManyTimes_isComputedAtMostTwice() {
    Tensor x = random(7);
    Tensor shared = x.exp();
    for (int k = 0; k < 3; k++) shared.mul(k).sum();
    assertFalse(shared.array().isDue());
  }

  @Test
  void savedForBackward_isWrittenDownOnTheWay() {
    Tensor x = random(8).requiresGrad_();
    Tensor s = x.sigmoid();
    s.mul(2).sum().backward();
    assertFalse(s.array().isDue());
  }

  @Test
  void longChain_isCutIntoLoops() {
    Tensor x = random(9);
    Tensor y = x;
    Tensor expected = x;
    for (int k = 0; k < 200; k++) {
      y = y.mul(1.01).sub(0.001);
      expected = computed(computed(expected.mul(1.01)).sub(0.001));
    }
    assertSame(expected, y);
  }

  @Test
  void squaredAgainAndAgain_doesNotGrowWithoutBound() {
    Tensor y = random(10).mul(0.9);
    Tensor expected = computed(random(10).mul(0.9));
    for (int k = 0; k < 60; k++) {
      y = y.mul(y);
      expected = computed(expected.mul(expected));
    }
    assertSame(expected, y);
  }

  @Test
  void numbersAndOneElementTensors_takePart() {
    Tensor x = random(11);
    Tensor one = Tensors.tensor(0.25);
    Tensor y = one.sub(x).div(one).max(one.expand(SIZE));
    assertTrue(y.array().isDue());
    one.fill_(7);
    Tensor quarter = Tensors.tensor(0.25);
    assertSame(computed(computed(computed(quarter.sub(x)).div(quarter)).max(quarter)), y);
  }

  @Test
  void leavesGradient_isComputedInThePass() {
    Tensor x = random(12).requiresGrad_();
    x.mul(2).tanh().sum().backward();
    assertFalse(Objects.requireNonNull(x.grad()).array().isDue());
  }

  @Test
  void randomPrograms_haveTheBitsOfTheirOperationsOneByOne() {
    long seed = new Random().nextLong();
    System.out.println("FusionTest seed " + seed);
    Random seeds = new Random(seed);
    for (int round = 0; round < 60; round++) {
      long program = seeds.nextLong();
      List<Tensor> fused = new Program(program, false).run();
      List<Tensor> alone = new Program(program, true).run();
      for (int i = 0; i < fused.size(); i++) {
        assertArrayEquals(
            alone.get(i).toFloatArray(),
            fused.get(i).toFloatArray(),
            "value " + i + " of program " + program);
      }
    }
  }

  @Test
  void manyThreadsAskForTheSame() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 50; round++) {
        Tensor x = random(round);
        Tensor shared = x.mul(0.5).tanh();
        Tensor left = shared.add(1);
        Tensor right = shared.mul(left);
        List<Callable<float[]>> askers =
            List.of(
                left::toFloatArray, right::toFloatArray, shared::toFloatArray, right::toFloatArray);
        List<Future<float[]>> found = threads.invokeAll(askers);
        Tensor t = computed(computed(x.mul(0.5)).tanh());
        Tensor sum = computed(t.add(1));
        assertArrayEquals(sum.toFloatArray(), found.get(0).get());
        assertArrayEquals(t.mul(sum).toFloatArray(), found.get(1).get());
        assertArrayEquals(t.toFloatArray(), found.get(2).get());
        assertArrayEquals(found.get(1).get(), found.get(3).get());
      }
    }
  }

  /// Random operations on leaves, with writes between and a backward pass at the end; each computed
  /// at once, or when it is asked for.
  private static final class Program {
    private final Random random;
    private final boolean atOnce;
    private final List<Tensor> values = new ArrayList<>();
    private final List<Tensor> leaves = new ArrayList<>();

    Program(long seed, boolean atOnce) {
      this.random = new Random(seed);
      this.atOnce = atOnce;
      for (int k = 0; k < 3; k++) leaves.add(FusionTest.random(k).requiresGrad_());
      values.addAll(leaves);
    }

    List<Tensor> run() {
      for (int k = 0; k < 25; k++) values.add(made(step(any(), any())));
      Tensor loss = leaves.getFirst().mean();
      loss = loss.add(values.getLast().mean());
      for (int k = 3; k < values.size(); k += 4) loss = loss.add(values.get(k).mean());
      loss.backward(random.nextBoolean() ? options().retainGraph() : options());
      List<Tensor> results = new ArrayList<>(values.subList(3, values.size()));
      for (Tensor leaf : leaves) {
        Tensor gradient = leaf.grad();
        if (gradient != null) results.add(gradient);
      }
      return results;
    }

    private Tensor any() {
      return values.get(random.nextInt(values.size()));
    }

    private Tensor made(Tensor x) {
      return atOnce ? computed(x) : x;
    }

    private Tensor step(Tensor a, Tensor b) {
      return switch (random.nextInt(12)) {
        case 0 -> a.add(b);
        case 1 -> a.sub(b).mul(0.5);
        case 2 -> a.mul(b).tanh();
        case 3 -> a.tanh();
        case 4 -> a.sigmoid();
        case 5 -> a.relu();
        case 6 -> a.rsub(1.5);
        case 7 -> a.where(a.gt(b), b.neg());
        case 8 -> a.div(b.abs().add(1));
        case 9 -> written(a.detach().clone());
        case 10 -> a.detach().exp().log1p();
        default -> a.add(b.mean());
      };
    }

    /// A tensor that something has read before it is written to.
    private Tensor written(Tensor x) {
      Tensor read = made(x.mul(2));
      try (var _ = noGrad()) {
        x.add_(random.nextInt(3)).mul_(0.5);
      }
      return read.add(x);
    }
  }
}
