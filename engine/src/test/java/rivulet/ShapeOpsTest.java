package rivulet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Tensors.arange;
import static rivulet.Tensors.cat;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.stack;
import static rivulet.Tensors.tensor;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShapeOpsTest {
  private static Tensor leaf(int... sizes) {
    Tensor flat = arange(java.util.Arrays.stream(sizes).reduce(1, (a, b) -> a * b));
    return flat.to(Tensors.float32).reshape(sizes).detach().requiresGrad_();
  }

  private static void assertShape(Tensor tensor, int... sizes) {
    assertArrayEquals(sizes, tensor.shape().toArray());
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
  }

  @Test
  void reshape_ofContiguous_isAView() {
    Tensor x = arange(6);
    x.reshape(2, -1).set(9, 0, 0);
    assertEquals("tensor([9, 1, 2, 3, 4, 5])", x.toString());
  }

  @Test
  void reshape_ofTransposed_copies() {
    Tensor x = leaf(2, 3);
    Tensor reshaped = x.t().reshape(6);
    assertFalse(reshaped.sharesMemoryWith(x));
    assertEquals(
        "tensor([0., 3., 1., 4., 2., 5.], grad_fn=<UnsafeViewBackward0>)", reshaped.toString());
    reshaped.mul(tensor(new double[] {1, 2, 3, 4, 5, 6})).sum().backward();
    assertEquals("tensor([[1., 3., 5.],\n        [2., 4., 6.]])", String.valueOf(x.grad()));
  }

  @Test
  void view_refusesWhatStridesDoNotAllow() {
    assertRefused(
        "view size is not compatible with input tensor's size and stride (at least one dimension"
            + " spans across two contiguous subspaces). Use .reshape(...) instead.",
        () -> ones(2, 3).t().view(6));
    assertRefused("shape '[4]' is invalid for input of size 6", () -> ones(6).view(4));
    assertRefused("only one dimension can be inferred", () -> ones(6).reshape(-1, -1));
  }

  @Test
  void transpose_permute_t_moveTheGradientBack() {
    Tensor x = leaf(2, 3);
    Tensor weights = arange(6).reshape(3, 2);
    x.t().mul(weights).sum().backward();
    x.transpose(0, -1).mul(weights).sum().backward();
    x.permute(1, 0).mul(weights).sum().backward();
    assertEquals("tensor([[ 0.,  6., 12.],\n        [ 3.,  9., 15.]])", String.valueOf(x.grad()));
  }

  @Test
  void permute_namesEveryDimensionOnce() {
    assertRefused("permute(): duplicate dims are not allowed.", () -> ones(2, 3).permute(0, 0));
    assertShape(ones(2, 3, 4).permute(2, 0, 1), 4, 2, 3);
  }

  @Test
  void squeeze_unsqueeze_changeTheShapeOnly() {
    Tensor x = ones(1, 2, 1);
    assertShape(x.squeeze(), 2);
    assertShape(x.squeeze(0), 2, 1);
    assertShape(x.squeeze(1), 1, 2, 1);
    assertShape(x.squeeze(new int[] {0, 2}), 2);
    assertShape(x.unsqueeze(-1), 1, 2, 1, 1);
    assertRefused(
        "Dimension out of range (expected to be in range of [-2, 1], but got 3)",
        () -> ones(3).unsqueeze(3));
  }

  @Test
  void expand_sumsTheGradient() {
    Tensor x = leaf(3, 1);
    x.expand(2, -1, 4).sum().backward();
    assertEquals("tensor([[8.],\n        [8.],\n        [8.]])", String.valueOf(x.grad()));
    assertRefused(
        "The expanded size of the tensor (3) must match the existing size (2) at non-singleton"
            + " dimension 0.  Target sizes: [3, 3].  Tensor sizes: [2, 3]",
        () -> ones(2, 3).expand(3, 3));
  }

  @Test
  void flatten_joinsNeighbours() {
    assertShape(ones(2, 3, 4).flatten(), 24);
    assertShape(ones(2, 3, 4).flatten(1, 2), 2, 12);
    assertShape(ones(2, 3, 4).flatten(0, 1), 6, 4);
  }

  @Test
  void cat_sendsToEachItsPart() {
    Tensor a = leaf(2, 1);
    Tensor b = leaf(2, 2);
    Tensor joined = cat(List.of(a, b), 1);
    assertShape(joined, 2, 3);
    joined.mul(arange(6).reshape(2, 3)).sum().backward();
    assertEquals("tensor([[0.],\n        [3.]])", String.valueOf(a.grad()));
    assertEquals("tensor([[1., 2.],\n        [4., 5.]])", String.valueOf(b.grad()));
  }

  @Test
  void cat_stack_nameWhatDoesNotFit() {
    assertRefused(
        "Sizes of tensors must match except in dimension 0. Expected size 3 but got size 4 for"
            + " tensor number 1 in the list.",
        () -> cat(ones(2, 3), ones(2, 4)));
    assertRefused("torch.cat(): expected a non-empty list of Tensors", () -> cat(List.of(), 0));
    assertRefused(
        "stack expects each tensor to be equal size, but got [2] at entry 0 and [3] at entry 1",
        () -> stack(ones(2), ones(3)));
  }

  @Test
  void stack_sendsToEachItsSlice() {
    Tensor a = leaf(2);
    Tensor b = leaf(2);
    stack(List.of(a, b), 1).mul(arange(4).reshape(2, 2)).sum().backward();
    assertEquals("tensor([0., 2.])", String.valueOf(a.grad()));
    assertEquals("tensor([1., 3.])", String.valueOf(b.grad()));
  }

  @Test
  void views_shareMemoryAndVersion() {
    Tensor x = ones(2, 2);
    Tensor view = x.select(0, 1);
    view.add_(1);
    assertEquals("tensor([[1., 1.],\n        [2., 2.]])", x.toString());
    assertEquals(1, x.version());
    assertTrue(x.sharesMemoryWith(view));
  }

  @Test
  void cat_withAnEmptyVector_recordsIt() {
    Tensor nothing = Tensors.zeros(0).requiresGrad_();
    Tensor joined = Tensors.cat(nothing, tensor(new long[] {1}));
    assertTrue(joined.requiresGrad());
    joined.sum().backward();
    assertEquals("tensor([])", String.valueOf(nothing.grad()));
    assertEquals("tensor([])", Tensors.cat(List.of(nothing.detach()), 7).toString());
  }

  @Test
  void negativeSize_isNamedWithItsPlace() {
    assertEquals(
        "invalid shape dimension -5 at index 1 of shape [3, -5, -1]",
        assertThrows(IllegalArgumentException.class, () -> Tensors.ones(2, 3).view(3, -5, -1))
            .getMessage());
  }

  @Test
  void expand_toFewerDimensions_namesTheTensor() {
    assertEquals(
        "expand(torch.FloatTensor{[3, 4]}, size=[4]): the number of sizes provided (1) must be"
            + " greater or equal to the number of dimensions in the tensor (2)",
        assertThrows(IllegalArgumentException.class, () -> Tensors.ones(3, 4).expand(4))
            .getMessage());
  }

  @Test
  void join_whereOnlyTheEndsRequireGrad_recordsThem() {
    Tensor first = tensor(1.0).requiresGrad_();
    Tensor last = tensor(1.0).requiresGrad_();
    Tensor still = tensor(2.0);
    stack(List.of(first, still, still, still, last), 0).sum().backward();
    assertEquals("tensor(1.) tensor(1.)", first.grad() + " " + last.grad());
  }
}
