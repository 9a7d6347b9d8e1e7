package rivulet;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rivulet.Options.lr;
import static rivulet.Tensors.cat;
import static rivulet.Tensors.full;
import static rivulet.Tensors.manualSeed;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.options;
import static rivulet.Tensors.randn;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.array.Storage;
import rivulet.optim.SGD;

/// A pass gives back the memory of gradients that nobody sees any more, while it goes on. What
/// somebody does see must stay. Sizes are such that the memory is used again at once, from the pool
/// or by the same thread.
@Timeout(300)
class ReleaseTest {
  private static final int ROWS = 80;
  private static final int COLUMNS = 70;

  private int rows;
  private int columns;

  /// A pass that makes a graph gives nothing back. It also takes other ways through some layers,
  /// which round differently.
  @Test
  void gradients_areTheSame_whetherMemoryIsGivenBackOrNot() {
    long seed = new Random().nextLong();
    System.out.println("ReleaseTest seed " + seed);
    Random random = new Random(seed);
    int threads = Tensors.numThreads();
    try {
      for (int round = 0; round < 150; round++) {
        Tensors.setNumThreads(1 + round % 2);
        rows = round % 3 == 0 ? 20 : ROWS;
        columns = round % 3 == 0 ? 30 : COLUMNS;
        compare(random.nextLong());
      }
    } finally {
      Tensors.setNumThreads(threads);
    }
  }

  private void compare(long seed) {
    List<Tensor> kept = leaves(seed);
    program(seed, kept).backward(options().createGraph());
    List<Tensor> released = leaves(seed);
    program(seed, released).backward();
    for (int i = 0; i < kept.size(); i++) {
      float[] expected = elements(kept.get(i).grad());
      float[] actual = elements(released.get(i).grad());
      float greatest = 0;
      for (float e : expected) greatest = Math.max(greatest, Math.abs(e));
      assertArrayEquals(
          expected, actual, 1e-4f * greatest + 1e-6f, "leaf " + i + " of program " + seed);
    }
  }

  private static float[] elements(@Nullable Tensor gradient) {
    return gradient == null ? new float[0] : gradient.toFloatArray();
  }

  private List<Tensor> leaves(long seed) {
    manualSeed(seed & 0xFFFF);
    List<Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < 3; i++) leaves.add(randn(rows, columns).requiresGrad_());
    return leaves;
  }

  private Tensor program(long seed, List<Tensor> leaves) {
    Random random = new Random(seed);
    List<Tensor> values = new ArrayList<>(leaves);
    for (int step = 0; step < 12; step++) {
      Tensor a = values.get(random.nextInt(values.size()));
      Tensor b = values.get(random.nextInt(values.size()));
      values.add(apply(random.nextInt(14), a, b));
    }
    Tensor loss = values.getLast().mean();
    for (int i = leaves.size(); i < values.size(); i += 3) loss = loss.add(values.get(i).mean());
    return loss;
  }

  private Tensor apply(int operation, Tensor a, Tensor b) {
    return switch (operation) {
      case 0 -> a.add(b);
      case 1 -> a.mul(b);
      case 2 -> a.tanh();
      case 3 -> a.sub(b.mean(1, true));
      case 4 -> a.matmul(b.t().mul(0.01)).matmul(b).mul(0.1);
      case 5 -> cat(List.of(a, b), 0).narrow(0, rows / 2, rows);
      case 6 -> a.reshape(columns, rows).sigmoid().reshape(rows, columns);
      case 7 -> a.sum(0).expand(rows, columns).mul(0.01);
      case 8 -> a.t().relu().t();
      case 9 -> a.layerNorm(new int[] {columns}, null, null, 1e-5);
      case 10 -> a.softmax(1).mul(b);
      case 11 -> a.select(0, 3).add(b);
      case 12 -> a.where(b.gt(0), b);
      default -> a.clone().mul_(0.5).add_(b);
    };
  }

  @Test
  void gradientThatAHookKeeps_stays() {
    Tensor x = randn(ROWS, COLUMNS).requiresGrad_();
    Tensor middle = x.mul(2.0);
    List<Tensor> seen = new ArrayList<>();
    var _ =
        middle.registerHook(g -> {
          seen.add(g);
          return null;
        });
    middle.tanh().mul(3.0).sum().backward();
    float[] before = seen.getFirst().toFloatArray();
    for (int i = 0; i < 20; i++)
      randn(ROWS, COLUMNS).requiresGrad_().mul(2.0).tanh().sum().backward();
    assertArrayEquals(before, seen.getFirst().toFloatArray());
    assertEquals(before[7] * 2, elements(x.grad())[7]);
  }

  @Test
  void gradientsThatAreAskedFor_stay() {
    Tensor x = randn(ROWS, COLUMNS).requiresGrad_();
    Tensor middle = x.mul(2.0);
    Tensor output = middle.tanh().mul(3.0).sum();
    Tensor found = Tensors.grad(output, middle).getFirst();
    float[] before = found.toFloatArray();
    for (int i = 0; i < 20; i++)
      randn(ROWS, COLUMNS).requiresGrad_().mul(2.0).tanh().sum().backward();
    assertArrayEquals(before, found.toFloatArray());
  }

  @Test
  void gradientThatIsGiven_stays() {
    Tensor x = randn(ROWS, COLUMNS).requiresGrad_();
    Tensor given = randn(ROWS, COLUMNS);
    float[] before = given.toFloatArray();
    x.mul(2.0).backward(given);
    x.mul(2.0).add(x).backward(given);
    assertArrayEquals(before, given.toFloatArray());
  }

  @Test
  void aGradientThatNobodyHasSeen_givesItsMemoryBack_whenItIsDropped() {
    Tensor x = randn(ROWS, COLUMNS).requiresGrad_();
    x.tanh().sum().backward();
    Storage memory = memoryOfGrad(x);
    x.setGrad(null);
    assertThrows(IllegalStateException.class, memory::hold, "released");
  }

  @Test
  void aGradientThatWasSeen_staysAsItIs_whenItIsDropped() {
    Tensor x = randn(ROWS, COLUMNS).requiresGrad_();
    x.mul(2).sum().backward();
    Tensor seen = requireNonNull(x.grad());
    x.setGrad(null);
    x.mul(3).sum().backward();
    assertEquals(2.0, seen.mean().item());
    assertEquals(3.0, requireNonNull(x.grad()).mean().item());
  }

  @Test
  void aGradientInUse_isReleasedAfterwards_whenItIsDropped() {
    Tensor x = randn(ROWS, COLUMNS).requiresGrad_();
    x.mul(2).sum().backward();
    Storage memory = memoryOfGrad(x);
    x.withGrad(grad -> {
      x.setGrad(null);
      assertEquals(2.0, grad.mean().item());
    });
    assertThrows(IllegalStateException.class, memory::hold, "released");
  }

  private static Storage memoryOfGrad(Tensor x) {
    List<Storage> memory = new ArrayList<>();
    x.withGrad(grad -> memory.add(grad.array().storage()));
    return memory.getFirst();
  }

  /// One thread steps and accumulates while another drops gradients, and a third sees to it that
  /// memory which has come back is written to at once.
  @Test
  void droppingGradients_whileOthersUseThem_leavesNothingWrong() throws Exception {
    Tensor x = ones(ROWS, COLUMNS).requiresGrad_();
    SGD optimizer = new SGD(List.of(x), lr(0));
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> drops = threads.submit(() -> until(over, optimizer::zeroGrad));
      Future<?> writes = threads.submit(() -> until(over, ReleaseTest::checkFreshMemory));
      try {
        for (int i = 0; i < 3000; i++) {
          x.mul(2).sum().backward();
          optimizer.step();
        }
      } finally {
        over.set(true);
      }
      drops.get();
      writes.get();
    }
    assertEquals(1.0, x.mean().item());
  }

  private static void until(AtomicBoolean over, Runnable action) {
    while (!over.get()) action.run();
  }

  private static void checkFreshMemory() {
    Tensor fresh = full(new int[] {ROWS, COLUMNS}, 7.0);
    assertEquals(7.0, fresh.mean().item());
    fresh.array().storage().release();
  }
}
