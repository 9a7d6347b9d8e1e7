package rivulet.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rivulet.Options.lr;
import static rivulet.Options.momentum;
import static rivulet.Options.nesterov;
import static rivulet.Options.padding;

import java.util.List;
import org.junit.jupiter.api.Test;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.array.DType;

class OptimizerTest {
  private static Tensor leaf() {
    return Tensors.ones(2).requiresGrad_();
  }

  @Test
  void groups_haveOptionsOfTheirOwn() {
    Tensor a = leaf();
    Tensor b = leaf();
    SGD sgd =
        SGD.of(
            List.of(new ParameterGroup(List.of(a)), new ParameterGroup(List.of(b), lr(1))),
            lr(0.5));
    a.add(b).sum().backward();
    sgd.step();
    assertArrayEquals(new float[] {0.5f, 0.5f}, a.toFloatArray());
    assertArrayEquals(new float[] {0, 0}, b.toFloatArray());
    sgd.groups().getLast().set(lr(0.25));
    sgd.step();
    assertArrayEquals(new float[] {-0.25f, -0.25f}, b.toFloatArray());
  }

  @Test
  void stepOfOneParameter_leavesTheOthers() {
    Tensor a = leaf();
    Tensor b = leaf();
    SGD sgd = new SGD(List.of(a, b), lr(0.5));
    a.add(b).sum().backward();
    sgd.step(a);
    assertArrayEquals(new float[] {0.5f, 0.5f}, a.toFloatArray());
    assertArrayEquals(new float[] {1, 1}, b.toFloatArray());
  }

  @Test
  void zeroGrad_dropsOrFills() {
    Tensor a = leaf();
    SGD sgd = new SGD(List.of(a), lr(0.1));
    a.sum().backward();
    sgd.zeroGrad(false);
    Tensor grad = a.grad();
    assertNotNull(grad);
    assertArrayEquals(new float[] {0, 0}, grad.toFloatArray());
    sgd.zeroGrad();
    assertNull(a.grad());
  }

  @Test
  void step_countsAsAChange() {
    Tensor a = leaf();
    SGD sgd = new SGD(List.of(a), lr(0.1));
    Tensor loss = a.mul(a).sum();
    a.sum().backward();
    sgd.step();
    assertThrows(IllegalStateException.class, loss::backward);
  }

  @Test
  void step_ofAViewAndOfHalfPrecision_writesThrough() {
    Tensor base = Tensors.ones(2, 3);
    Tensor column = base.t().detach().requiresGrad_();
    Tensor half = Tensors.ones(new int[] {2}, DType.BFLOAT16).requiresGrad_();
    SGD sgd = new SGD(List.of(column, half), lr(0.5), momentum(0.9));
    column.sum().add(half.sum().to(DType.FLOAT32)).backward();
    sgd.step();
    assertEquals(0.5, base.get(1, 2).item());
    assertEquals(0.5, half.get(0).item());
  }

  @Test
  void wrongOptions_areRefused() {
    List<Tensor> leaves = List.of(leaf());
    refused("Invalid learning rate: -0.1", () -> new SGD(leaves, lr(-0.1)));
    refused(
        "Nesterov momentum requires a momentum and zero dampening",
        () -> new SGD(leaves, nesterov(true)));
    refused("optimizer got an empty parameter list", () -> new Adam(List.of()));
    refused("can't optimize a non-leaf Tensor", () -> new Adam(List.of(leaf().mul(2))));
    refused(
        "SGD.__init__() got an unexpected keyword argument 'padding'",
        () -> new SGD(leaves, padding(1)));
  }

  private static void refused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
