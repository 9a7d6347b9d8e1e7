package rivulet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rivulet.Tensors.float64;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LinalgOpsTest {
  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
  }

  private static void assertProduct(int[] shape, Tensor a, Tensor b) {
    assertArrayEquals(shape, a.matmul(b).shape().toArray());
  }

  @Test
  void mm_differentiatesBothFactors() {
    Tensor a = tensor(new double[][] {{1, 2}, {3, 4}}).requiresGrad_();
    Tensor b = tensor(new double[][] {{5, 6}, {7, 8}}).requiresGrad_();
    Tensor product = a.mm(b);
    assertEquals(
        "tensor([[19., 22.],\n        [43., 50.]], grad_fn=<MmBackward0>)", product.toString());
    product.sum().backward();
    assertEquals("tensor([[11., 15.],\n        [11., 15.]])", String.valueOf(a.grad()));
    assertEquals("tensor([[4., 4.],\n        [6., 6.]])", String.valueOf(b.grad()));
  }

  @Test
  void mm_offersTwoBranches() {
    Tensor a = ones(64, 64).requiresGrad_();
    var node = a.mm(a).gradFn();
    assertEquals(2, node == null ? 0 : node.parts());
  }

  @Test
  void mv_dot_differentiate() {
    Tensor m = tensor(new double[][] {{1, 2}, {3, 4}}).requiresGrad_();
    Tensor v = tensor(new double[] {5, 6}).requiresGrad_();
    m.mv(v).dot(v).backward();
    assertEquals("tensor([[25., 30.],\n        [30., 36.]])", String.valueOf(m.grad()));
    assertEquals("tensor([40., 73.])", String.valueOf(v.grad()));
  }

  @Test
  void matmul_picksByRank() {
    assertProduct(new int[] {}, ones(3), ones(3));
    assertProduct(new int[] {2}, ones(2, 3), ones(3));
    assertProduct(new int[] {4}, ones(3), ones(3, 4));
    assertProduct(new int[] {2, 4}, ones(2, 3), ones(3, 4));
    assertProduct(new int[] {5, 2, 4}, ones(5, 2, 3), ones(3, 4));
    assertProduct(new int[] {5, 2, 4}, ones(2, 3), ones(5, 3, 4));
    assertProduct(new int[] {6, 5, 2, 4}, ones(5, 2, 3), ones(6, 1, 3, 4));
    assertProduct(new int[] {5, 2}, ones(5, 2, 3), ones(3));
    assertProduct(new int[] {5, 4}, ones(3), ones(5, 3, 4));
  }

  @Test
  void batchedMatmul_sumsTheGradientOverTheBatch() {
    Tensor a = ones(2, 3).requiresGrad_();
    a.matmul(ones(5, 3, 4)).sum().backward();
    assertEquals("tensor([[20., 20., 20.],\n        [20., 20., 20.]])", String.valueOf(a.grad()));
  }

  @Test
  void factorsThatDoNotFit_areNamed() {
    assertRefused(
        "mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
        () -> ones(2, 3).matmul(ones(4, 5)));
    assertRefused("mat2 must be a matrix", () -> ones(2, 3).mm(ones(3)));
    assertRefused("size mismatch, got input (2), mat (2x3), vec (4)", () -> ones(2, 3).mv(ones(4)));
    assertRefused(
        "inconsistent tensor size, expected tensor [3] and src [4] to have the same number of"
            + " elements, but got 3 and 4 elements respectively",
        () -> ones(3).matmul(ones(4)));
    assertRefused(
        "Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [3, 4].",
        () -> ones(2, 3, 4).bmm(ones(3, 4, 5)));
    assertRefused(
        "expected m1 and m2 to have the same dtype, but got: double != float",
        () -> ones(new int[] {2, 3}, float64).matmul(ones(3, 2)));
  }
}
