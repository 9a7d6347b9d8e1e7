package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rivulet.Tensors.int64;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReductionOpsTest {
  private static Tensor leaf() {
    return tensor(new double[][] {{1, 3, 3}, {4, 0, 2}}).requiresGrad_();
  }

  private static void assertGradient(String expected, Tensor leaf, Tensor output) {
    output.backward();
    assertEquals(expected, String.valueOf(leaf.grad()));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
  }

  @Test
  void sum_overDimensions() {
    assertEquals("tensor(13., grad_fn=<SumBackward0>)", leaf().sum().toString());
    assertEquals("tensor([5., 3., 5.], grad_fn=<SumBackward1>)", leaf().sum(0).toString());
    assertEquals(
        "tensor([[7.],\n        [6.]], grad_fn=<SumBackward1>)", leaf().sum(-1, true).toString());
    assertEquals(int64, tensor(new boolean[] {true, true}).sum().dtype());
  }

  @Test
  void sum_overADimension_spreadsTheGradient() {
    Tensor x = leaf();
    assertGradient(
        "tensor([[1., 1., 1.],\n        [2., 2., 2.]])",
        x,
        x.sum(1).mul(tensor(new int[] {1, 2})).sum());
  }

  @Test
  void mean_dividesTheGradient() {
    Tensor x = leaf();
    assertGradient(
        "tensor([[0.5000, 0.5000, 0.5000],\n        [0.5000, 0.5000, 0.5000]])",
        x,
        x.mean(0).sum());
    assertRefused(
        "mean(): could not infer output dtype. Input dtype must be either a floating point or"
            + " complex dtype. Got: Long",
        () -> ones(new int[] {2}, int64).mean());
  }

  @Test
  void max_ofAll_sharesAmongEquals() {
    Tensor x = tensor(new double[] {1, 3, 3}).requiresGrad_();
    assertGradient("tensor([0.0000, 0.5000, 0.5000])", x, x.max());
  }

  @Test
  void min_alongADimension_findsTheFirst() {
    Tensor x = leaf();
    ValuesIndices least = x.max(1);
    assertEquals("tensor([3., 4.], grad_fn=<MaxBackward0>)", least.values().toString());
    assertEquals("tensor([1, 0])", least.indices().toString());
    assertGradient("tensor([[0., 1., 0.],\n        [1., 0., 0.]])", x, least.values().sum());
  }

  @Test
  void amax_sharesAmongEqualsOfEachRow() {
    Tensor x = leaf();
    assertGradient(
        "tensor([[0.0000, 0.5000, 0.5000],\n        [1.0000, 0.0000, 0.0000]])",
        x,
        x.amax(1).sum());
  }

  @Test
  void argmax_countsInRowMajorOrder() {
    assertEquals(3, leaf().argmax().itemLong());
    assertEquals("tensor([0, 1])", leaf().argmin(1).toString());
    assertEquals(0, tensor(5.0).argmax(0).itemLong());
  }

  @Test
  void reductionsOfNothing_areRefused() {
    assertRefused(
        "max(): Expected reduction dim to be specified for input.numel() == 0. Specify the"
            + " reduction dim with the 'dim' argument.",
        () -> ones(0).max());
    assertRefused(
        "argmax(): Expected reduction dim to be specified for input.numel() == 0.",
        () -> ones(0).argmax());
    assertRefused(
        "max(): Expected reduction dim 1 to have non-zero size.", () -> ones(2, 0).max(1));
    assertRefused(
        "Dimension out of range (expected to be in range of [-2, 1], but got 5)",
        () -> ones(2, 3).sum(5));
  }

  @Test
  void comparisons_reduceToTruth() {
    Tensor x = tensor(new double[] {1, 2});
    assertEquals("tensor([ True, False])", x.lt(2).toString());
    assertEquals("tensor(True)", x.gt(1).any().toString());
    assertEquals("tensor(False)", x.gt(1).all().toString());
    assertEquals("tensor([False,  True])", x.lt(2).logicalNot().toString());
    assertEquals("tensor([False, False])", x.lt(2).bitwiseAnd(x.gt(1)).toString());
  }

  @Test
  void extreme_alongADimension_isFoundOfTruthValues() {
    Tensor truth = tensor(new boolean[][] {{false, true}, {false, false}});
    assertEquals("tensor([ True, False])", truth.max(1).values().toString());
    assertEquals("tensor([1, 0])", truth.max(1).indices().toString());
    assertEquals("tensor([0, 0])", truth.min(1).indices().toString());
  }

  @Test
  void extreme_thatIsNaN_givesTheGradientToAllNaNs() {
    Tensor x = tensor(new double[] {1, Double.NaN, Double.NaN}).requiresGrad_();
    x.max().backward();
    assertEquals("tensor([0.0000, 0.5000, 0.5000])", String.valueOf(x.grad()));
  }

  @Test
  void extreme_ofNothing_namesTheDimensionAsGiven() {
    Tensor nothing = Tensors.zeros(0, 3);
    assertEquals(
        "amin(): Expected reduction dim -2 to have non-zero size.",
        assertThrows(IndexOutOfBoundsException.class, () -> nothing.amin(-2)).getMessage());
    assertEquals(
        "amax(): Expected reduction dim to be specified for input.numel() == 0. Specify the"
            + " reduction dim with the 'dim' argument.",
        assertThrows(IllegalArgumentException.class, () -> nothing.amax()).getMessage());
  }
}
