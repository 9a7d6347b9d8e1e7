package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.tensor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// PyTorch's tests of hooks and kept gradients, under their names.
class HooksTest {
  private static Tensor leaf(double... values) {
    return tensor(values).requiresGrad_();
  }

  private static void assertText(String expected, @Nullable Object actual) {
    assertEquals(expected, String.valueOf(actual));
  }

  @Test
  void test_hooks() {
    Tensor x = leaf(1);
    List<String> seen = new ArrayList<>();
    Tensor y = x.mul(2);
    y.registerHook(g -> {
      seen.add("first " + g);
      return g.mul(10);
    });
    HookHandle second =
        y.registerHook(g -> {
          seen.add("second " + g);
          return null;
        });
    y.sum().backward(Tensors.options().retainGraph());
    assertText("[first tensor([1.]), second tensor([10.])]", seen);
    assertText("tensor([20.])", x.grad());
    second.remove();
    second.close();
    y.sum().backward();
    assertText("[first tensor([1.]), second tensor([10.]), first tensor([1.])]", seen);
  }

  @Test
  void hookOnALeaf_changesWhatIsAdded() {
    Tensor x = leaf(1);
    x.registerHook(g -> g.mul(3));
    x.mul(2).sum().backward();
    assertText("tensor([6.])", x.grad());
  }

  @Test
  void gradientSeenByAHook_isNotTakenOver() {
    Tensor x = leaf(1);
    List<Tensor> seen = new ArrayList<>();
    x.registerHook(g -> {
      seen.add(g);
      return null;
    });
    x.mul(2).sum().backward();
    x.mul(2).sum().backward();
    assertText("[tensor([2.]), tensor([2.])]", seen);
  }

  @Test
  void hook_mustKeepTheShape() {
    Tensor x = leaf(1, 2);
    x.registerHook(_ -> ones(3));
    assertThrows(IllegalArgumentException.class, () -> x.sum().backward());
    assertNull(x.grad());
  }

  @Test
  void hook_needsAGradient() {
    var refused = assertThrows(IllegalStateException.class, () -> ones(1).registerHook(g -> g));
    assertText(
        "cannot register a hook on a tensor that doesn't require gradient", refused.getMessage());
  }

  @Test
  void test_tensor_hooks_inplace() {
    Tensor x = leaf(1);
    List<String> seen = new ArrayList<>();
    Tensor y = x.mul(2);
    y.registerHook(g -> {
      seen.add("before " + g);
      return null;
    });
    y.mul_(5);
    y.registerHook(g -> {
      seen.add("after " + g);
      return null;
    });
    y.sum().backward();
    assertText("[after tensor([1.]), before tensor([5.])]", seen);
  }

  @Test
  void test_retain_grad() {
    Tensor x = leaf(1);
    Tensor y = x.mul(2);
    y.retainGrad();
    y.retainGrad();
    assertTrue(y.retainsGrad());
    y.pow(2).sum().backward(Tensors.options().retainGraph());
    assertText("tensor([4.])", y.grad());
    y.pow(2).sum().backward();
    assertText("tensor([8.])", y.grad());
    var refused = assertThrows(IllegalStateException.class, () -> ones(1).retainGrad());
    assertText("can't retain_grad on Tensor that has requires_grad=False", refused.getMessage());
    x.retainGrad();
    assertFalse(x.retainsGrad());
  }

  @Test
  void test_retain_grad_inplace() {
    Tensor y = leaf(1).mul(2);
    y.retainGrad();
    y.mul_(3);
    y.sum().backward();
    assertText("tensor([1.])", y.grad());
  }

  @Test
  void test_retain_grad_inplace_over_view() {
    Tensor base = leaf(1, 2).mul(2);
    Tensor view = base.select(0, 0);
    view.retainGrad();
    base.mul_(3);
    view.mul(5).backward();
    assertText("tensor(5.)", view.grad());
  }

  @Test
  void test_retains_grad_can_always_observe_tensor_prehook() {
    Tensor y = leaf(1).mul(2);
    y.retainGrad();
    y.registerHook(g -> g.mul(7));
    y.sum().backward();
    assertText("tensor([7.])", y.grad());
  }
}
