package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Tensors.empty;
import static rivulet.Tensors.float64;
import static rivulet.Tensors.manualSeed;
import static rivulet.Tensors.rand;
import static rivulet.Tensors.randint;
import static rivulet.Tensors.randn;
import static rivulet.Tensors.randperm;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The first numbers of seed 0 are those that PyTorch shows in every tutorial.
class GeneratorTest {
  @BeforeEach
  void seed() {
    manualSeed(0);
  }

  @Test
  void mersenneTwister_matchesItsReference() {
    Generator generator = new Generator().manualSeed(5489);
    for (int i = 0; i < 9999; i++) generator.next32();
    assertEquals(4123659995L, Integer.toUnsignedLong(generator.next32()));
  }

  @Test
  void rand_isPyTorchs() {
    assertEquals("tensor([0.4963, 0.7682, 0.0885])", rand(3).toString());
  }

  @Test
  void randn_fewNumbers_drawOneByOne() {
    assertEquals("tensor([ 1.5410, -0.2934, -2.1788])", randn(3).toString());
  }

  @Test
  void randn_keepsTheSpareOfAPair() {
    Tensor together = randn(3);
    manualSeed(0);
    assertEquals(together.get("0:1").toString(), randn(1).toString());
    assertEquals(together.get("1:2").toString(), randn(1).toString());
  }

  @Test
  void manualSeed_dropsTheSpare() {
    Tensor first = randn(1);
    manualSeed(0);
    assertTrue(first.equal(randn(1)));
  }

  @Test
  void randn_lastBlockIsDrawnAnew() {
    Tensor seventeen = randn(17);
    manualSeed(0);
    assertTrue(seventeen.get("0:1").equal(randn(16).get("0:1")));
    assertEquals(17, seventeen.numel());
  }

  @Test
  void randn_hasMeanZeroAndDeviationOne() {
    Tensor x = randn(new int[] {100_000}, float64);
    assertEquals(0, x.mean().item(), 0.02);
    assertEquals(1, x.mul(x).mean().item(), 0.02);
  }

  @Test
  void fill_drawsWhatCallsDraw() {
    Generator one = new Generator().manualSeed(3);
    Generator all = new Generator().manualSeed(3);
    float[] filled = new float[2000];
    all.fill(filled, 5, 700);
    all.fill(filled, 700, 2000);
    for (int i = 5; i < 2000; i++) assertEquals(one.nextFloat(), filled[i]);
    assertEquals(one.next64(), all.next64());
  }

  @Test
  void drawingMany_isStopped() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> randn(100_000));
      assertThrows(CancellationException.class, () -> rand(100_000));
      assertThrows(CancellationException.class, () -> randint(0, 5, 100_000));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void randint_staysInItsRange() {
    Tensor x = randint(-2, 3, 1000);
    assertEquals(-2, x.min().item());
    assertEquals(2, x.max().item());
    var refused = assertThrows(IllegalArgumentException.class, () -> randint(5, 5, 2));
    assertEquals(
        "random_ expects 'from' to be less than 'to', but got from=5 >= to=5",
        refused.getMessage());
  }

  @Test
  void randperm_hasEveryNumberOnce() {
    long[] sorted = randperm(100).toLongArray();
    java.util.Arrays.sort(sorted);
    for (int i = 0; i < 100; i++) assertEquals(i, sorted[i]);
  }

  @Test
  void uniform_staysInItsRange() {
    Tensor x = empty(1000).uniform_(-2, 3);
    assertTrue(x.ge(-2).logicalAnd(x.lt(3)).all().itemBoolean());
    assertThrows(IllegalArgumentException.class, () -> empty(3).uniform_(2, 1));
    assertThrows(IllegalArgumentException.class, () -> empty(3).normal_(0, -1));
  }

  @Test
  void halves_areDrawnAsFloats_normalOnesBlockByBlock() {
    Tensor floats = rand(20);
    manualSeed(0);
    assertTrue(rand(new int[] {20}, Tensors.float16).equal(floats.to(Tensors.float16)));
    manualSeed(0);
    Tensor blocks = Tensors.cat(randn(16), randn(16));
    manualSeed(0);
    Tensor halves = randn(new int[] {20}, Tensors.bfloat16);
    assertTrue(halves.get("0:4").equal(blocks.get("0:4").to(Tensors.bfloat16)));
    assertTrue(halves.get("4:").equal(blocks.get("16:").to(Tensors.bfloat16)));
  }

  @Test
  void halves_neverReachTheEndOfTheirRange() {
    Tensor x = rand(new int[] {5000}, Tensors.bfloat16);
    assertFalse(x.eq(1).any().itemBoolean());
    assertTrue(x.eq(0).any().itemBoolean());
  }

  @Test
  void randperm_inADtype() {
    Tensor longs = randperm(10);
    manualSeed(0);
    assertTrue(randperm(10, Tensors.int32).equal(longs.to(Tensors.int32)));
  }
}
