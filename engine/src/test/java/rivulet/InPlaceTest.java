package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Tensors.arange;
import static rivulet.Tensors.int64;
import static rivulet.Tensors.noGrad;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.tensor;
import static rivulet.Tensors.zeros;

import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// In-place operations: versions, views and the history of their bases; PyTorch's tests under their
/// names.
class InPlaceTest {
  private static Tensor leaf(double... values) {
    return tensor(values).requiresGrad_();
  }

  private static void assertText(String expected, @Nullable Object actual) {
    assertEquals(expected, String.valueOf(actual));
  }

  private static void assertRefused(String start, Runnable call) {
    String message = String.valueOf(assertThrows(RuntimeException.class, call::run).getMessage());
    assertTrue(message.startsWith(start), message);
  }

  @Test
  void test_version_counter() {
    Tensor x = ones(2);
    assertEquals(0, x.version());
    x.add_(1);
    x.select(0, 0).mul_(2);
    x.detach().zero_();
    assertEquals(3, x.version());
    assertEquals(0, x.clone().version());
  }

  @Test
  void test_inplace() {
    Tensor x = leaf(1, 2, 3);
    Tensor y = x.exp();
    Tensor sum = y.sum();
    y.add_(1);
    assertRefused(
        "one of the variables needed for gradient computation has been modified by an inplace"
            + " operation: [torch.FloatTensor [3]], which is output 0 of Exp, is at version 1;"
            + " expected version 0 instead.",
        sum::backward);
    assertText("null", x.grad());
  }

  @Test
  void inplace_thatNothingReads_isDifferentiated() {
    Tensor x = leaf(1, 2);
    Tensor y = x.mul(2);
    y.add_(1).mul_(tensor(new double[] {3, 4}));
    assertText("tensor([ 9., 20.], grad_fn=<MulBackward0>)", y);
    y.sum().backward();
    assertText("tensor([6., 8.])", x.grad());
  }

  @Test
  void inplace_keepsTheOldValueForItsOwnDerivative() {
    Tensor x = leaf(2);
    Tensor factor = leaf(5);
    Tensor y = x.mul(3);
    y.mul_(factor);
    y.sum().backward();
    assertText("tensor([6.])", factor.grad());
    assertText("tensor([15.])", x.grad());
  }

  /// The operand is the tensor itself, so what its derivative reads has been written over.
  @Test
  void inplace_withItself_isRefusedByTheBackwardPass() {
    for (BinaryOperator<Tensor> operation :
        List.<BinaryOperator<Tensor>>of(Tensor::mul_, Tensor::div_, Tensor::pow_)) {
      Tensor x = tensor(new double[] {2, 3}).requiresGrad_();
      Tensor y = x.mul(1);
      Tensor sum = operation.apply(y, y).sum();
      assertRefused("one of the variables needed for gradient computation", sum::backward);
    }
    Tensor x = tensor(new double[] {2, 3}).requiresGrad_();
    Tensor y = x.mul(1);
    y.add_(y).sum().backward();
    assertText("tensor([2., 2.])", x.grad());
  }

  @Test
  void inplace_byItsResult_isGuarded() {
    Tensor x = leaf(0);
    Tensor y = x.mul(1).exp_();
    y.sum().backward();
    assertText("tensor([1.])", x.grad());
    Tensor z = x.mul(1).exp_();
    Tensor sum = z.sum();
    z.add_(1);
    assertRefused("one of the variables needed for gradient computation", sum::backward);
  }

  @Test
  void leaf_isRefused() {
    Tensor x = leaf(1, 2, 3);
    assertRefused(
        "a leaf Variable that requires grad is being used in an in-place operation.",
        () -> x.add_(1));
    assertRefused(
        "a leaf Variable that requires grad is being used in an in-place operation.", x::zero_);
    assertRefused(
        "a view of a leaf Variable that requires grad is being used in an in-place operation.",
        () -> x.view(3).add_(1));
    assertRefused(
        "a view of a leaf Variable that requires grad is being used in an in-place operation.",
        () -> x.set(1.0, 0));
    assertText("tensor([1., 2., 3.], requires_grad=True)", x);
    assertEquals(0, x.version());
    noGrad(() -> x.add_(1));
    assertText("tensor([2., 3., 4.], requires_grad=True)", x);
  }

  @Test
  void viewMadeWithoutRecording_isRefused() {
    Tensor x = leaf(1, 2, 3);
    Tensor view = noGrad(() -> x.view(3));
    assertRefused(
        "A view was created in no_grad mode and is being modified inplace with grad mode enabled.",
        () -> view.add_(1));
  }

  @Test
  void expanded_isRefused() {
    assertRefused(
        "unsupported operation: more than one element of the written-to tensor refers to a single"
            + " memory location.",
        () -> ones(1).expand(3).add_(1));
  }

  @Test
  void resultThatDoesNotFit_isRefused() {
    Tensor ints = ones(new int[] {2}, int64);
    assertRefused(
        "result type Float can't be cast to the desired output type Long", () -> ints.add_(1.5));
    assertRefused("result type Float can't be cast to the desired output type Long", ints::sqrt_);
    assertRefused(
        "output with shape [2] doesn't match the broadcast shape [3, 2]",
        () -> ones(2).add_(ones(3, 2)));
    assertRefused(
        "The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0",
        () -> ones(2).add_(ones(3)));
    assertEquals(0, ints.version());
  }

  @Test
  void test_inplace_on_view_backward() {
    Tensor x = leaf(1, 2, 3, 4);
    Tensor base = x.mul(1);
    base.select(0, 1).mul_(10);
    assertText("tensor([ 1., 20.,  3.,  4.], grad_fn=<CopySlices>)", base);
    base.sum().backward();
    assertText("tensor([ 1., 10.,  1.,  1.])", x.grad());
  }

  @Test
  void test_inplace_on_view_of_view() {
    Tensor x = leaf(1, 2, 3, 4);
    Tensor base = x.mul(1);
    Tensor view = base.reshape(2, 2).select(0, 1);
    view.mul_(tensor(new double[] {2, 3}));
    assertText("tensor([ 6., 12.], grad_fn=<AsStridedBackward0>)", view);
    base.mul(base).sum().backward();
    assertText("tensor([ 2.,  4., 24., 72.])", x.grad());
  }

  @Test
  void test_inplace_on_view_modify_base() {
    Tensor factor = leaf(3);
    Tensor base = ones(2).mul(1);
    Tensor view = base.select(0, 0);
    base.mul_(factor);
    assertTrue(view.requiresGrad());
    assertText("tensor(3., grad_fn=<AsStridedBackward0>)", view);
    view.backward();
    assertText("tensor([1.])", factor.grad());
  }

  @Test
  void inplace_onAView_givesTheBaseAHistory() {
    Tensor x = leaf(2, 3);
    Tensor out = zeros(2, 2);
    for (int row = 0; row < 2; row++) out.select(0, row).copy_(x.mul(row + 1));
    assertText("tensor([[2., 3.],\n        [4., 6.]], grad_fn=<CopySlices>)", out);
    out.sum().backward();
    assertText("tensor([3., 3.])", x.grad());
  }

  @Test
  void inplace_onAnExpandedViewsPart_differentiates() {
    Tensor x = leaf(1, 2);
    Tensor base = x.mul(1);
    Tensor wide = base.expand(3, 2);
    base.mul_(4);
    assertText(
        "AsStridedBackward0", String.valueOf(wide.gradFn() == null ? null : wide.gradFn().name()));
    wide.sum().backward();
    assertText("tensor([12., 12.])", x.grad());
  }

  @Test
  void inplace_onAView_differentiatesTwice() {
    Tensor x = leaf(3);
    Tensor base = x.expand(2).clone();
    base.select(0, 0).pow_(3);
    Tensor first =
        Tensors.grad(
                java.util.List.of(base.sum()),
                java.util.List.of(x),
                Tensors.options().createGraph())
            .getFirst();
    assertText("tensor([28.])", first == null ? null : first.detach());
    if (first != null) first.sum().backward();
    assertText("tensor([18.])", x.grad());
  }

  @Test
  void test_setitem_mask() {
    Tensor x = leaf(1, 2, 3);
    Tensor y = x.mul(1);
    y.set(0, y.detach().gt(1.5));
    y.sum().backward();
    assertText("tensor([1., 0., 0.])", x.grad());
  }

  @Test
  void test_detach_then_inplace_raises_in_autograd() {
    Tensor x = leaf(1, 2);
    Tensor y = x.exp();
    Tensor sum = y.sum();
    y.detach().zero_();
    assertRefused("one of the variables needed for gradient computation", sum::backward);
  }

  @Test
  void shapeInPlace_changesItsOwnShapeOnly() {
    Tensor x = leaf(1, 2, 3);
    Tensor y = x.mul(1);
    y.unsqueeze_(0).transpose_(0, 1).squeeze_(1).unsqueeze_(1).t_();
    assertText("tensor([[1., 2., 3.]], grad_fn=<TBackward0>)", y);
    y.mul(tensor(new double[] {4, 5, 6})).sum().backward();
    assertText("tensor([4., 5., 6.])", x.grad());
  }

  @Test
  void fill_copy_zero_endTheGradient() {
    Tensor x = leaf(1, 2);
    Tensor y = x.mul(2);
    y.fill_(7);
    assertTrue(y.requiresGrad());
    y.sum().backward();
    assertText("tensor([0., 0.])", x.grad());
    Tensor value = leaf(1).sum();
    assertFalse(zeros(2).requiresGrad());
    assertText("tensor([1., 1.], grad_fn=<FillBackward3>)", zeros(2).fill_(value));
    assertRefused(
        "fill_ only supports 0-dimension value tensor but got tensor with 1 dimensions.",
        () -> zeros(2, 2).fill_(ones(2)));
  }

  @Test
  void comparisonInPlace_givesZeroAndOne() {
    Tensor x = arange(3).to(Tensors.float32);
    assertText("tensor([1., 1., 0.])", x.le_(ones(3)));
  }

  @Test
  void overlappingOperands_areReadBeforeTheyAreWritten() {
    Tensor x = arange(5);
    x.get("1:").add_(x.get(":-1"));
    assertText("tensor([0, 1, 3, 5, 7])", x);
  }

  @Test
  void inplace_checksTheShapeBeforeTheDtype() {
    Tensor ints = tensor(new long[] {1});
    assertRefused(
        "output with shape [1] doesn't match the broadcast shape [2]", () -> ints.div_(ones(2)));
    assertRefused("result type Float can't be cast", () -> ints.div_(2));
    assertRefused("Subtraction, the `-` operator", () -> tensor(new boolean[] {true}).sub_(1));
  }

  @Test
  void inplace_numberOfTheKindOfTheTensor_keepsIntegers() {
    assertText("tensor([-4])", tensor(new long[] {-7}).div_(2, "floor"));
    assertText("tensor([1])", tensor(new long[] {-7}).remainder_(2));
    assertText("tensor([1., 0.])", tensor(new double[] {1, 2}).lt_(2).add_(0));
    assertText("tensor([0, 1])", tensor(new long[] {1, 2}).ge_(1.5));
  }

  @Test
  void transposed_inPlace_namesItself() {
    assertRefused(
        "t_() expects a tensor with <= 2 dimensions, but self is 3D", () -> zeros(1, 2, 3).t_());
  }

  @Test
  void inplace_onALeaf_isRefusedBeforeShapesAreLookedAt() {
    String refused = "a leaf Variable that requires grad is being used in an in-place operation.";
    assertRefused(refused, () -> leaf(1, 2).add_(ones(3)));
    assertRefused(refused, () -> leaf(1, 2).copy_(ones(3)));
    assertRefused("a view of a leaf Variable that requires grad", () -> leaf(1).expand(3).mul_(2));
  }

  @Test
  void fill_mayWriteOneElementSeveralTimes() {
    assertText("tensor([2., 2., 2.])", zeros(1).expand(3).fill_(2));
    assertText("tensor([0., 0., 0.])", ones(1).expand(3).zero_());
    assertRefused("unsupported operation", () -> zeros(1).expand(3).normal_());
    assertText("tensor([2.], grad_fn=<FillBackward2>)", leaf(1).clone().fill_(2));
  }

  @Test
  void productOfABatch_isNoView() {
    Tensor product = ones(1, 2, 3).matmul(ones(3, 2));
    product.get(0).mul_(leaf(1, 2));
    assertText("CopySlices", java.util.Objects.requireNonNull(product.gradFn()).name());
  }
}
