package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rivulet.Tensors.bool;
import static rivulet.Tensors.float64;
import static rivulet.Tensors.int32;
import static rivulet.Tensors.int64;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.tensor;
import static rivulet.Tensors.where;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PointwiseOpsTest {
  private static Tensor leaf(double... values) {
    return tensor(values).requiresGrad_();
  }

  private static Tensor gradient(Tensor output, Tensor leaf) {
    output.sum().backward();
    return Objects.requireNonNull(leaf.grad(), "no gradient arrived");
  }

  private static void assertText(String expected, @Nullable Object actual) {
    assertEquals(expected, String.valueOf(actual));
  }

  @Test
  void mul_broadcasts_sumsGradientBack() {
    Tensor row = leaf(1, 2, 3);
    Tensor column = tensor(new double[][] {{10}, {20}});
    assertText("tensor([30., 30., 30.])", gradient(row.mul(column), row));
  }

  @Test
  void add_promotes_gradientKeepsTheInputsDtype() {
    Tensor single = leaf(1, 2);
    Tensor sum = single.add(tensor(new double[] {1, 2}, float64));
    assertEquals(float64, sum.dtype());
    assertEquals(Tensors.float32, gradient(sum, single).dtype());
  }

  @Test
  void number_neverWidensATensorOfItsKind() {
    assertEquals(float64, ones(new int[] {2}, float64).mul(2.0).dtype());
    assertEquals(Tensors.float32, ones(2).mul(2.0).dtype());
    assertEquals(int32, ones(new int[] {2}, int32).add(2).dtype());
    assertEquals(Tensors.float32, ones(new int[] {2}, int32).add(2.5).dtype());
    assertEquals(int64, ones(new int[] {2}, bool).add(1).dtype());
  }

  @Test
  void tensorWithoutDimensions_countsByItsKindOnly() {
    Tensor ints = ones(new int[] {2}, int32);
    assertEquals(int32, ints.mul(tensor(3L)).dtype());
    assertEquals(float64, ints.mul(tensor(3.0, float64)).dtype());
    assertEquals(Tensors.float32, ones(2).mul(tensor(3.0, float64)).dtype());
    assertEquals(float64, tensor(1.0).mul(tensor(3.0, float64)).dtype());
  }

  @Test
  void div_ofIntegers_isFloating() {
    assertText("tensor([0.5000, 1.0000])", tensor(new int[] {1, 2}).div(2));
  }

  @Test
  void div_rounds_asTheModeSays() {
    Tensor x = tensor(new double[] {-7, 7});
    assertText("tensor([-4.,  3.])", x.div(2, "floor"));
    assertText("tensor([-3.,  3.])", x.div(2, "trunc"));
    assertThrows(IllegalArgumentException.class, () -> x.div(2, "up"));
  }

  @Test
  void div_differentiates_byBoth() {
    Tensor a = leaf(6);
    Tensor b = leaf(2);
    a.div(b).sum().backward();
    assertText("tensor([0.5000])", a.grad());
    assertText("tensor([-1.5000])", b.grad());
  }

  @Test
  void sub_alphaScalesTheOther() {
    Tensor a = leaf(5);
    Tensor b = leaf(2);
    Tensor difference = a.sub(b, 3);
    assertText("tensor([-1.], grad_fn=<SubBackward0>)", difference);
    difference.sum().backward();
    assertText("tensor([-3.])", b.grad());
  }

  @Test
  void sub_ofTruthValues_isRefused() {
    Tensor truth = tensor(new boolean[] {true});
    var refused = assertThrows(IllegalArgumentException.class, () -> truth.sub(truth));
    assertText(
        "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or"
            + " `logical_xor()` operator instead.",
        refused.getMessage());
  }

  @Test
  void pow_ofZero_hasFiniteGradient() {
    Tensor x = leaf(0, 3);
    assertText("tensor([0., 6.])", gradient(x.pow(2), x));
    Tensor y = leaf(0, 3);
    assertText("tensor([0., 0.])", gradient(y.pow(0), y));
  }

  @Test
  void pow_byTensor_differentiatesBoth() {
    Tensor base = leaf(0, 2);
    Tensor exponent = leaf(0, 3);
    base.pow(exponent).sum().backward();
    assertText("tensor([ 0., 12.])", base.grad());
    assertText("tensor([0.0000, 5.5452])", exponent.grad());
  }

  @Test
  void pow_ofNumber_differentiatesTheExponent() {
    Tensor x = leaf(3);
    assertText("tensor([8.], grad_fn=<PowBackward2>)", Tensors.pow(2, x));
    assertText("tensor([5.5452])", gradient(Tensors.pow(2, x), x));
  }

  @Test
  void pow_ofIntegersToNegative_isRefused() {
    Tensor ints = tensor(new int[] {1, 2});
    assertThrows(IllegalArgumentException.class, () -> ints.pow(-1));
  }

  @Test
  void functions_differentiate() {
    Tensor x = leaf(0.5);
    Tensor sum = x.exp().add(x.log()).add(x.sqrt()).add(x.tanh()).add(x.sigmoid()).add(x.abs());
    // e^x + 1/x + 1/(2√x) + 1 - tanh² + s(1 - s) + 1
    double tanh = Math.tanh(0.5);
    double s = 1 / (1 + Math.exp(-0.5));
    double slope = Math.exp(0.5) + 2 + 0.5 / Math.sqrt(0.5) + 1 - tanh * tanh + s * (1 - s) + 1;
    assertEquals(slope, gradient(sum, x).item(), 1e-5);
  }

  @Test
  void relu_letsThroughWherePositive() {
    Tensor x = leaf(-1, 0, 2);
    assertText("tensor([0., 0., 2.], grad_fn=<ReluBackward0>)", x.relu());
    assertText("tensor([0., 0., 1.])", gradient(x.relu(), x));
  }

  @Test
  void maximum_ofEquals_sharesTheGradient() {
    Tensor a = leaf(1, 2);
    Tensor b = leaf(1, 1);
    a.maximum(b).sum().backward();
    assertText("tensor([0.5000, 1.0000])", a.grad());
    assertText("tensor([0.5000, 0.0000])", b.grad());
  }

  @Test
  void where_sendsTheGradientToWhatWasTaken() {
    Tensor a = leaf(1, 2);
    Tensor b = leaf(3, 4);
    where(tensor(new boolean[] {true, false}), a, b).sum().backward();
    assertText("tensor([1., 0.])", a.grad());
    assertText("tensor([0., 1.])", b.grad());
  }

  @Test
  void where_needsTruthValues() {
    var refused = assertThrows(IllegalArgumentException.class, () -> where(ones(2), ones(2), 2.0));
    assertText(
        "where expected condition to be a boolean tensor, but got a tensor with dtype Float",
        refused.getMessage());
  }

  @Test
  void shapesThatDoNotFit_areNamed() {
    var refused = assertThrows(IllegalArgumentException.class, () -> ones(3).add(ones(4)));
    assertText(
        "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0",
        refused.getMessage());
  }

  @Test
  void secondDerivative_needsNoCodeOfItsOwn() {
    Tensor x = leaf(2);
    x.pow(3).sum().backward(Tensors.options().createGraph());
    Tensor first = Objects.requireNonNull(x.grad());
    assertText("tensor([12.])", first.detach());
    x.setGrad(null);
    assertText("tensor([12.])", gradient(first, x));
  }

  @Test
  void integer_beyondTheDtype_wrapsAround() {
    Tensor bytes = tensor(new long[] {2, -3}, Tensors.int8);
    assertText("tensor([ True, False])", bytes.gt(255));
    assertText("tensor([45, 40], dtype=torch.int8)", bytes.add(299));
    assertText(
        "tensor([243, 255], dtype=torch.uint8)",
        tensor(new long[] {0, 255}, Tensors.uint8).maximum(tensor(-237776909, int32)));
  }

  @Test
  void operand_ofAnotherDtype_isRoundedToTheResultsFirst() {
    Tensor half = tensor(new double[] {Double.POSITIVE_INFINITY}, Tensors.float16);
    assertText("tensor([False])", half.gt(tensor(Long.MAX_VALUE)));
  }

  @Test
  void relu_ofNaN_passesTheGradient() {
    Tensor x = leaf(Double.NaN, -1, 2);
    assertText("tensor([1., 0., 1.])", gradient(x.relu(), x));
  }

  @Test
  void pow_byTheExponent_takesTheLogarithmInTheResultsPrecision() {
    Tensor exponent = tensor(new double[] {2}, float64).requiresGrad_();
    assertEquals(
        4 * Math.log(2), gradient(tensor(new double[] {2}).pow(exponent), exponent).item(), 1e-15);
  }

  @Test
  void pow_ofZero_inTheSecondDerivative_isNotANumber() {
    Tensor exponent = leaf(1);
    Tensor slope =
        Tensors.grad(
                List.of(Tensors.pow(0.0, exponent)),
                List.of(exponent),
                Tensors.options().createGraph())
            .getFirst();
    assertText("tensor([0.], grad_fn=<MulBackward0>)", slope);
    assertText("tensor([nan])", gradient(Objects.requireNonNull(slope), exponent));
  }

  @Test
  void operation_ofTruthValues_thatHasNone_isRefused() {
    Tensor truth = tensor(new boolean[] {true});
    assertRefused("\"pow\" not implemented for 'Bool'", () -> truth.pow(truth));
    assertRefused("\"remainder_cpu\" not implemented for 'Bool'", () -> truth.remainder(truth));
    assertRefused("\"div_floor_cpu\" not implemented for 'Bool'", () -> truth.div(truth, "floor"));
  }

  @Test
  void number_thatOverflowsTheDtype_isRefused() {
    Tensor bytes = ones(new int[] {2}, Tensors.int8);
    Tensor all = tensor(new boolean[] {true, false});
    String refused = "value cannot be converted to type int8_t without overflow";
    assertRefused(refused, () -> bytes.fill(300));
    assertRefused(refused, () -> bytes.fill_(-129));
    assertRefused(refused, () -> bytes.where(all, 300));
    assertRefused(refused, () -> bytes.pow(300));
    assertRefused(refused, () -> bytes.add(bytes, 300));
    assertRefused(refused, () -> Tensors.full(new int[] {1}, 300, Tensors.int8));
    assertRefused(
        "value cannot be converted to type int64_t without overflow",
        () -> ones(new int[] {2}, int64).fill_(Double.NaN));
    assertRefused(
        "value cannot be converted to type c10::Half without overflow",
        () -> ones(new int[] {2}, Tensors.float16).fill(1e20));
    assertText(
        "tensor([127, 127], dtype=torch.uint8)", ones(new int[] {2}, Tensors.uint8).fill(-129));
    assertText("tensor([inf, inf])", ones(2).fill(Double.POSITIVE_INFINITY));
  }

  @Test
  void where_takesTheOldTruthValuesOfDtypeUint8() {
    Tensor condition = tensor(new long[] {0, 2}, Tensors.uint8);
    assertText("tensor([1, 0])", tensor(new long[] {0, 0}).where(condition, 1));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void relu_hasASecondDerivativeOfZero() {
    Tensor x = leaf(-1, 2);
    Tensor slope =
        Tensors.grad(List.of(x.relu().sum()), List.of(x), Tensors.options().createGraph())
            .getFirst();
    assertText("tensor([0., 1.], grad_fn=<ThresholdBackwardBackward0>)", slope);
    assertText("tensor([0., 0.])", gradient(Objects.requireNonNull(slope), x));
  }
}
