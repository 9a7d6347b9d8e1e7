package rivulet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Tensors.enableGrad;
import static rivulet.Tensors.float64;
import static rivulet.Tensors.grad;
import static rivulet.Tensors.isGradEnabled;
import static rivulet.Tensors.manualSeed;
import static rivulet.Tensors.noGrad;
import static rivulet.Tensors.numThreads;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.options;
import static rivulet.Tensors.randn;
import static rivulet.Tensors.setGradEnabled;
import static rivulet.Tensors.setNumThreads;
import static rivulet.Tensors.tensor;
import static rivulet.Tensors.zeros;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// PyTorch's tests of its backward pass, under their names.
@Timeout(60)
class AutogradTest {
  private static Tensor leaf(double... values) {
    return tensor(values).requiresGrad_();
  }

  private static Tensor gradOf(Tensor tensor) {
    return Objects.requireNonNull(tensor.grad(), "no gradient");
  }

  private static void assertText(String expected, @Nullable Object actual) {
    assertEquals(expected, String.valueOf(actual));
  }

  private static String messageOf(Class<? extends Exception> type, Runnable call) {
    return String.valueOf(assertThrows(type, call::run).getMessage());
  }

  @Test
  void test_backward() {
    manualSeed(1);
    Tensor x = randn(5, 5).requiresGrad_();
    Tensor y = tensor(new double[] {2, 2, 2, 2, 2}).requiresGrad_();
    x.div(y).add(x.pow(2)).sum().backward();
    assertTrue(gradOf(x).allclose(x.detach().mul(2).add(0.5)));
    assertTrue(gradOf(y).allclose(x.detach().div(-4).sum(0)));
  }

  @Test
  void test_accumulate_grad() {
    Tensor x = ones(5, 5).requiresGrad_();
    Tensor z = x.mul(2).sum();
    z.backward(options().retainGraph());
    Tensor first = gradOf(x);
    Tensor kept = first.clone();
    z.backward(options().retainGraph());
    assertSame(first, x.grad());
    assertTrue(first.equal(kept.mul(2)));
    z.backward(options().createGraph());
    assertFalse(first == x.grad(), "createGraph must make a new tensor");
    assertTrue(gradOf(x).detach().equal(kept.mul(3)));
  }

  @Test
  void test_accumulate_grad_tensor_reference() {
    Tensor x = leaf(1);
    Tensor given = tensor(new double[] {3});
    x.setGrad(given);
    x.mul(2).sum().backward();
    assertSame(given, x.grad());
    assertText("tensor([5.])", given);
  }

  @Test
  void takenOverGradient_isNobodyElses() {
    Tensor x = leaf(1, 2);
    Tensor y = leaf(3, 4);
    Tensor given = ones(2);
    x.add(y).backward(given);
    gradOf(x).mul_(10);
    assertText("tensor([1., 1.])", y.grad());
    assertText("tensor([1., 1.])", given);
  }

  @Test
  void test_hessian_vector() {
    Tensor x = tensor(new double[] {1, 2}, float64).requiresGrad_();
    Tensor y = tensor(new double[] {3, 4}, float64).requiresGrad_();
    Tensor z = x.pow(2).add(y.mul(x)).add(y.pow(2));
    z.backward(options().gradient(ones(new int[] {2}, float64)).createGraph());
    Tensor xGrad = gradOf(x);
    Tensor yGrad = gradOf(y);
    xGrad.add(yGrad).sum().backward();
    // 2x + y and x + 2y, then 2 + 1 each on top
    assertText("tensor([ 8., 11.], dtype=torch.float64)", gradOf(x).detach());
    assertText("tensor([10., 13.], dtype=torch.float64)", gradOf(y).detach());
  }

  @Test
  void test_grad() {
    Tensor x = leaf(1, 2);
    Tensor y = leaf(3, 4);
    Tensor z = x.pow(2).add(y.mul(x)).add(y.pow(2)).sum();
    List<Tensor> first =
        grad(List.of(z), List.of(x, y), options().createGraph()).stream()
            .map(Objects::requireNonNull)
            .toList();
    assertText("tensor([5., 8.])", first.get(0).detach());
    assertText("tensor([ 7., 10.])", first.get(1).detach());
    assertText("[tensor([3., 3.])]", grad(first.get(0).add(first.get(1)).sum(), x));
    assertNull(x.grad());
  }

  @Test
  void test_grad_nonleaf() {
    Tensor x = leaf(2);
    Tensor inner = x.mul(3);
    assertText("[tensor([12.])]", grad(inner.pow(2).sum(), inner));
    assertNull(x.grad());
  }

  @Test
  void test_grad_nonleaf_register_hook() {
    Tensor x = leaf(2);
    Tensor inner = x.mul(3);
    inner.registerHook(g -> g.mul(2));
    assertText("[tensor([24.])]", grad(inner.pow(2).sum(), inner));
  }

  @Test
  void test_grad_unreachable() {
    Tensor x = leaf(1);
    Tensor y = leaf(1);
    Tensor z = x.mul(2).sum();
    String refused = messageOf(IllegalStateException.class, () -> grad(z, y));
    assertTrue(
        refused.startsWith(
            "The differentiated Tensor at index 0 appears to not have been used in the graph. Set"
                + " allow_unused=True if this is the desired behavior."));
    assertText("[null]", grad(List.of(x.sum()), List.of(y), options().allowUnused()));
  }

  @Test
  void test_grad_materialize_grads() {
    Tensor x = leaf(1);
    Tensor y = leaf(1);
    assertText("[tensor([0.])]", grad(List.of(x.sum()), List.of(y), options().materializeGrads()));
  }

  @Test
  void test_grad_empty_inputs() {
    Tensor x = leaf(1);
    assertText(
        "`inputs` argument to `grad()` cannot be empty.",
        messageOf(IllegalArgumentException.class, () -> grad(x.sum())));
    assertText(
        "`inputs` argument to `backward()` cannot be empty.",
        messageOf(IllegalArgumentException.class, () -> x.sum().backward(options().inputs())));
  }

  @Test
  void test_grad_badcalls() {
    Tensor x = leaf(1);
    assertText(
        "One of the differentiated Tensors does not require grad",
        messageOf(IllegalStateException.class, () -> grad(x.sum(), ones(1))));
  }

  @Test
  void test_backward_badcalls() {
    assertText(
        "element 0 of tensors does not require grad and does not have a grad_fn",
        messageOf(IllegalStateException.class, () -> ones(1).backward()));
    Tensor x = leaf(1, 2, 3);
    assertText(
        "grad can be implicitly created only for scalar outputs",
        messageOf(IllegalArgumentException.class, () -> x.mul(2).backward()));
    assertText(
        "Mismatch in shape: grad_output[0] has a shape of torch.Size([4]) and output[0] has a shape"
            + " of torch.Size([3]).",
        messageOf(IllegalArgumentException.class, () -> x.mul(2).backward(ones(4))));
  }

  @Test
  void test_backward_with_inputs() {
    Tensor x = leaf(2);
    Tensor y = leaf(3);
    x.mul(y).sum().backward(options().inputs(x));
    assertText("tensor([3.])", x.grad());
    assertNull(y.grad());
    x.mul(y).sum().backward(options().inputs(x, y));
    assertText("tensor([6.])", x.grad());
    assertText("tensor([2.])", y.grad());
  }

  @Test
  void test_backward_with_nonleaf_inputs() {
    Tensor x = leaf(2);
    Tensor inner = x.mul(3);
    inner.pow(2).sum().backward(options().inputs(inner));
    assertText("tensor([12.])", inner.grad());
    assertNull(x.grad());
  }

  @Test
  void test_dependent_backward() {
    Tensor x = leaf(2);
    Tensor y = x.pow(2);
    Tensor z = y.pow(3);
    y.backward(options().gradient(ones(1)).retainGraph());
    z.backward(options().gradient(ones(1)));
    assertText("tensor([196.])", x.grad());
  }

  @Test
  void test_backward_twice_with_saved_values() {
    Tensor x = leaf(1, 2);
    Tensor y = x.exp().sum();
    y.backward();
    Tensor before = gradOf(x).clone();
    String refused = messageOf(IllegalStateException.class, y::backward);
    assertTrue(refused.startsWith("Trying to backward through the graph a second time"), refused);
    assertTrue(before.equal(gradOf(x)), "a pass that fails changes no gradient");
  }

  @Test
  void test_backward_twice_retained_graph_with_saved_values() {
    Tensor x = leaf(3);
    Tensor y = x.mul(x).sum();
    y.backward(options().retainGraph());
    y.backward();
    assertText("tensor([12.])", x.grad());
  }

  @Test
  void test_backward_twice_without_saved_values() {
    Tensor x = leaf(3);
    Tensor y = x.add(1).sum();
    y.backward();
    y.backward();
    assertText("tensor([2.])", x.grad());
  }

  @Test
  void test_free_deep_graph() {
    Tensor x = leaf(1);
    Tensor y = x;
    for (int i = 0; i < 1_000_000; i++) y = y.add(1);
    y.backward(ones(1));
    assertText("tensor([1.])", x.grad());
  }

  @Test
  void test_input_buffer_accum() {
    Tensor x = ones(3).requiresGrad_();
    Tensor sum = x.get(0).mul(2).add(x.get(1)).add(x.get(new int[] {2, 2}).sum());
    sum.backward();
    assertText("tensor([2., 1., 2.])", x.grad());
  }

  @Test
  void test_no_grad() {
    Tensor x = leaf(1);
    try (var _ = noGrad()) {
      assertFalse(x.mul(2).requiresGrad());
      try (var _ = enableGrad()) {
        assertTrue(x.mul(2).requiresGrad());
      }
      assertFalse(isGradEnabled());
    }
    assertTrue(x.mul(2).requiresGrad());
    assertFalse(noGrad(() -> x.mul(2)).requiresGrad());
  }

  @Test
  void test_set_grad_enabled() {
    try (var _ = setGradEnabled(false)) {
      assertFalse(leaf(1).mul(2).requiresGrad());
    }
    assertTrue(isGradEnabled());
  }

  @Test
  void gradMode_isTheThreadsOwn() throws InterruptedException {
    boolean[] other = new boolean[1];
    try (var _ = noGrad()) {
      Thread thread = Thread.ofPlatform().start(() -> other[0] = isGradEnabled());
      thread.join();
    }
    assertTrue(other[0]);
  }

  @Test
  void test_no_grad_modifies_version() {
    Tensor x = leaf(2);
    Tensor y = leaf(3);
    Tensor z = x.mul(y).sum();
    noGrad(() -> x.mul_(2));
    assertTrue(
        messageOf(IllegalStateException.class, z::backward)
            .contains("modified by an inplace operation"));
  }

  @Test
  void test_backward_no_grad() {
    Tensor x = leaf(2);
    Tensor z = x.pow(2).sum();
    noGrad(() -> z.backward());
    assertText("tensor([4.])", x.grad());
  }

  @Test
  void test_dep_nograd() {
    Tensor x = leaf(2);
    Tensor constant = tensor(new double[] {5});
    assertFalse(constant.mul(2).requiresGrad());
    x.mul(constant).sum().backward();
    assertNull(constant.grad());
  }

  @Test
  void test_requires_grad_() {
    assertTrue(zeros(1).requiresGrad_().requiresGrad());
    assertFalse(zeros(1).requiresGrad_().requiresGrad_(false).requiresGrad());
    assertText(
        "only Tensors of floating point dtype can require gradients",
        messageOf(IllegalArgumentException.class, () -> tensor(new int[] {1}).requiresGrad_()));
    Tensor inner = leaf(1).mul(2);
    assertTrue(
        messageOf(IllegalStateException.class, () -> inner.requiresGrad_(false))
            .startsWith("you can only change requires_grad flags of leaf variables."));
  }

  @Test
  void test_leaf_assignment() {
    Tensor x = leaf(1, 2, 3);
    assertText(
        "attempting to assign a gradient of size '[4]' to a tensor of size '[3]'. Please ensure that"
            + " the gradient and the tensor are the same size",
        messageOf(IllegalArgumentException.class, () -> x.setGrad(ones(4))));
    assertThrows(IllegalArgumentException.class, () -> x.setGrad(ones(new int[] {3}, float64)));
    assertNull(x.grad());
  }

  @Test
  void test_next_functions() {
    Tensor x = leaf(1);
    var node = Objects.requireNonNull(x.mul(2).add(x).gradFn());
    assertText("AddBackward0", node.name());
    assertText("MulBackward0", Objects.requireNonNull(node.next(0)).name());
    assertText("AccumulateGrad", Objects.requireNonNull(node.next(1)).name());
  }

  @Test
  void test_detach() {
    Tensor x = leaf(2);
    Tensor detached = x.mul(3).detach();
    assertFalse(detached.requiresGrad());
    x.mul(detached).sum().backward();
    assertText("tensor([6.])", x.grad());
  }

  @Test
  void test_type_conversions() {
    Tensor x = leaf(1.5);
    x.to(float64).mul(2).sum().backward();
    assertText("tensor([2.])", x.grad());
    assertText("tensor([1])", x.to(Tensors.int64));
  }

  @Test
  void test_isolated_node() {
    Tensor x = leaf(1, 2);
    Tensor y = leaf(3, 4);
    Tensor picked = x.add(y).max(0).values();
    x.add(y).eq(6).to(Tensors.float32).add(picked).sum().backward();
    assertText("tensor([0., 2.])", x.grad());
  }

  @Test
  void test_pow_zero_tensor_gradient() {
    Tensor x = leaf(0, 2);
    x.pow(tensor(0.0)).sum().backward();
    assertText("tensor([0., 0.])", x.grad());
  }

  @Test
  void test_simple_reentrant() {
    Tensor x = leaf(2);
    Tensor y = x.mul(3);
    Tensor inner = leaf(5);
    y.registerHook(g -> {
      try (var _ = enableGrad()) {
        inner.pow(2).sum().backward();
      }
      return g;
    });
    y.sum().backward();
    assertText("tensor([3.])", x.grad());
    assertText("tensor([10.])", inner.grad());
  }

  @Test
  void test_reentrant_child_error() {
    Tensor x = leaf(2);
    Tensor y = x.mul(3);
    y.registerHook(_ -> {
      throw new IllegalStateException("from the hook");
    });
    assertText("from the hook", messageOf(IllegalStateException.class, () -> y.sum().backward()));
    assertNull(x.grad());
  }

  @Test
  void test_deep_reentrant() {
    Tensor x = leaf(1);
    nest(x, 200);
    assertText("tensor([200.])", x.grad());
  }

  private static void nest(Tensor x, int depth) {
    if (depth == 0) return;
    Tensor y = x.mul(1);
    y.registerHook(g -> {
      try (var _ = enableGrad()) {
        nest(x, depth - 1);
      }
      return g;
    });
    y.sum().backward();
  }

  @Test
  void test_multithread_same_input() throws Exception {
    Tensor x = zeros(4).requiresGrad_();
    int passes = 500;
    Callable<Boolean> work =
        () -> {
          for (int i = 0; i < passes; i++) x.mul(2).sum().backward();
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      var done = threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> work).toList());
      for (var each : done) assertTrue(each.get());
    }
    assertText("tensor([4000., 4000., 4000., 4000.])", x.grad());
  }

  @Test
  void gradients_areTheSameBits_forAnyNumberOfThreads() {
    int before = numThreads();
    try {
      setNumThreads(1);
      float[] alone = gradientOfTowers();
      setNumThreads(4);
      for (int i = 0; i < 5; i++) assertArrayEquals(alone, gradientOfTowers());
    } finally {
      setNumThreads(before);
    }
  }

  /// Independent branches that meet in one weight and one sum.
  private static float[] gradientOfTowers() {
    manualSeed(3);
    Tensor x = randn(64, 64);
    Tensor shared = randn(64, 64).requiresGrad_();
    Tensor loss = zeros(1).sum();
    for (int tower = 0; tower < 6; tower++) {
      Tensor own = randn(64, 64);
      loss = loss.add(x.mm(shared).tanh().mm(own).sigmoid().mm(shared).mean());
    }
    loss.backward();
    return gradOf(shared).toFloatArray();
  }

  @Test
  void interruptedThread_stopsAtTheNextOperation() {
    Tensor x = ones(2);
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> x.add(1));
      assertThrows(CancellationException.class, () -> x.add_(1));
      assertThrows(CancellationException.class, () -> ones(2));
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertText("tensor([1., 1.])", x);
  }

  @Test
  void thirdSeed_solvesItsEquation() {
    manualSeed(0);
    Tensor x = Tensors.rand(1).requiresGrad_();
    for (int i = 0; i < 10_000; i++) {
      Tensor missing = x.add(1.0).rsub(3.0);
      missing.mul(missing).sum().div(2).backward();
      noGrad(() -> x.sub_(gradOf(x).mul(1e-3)));
      gradOf(x).zero_();
    }
    assertText("tensor([1.9999], requires_grad=True)", x);
    assertNotNull(x.grad());
  }
}
