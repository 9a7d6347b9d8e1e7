package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rivulet.Tensors.noGrad;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.options;

import org.junit.jupiter.api.Test;
import rivulet.array.DType;
import rivulet.array.NDArray;
import rivulet.array.Scalar;
import rivulet.array.Shape;

/// Memory that a recorded operation alone sees comes back when its graph is freed, and not before.
class OwnedMemoryTest {
  private final NDArray owned = NDArray.full(Shape.of(1000), DType.FLOAT32, Scalar.of(7.0));

  /// An operation that owns it.
  private Tensor operation(Tensor a) {
    NDArray value = a.array().copy();
    return Op.of("Owner", value).owns(owned).input(a, g -> g.mul(owned.getDouble(0))).output();
  }

  @Test
  void graph_keepsItUntilItIsFreed() {
    Tensor x = ones(3).requiresGrad_();
    Tensor loss = operation(x).sum();
    loss.backward(options().retainGraph());
    assertEquals(7.0, owned.getDouble(999));
    loss.backward();
    assertThrows(IllegalStateException.class, () -> owned.getDouble(0));
  }

  @Test
  void operationWithoutAGraph_keepsNothing() {
    Tensor x = ones(3).requiresGrad_();
    try (var _ = noGrad()) {
      assertEquals(3.0, operation(x).sum().item());
    }
    assertThrows(IllegalStateException.class, () -> owned.getDouble(0));
  }
}
