package rivulet.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rivulet.Options.bias;
import static rivulet.Options.dropout;
import static rivulet.Options.lr;
import static rivulet.Options.paddingIdx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.array.DType;

class ModuleTest {
  private static final class Net extends Module {
    final Linear hiddenLayer = new Linear(2, 3);
    final Linear out = new Linear(3, 1, bias(false));
    final Dropout drop = new Dropout(0.5);

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(drop.forward(hiddenLayer.forward(x).tanh()));
    }
  }

  @Test
  void fields_areMembersByPyTorchsNames() {
    assertEquals(
        List.of("hidden_layer.weight", "hidden_layer.bias", "out.weight"),
        List.copyOf(new Net().namedParameters().keySet()));
    assertEquals(
        """
        Net(
          (hidden_layer): Linear(in_features=2, out_features=3, bias=True)
          (out): Linear(in_features=3, out_features=1, bias=False)
          (drop): Dropout(p=0.5, inplace=False)
        )\
        """,
        new Net().toString());
  }

  @Test
  void aSharedParameter_countsOnce() {
    Linear shared = new Linear(2, 2);
    assertEquals(2, new Sequential(shared, new Tanh(), shared).parameters().size());
  }

  @Test
  void eval_reachesTheParts() {
    Net net = new Net();
    net.eval();
    assertFalse(net.drop.training());
    net.train();
    assertTrue(net.drop.training());
  }

  @Test
  void stateDict_movesFromOneModuleToAnother() {
    Net from = new Net();
    Net to = new Net();
    to.loadStateDict(from.stateDict());
    Tensor x = Tensors.ones(1, 2);
    from.eval();
    to.eval();
    assertEquals(from.forward(x).item(), to.forward(x).item());
  }

  @Test
  void loadStateDict_withAWrongName_changesNothing() {
    Linear linear = new Linear(2, 2);
    float[] before = linear.weight.toFloatArray();
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("weight", Tensors.zeros(2, 2));
    state.put("scale", Tensors.zeros(2));
    var thrown = assertThrows(IllegalArgumentException.class, () -> linear.loadStateDict(state));
    assertEquals(
        """
        Error(s) in loading state_dict for Linear:
        \tUnexpected key(s) in state_dict: [scale]
        \tMissing key(s) in state_dict: [bias]\
        """,
        thrown.getMessage());
    assertArrayEquals(before, linear.weight.toFloatArray());
  }

  @Test
  void zeroGrad_dropsGradients() {
    Net net = new Net();
    net.forward(Tensors.ones(1, 2)).sum().backward();
    assertNotNull(net.out.weight.grad());
    net.zeroGrad();
    assertNull(net.out.weight.grad());
  }

  @Test
  void to_keepsTheParameterObjects() {
    Linear linear = new Linear(2, 1);
    Tensor weight = linear.weight;
    linear.forward(Tensors.ones(1, 2)).sum().backward();
    linear.to(DType.FLOAT64);
    assertSame(weight, linear.parameters().getFirst());
    assertEquals(DType.FLOAT64, weight.dtype());
    linear.forward(Tensors.ones(new int[] {1, 2}, DType.FLOAT64)).sum().backward();
    Tensor grad = weight.grad();
    assertNotNull(grad);
    assertEquals(DType.FLOAT64, grad.dtype());
  }

  @Test
  void aParameter_printsAsOne() {
    Tensors.manualSeed(0);
    assertTrue(
        new Linear(2, 1)
            .weight
            .toString()
            .startsWith("Parameter containing:\ntensor([[-0.0053,  0.3793]], requires_grad=True)"));
  }

  @Test
  void options_thatAModuleDoesNotKnow_areRefused() {
    var thrown = assertThrows(IllegalArgumentException.class, () -> new Linear(2, 1, lr(0.1)));
    assertEquals("Linear.__init__() got an unexpected keyword argument 'lr'", thrown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new ReLU(dropout(0.1)));
  }

  @Test
  void aModuleWithOtherInputs_saysSo() {
    var thrown =
        assertThrows(
            UnsupportedOperationException.class,
            () -> new MultiheadAttention(4, 2).forward(Tensors.ones(1, 4)));
    assertEquals(
        "Module [MultiheadAttention] is missing the required \"forward\" function",
        thrown.getMessage());
  }

  @Test
  void dropout_inTraining_dropsAndScales() {
    Tensors.manualSeed(3);
    float[] kept = new Dropout(0.25).forward(Tensors.ones(4000)).toFloatArray();
    int zeros = 0;
    for (float x : kept) {
      if (x == 0) zeros++;
      else assertEquals(4f / 3, x, 1e-6);
    }
    assertEquals(1000, zeros, 120);
  }

  @Test
  void embedding_ofPadding_learnsNothing() {
    Embedding table = new Embedding(3, 2, paddingIdx(-2));
    assertEquals("Embedding(3, 2, padding_idx=1)", table.toString());
    table.forward(Tensors.tensor(new long[] {0, 1, 0})).sum().backward();
    Tensor grad = table.weight.grad();
    assertNotNull(grad);
    assertArrayEquals(new float[] {2, 2, 0, 0, 0, 0}, grad.toFloatArray());
    assertArrayEquals(new float[] {0, 0}, table.weight.detach().get(1).toFloatArray());
  }

  @Test
  void sequential_isReadByPosition() {
    Tanh last = new Tanh();
    Sequential model = new Sequential(new ReLU(), last);
    assertSame(last, model.get(-1));
    assertEquals(2, model.size());
  }
}
