package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rivulet.Tensors.all;
import static rivulet.Tensors.arange;
import static rivulet.Tensors.ellipsis;
import static rivulet.Tensors.newAxis;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.slice;
import static rivulet.Tensors.tensor;
import static rivulet.Tensors.zeros;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class IndexingOpsTest {
  private static Tensor table() {
    return arange(12).reshape(3, 4);
  }

  private static void assertText(String expected, @Nullable Object actual) {
    assertEquals(expected, String.valueOf(actual));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IndexOutOfBoundsException.class, call).getMessage());
  }

  @Test
  void get_numbersAndSlices() {
    assertText("tensor([4, 5, 6, 7])", table().get(1));
    assertText("tensor(7)", table().get(1, -1));
    assertText("tensor([1, 5, 9])", table().get(all(), 1));
    assertText(
        "tensor([[ 4,  6],\n        [ 8, 10]])", table().get(slice(1, null), slice(null, null, 2)));
    assertText("tensor([ 3,  7, 11])", table().get(ellipsis(), 3));
    assertText("tensor([[0, 1, 2, 3]])", table().get(newAxis(), 0));
  }

  @Test
  void get_text_isPythonsSpelling() {
    assertText("tensor([[ 4,  6],\n        [ 8, 10]])", table().get("1:, ::2"));
    assertText("tensor([ 3,  7, 11])", table().get("..., -1"));
    assertText("tensor([[0, 1, 2, 3]])", table().get("None, 0"));
    assertText("tensor([[ 8,  9, 10, 11],\n        [ 0,  1,  2,  3]])", table().get("[2, 0]"));
    assertThrows(IllegalArgumentException.class, () -> table().get("1;2"));
    assertThrows(IllegalArgumentException.class, () -> table().get("1:2:3:4"));
    assertThrows(IllegalArgumentException.class, () -> table().get("--1"));
  }

  @Test
  void get_arraysAndMasks() {
    assertText(
        "tensor([[ 8,  9, 10, 11],\n        [ 0,  1,  2,  3]])", table().get(new int[] {2, 0}));
    assertText("tensor([10, 11])", table().get(table().gt(9)));
    assertText("tensor([[4, 5, 6, 7]])", table().get(new boolean[] {false, true, false}));
    assertText("tensor([1, 6])", table().get(tensor(new int[] {0, 1}), tensor(new int[] {1, 2})));
    assertText("tensor([4, 5, 6, 7])", table().get(tensor(1L)));
  }

  @Test
  void get_outOfBounds_isNamed() {
    assertRefused("index 5 is out of bounds for dimension 0 with size 3", () -> table().get(5));
    assertRefused("too many indices for tensor of dimension 2", () -> table().get(0, 0, 0));
    assertRefused(
        "index 5 is out of bounds for dimension 0 with size 3",
        () -> ones(3).get(tensor(new int[] {5})));
    assertRefused(
        "The shape of the mask [3] at index 0 does not match the shape of the indexed tensor [2, 3]"
            + " at index 0",
        () -> ones(2, 3).get(tensor(new boolean[] {true, false, true})));
  }

  @Test
  void set_writesNumbersAndTensors() {
    Tensor x = zeros(2, 3);
    x.set(1, 0, slice(1, null));
    x.set(tensor(new double[] {7, 8, 9}), 1);
    assertText("tensor([[0., 1., 1.],\n        [7., 8., 9.]])", x);
    x.set(-1.5, x.gt(7));
    assertText("tensor([[ 0.0000,  1.0000,  1.0000],\n        [ 7.0000, -1.5000, -1.5000]])", x);
    x.set(5, "0, [0, 2]");
    assertText("tensor([[ 5.0000,  1.0000,  5.0000],\n        [ 7.0000, -1.5000, -1.5000]])", x);
  }

  @Test
  void set_sendsTheGradientToTheValue() {
    Tensor value = tensor(new double[] {2, 3}).requiresGrad_();
    Tensor x = zeros(2, 2);
    x.set(value, 1);
    assertText("tensor([[0., 0.],\n        [2., 3.]], grad_fn=<CopySlices>)", x);
    x.mul(x).sum().backward();
    assertText("tensor([4., 6.])", value.grad());
  }

  @Test
  void index_addsUpTheGradientOfRepeated() {
    Tensor x = ones(3).requiresGrad_();
    x.get(new int[] {0, 0, 2}).sum().backward();
    assertText("tensor([2., 0., 1.])", x.grad());
  }

  @Test
  void select_slice_sendTheGradientToTheirPart() {
    Tensor x = ones(2, 3).requiresGrad_();
    x.get(0, slice(null, null, 2)).sum().backward();
    assertText("tensor([[1., 0., 1.],\n        [0., 0., 0.]])", x.grad());
  }

  @Test
  void indexPut_replacesOrAdds() {
    Tensor x = ones(3).requiresGrad_();
    Tensor values = tensor(new double[] {5, 6}).requiresGrad_();
    List<Tensor> at = List.of(tensor(new int[] {0, 0}));
    assertText(
        "tensor([12.,  1.,  1.], grad_fn=<IndexPutBackward0>)", x.indexPut(at, values, true));
    x.indexPut(List.of(tensor(new int[] {0, 2})), values, false).sum().backward();
    assertText("tensor([0., 1., 0.])", x.grad());
    assertText("tensor([1., 1.])", values.grad());
  }

  @Test
  void set_refuses_beforeAnythingChanges() {
    Tensor x = zeros(3);
    assertThrows(IndexOutOfBoundsException.class, () -> x.set(1, new int[] {0, 7}));
    assertThrows(IllegalArgumentException.class, () -> x.set(ones(2), all()));
    assertText("tensor([0., 0., 0.])", x);
    assertEquals(0, x.version());
  }

  @Test
  void indicesChangedSince_areFound() {
    Tensor x = ones(3).requiresGrad_();
    Tensor at = tensor(new int[] {0, 1});
    Tensor sum = x.get(at).sum();
    at.add_(1);
    assertThrows(IllegalStateException.class, sum::backward);
    assertText("null", x.grad());
  }

  @Test
  void index_ofDtypeUint8_isAMask() {
    Tensor x = arange(3);
    assertEquals("tensor([0, 2])", x.get(tensor(new long[] {1, 0, 7}, Tensors.uint8)).toString());
    assertEquals(
        "tensors used as indices must be long, int, byte or bool tensors",
        assertThrows(
                IndexOutOfBoundsException.class, () -> x.get(tensor(new long[] {1}, Tensors.int16)))
            .getMessage());
  }

  @Test
  void indices_thatDoNotBroadcast_areNamed() {
    assertEquals(
        "shape mismatch: indexing tensors could not be broadcast together with shapes [2], [3]",
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> Tensors.zeros(3, 3).get(new int[] {0, 1}, new int[] {0, 1, 2}))
            .getMessage());
  }

  @Test
  void indexPut_oneValueThroughAMask_isCast() {
    Tensor mask = tensor(new boolean[] {true, false, true});
    assertEquals(
        "tensor([7, 1, 7])", arange(3).indexPut(List.of(mask), tensor(7.9), false).toString());
  }

  @Test
  void number_outOfBounds_namesTheDimensionOfTheWholeTensor() {
    assertEquals(
        "index 5 is out of bounds for dimension 1 with size 2",
        assertThrows(IndexOutOfBoundsException.class, () -> Tensors.zeros(3, 2).get(0, 5))
            .getMessage());
    assertEquals(
        "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++"
            + " to convert a 0-dim tensor to a number",
        assertThrows(IndexOutOfBoundsException.class, () -> tensor(1.0).get(0)).getMessage());
  }

  @Test
  void indexPut_valuesThatDoNotBroadcast_areRefused() {
    List<Tensor> at = List.of(tensor(new long[] {0, 0}));
    assertEquals(
        "shape mismatch: value tensor of shape [3] cannot be broadcast to indexing result of shape"
            + " [2]",
        assertThrows(IllegalArgumentException.class, () -> ones(4).indexPut_(at, ones(3), true))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> ones(4).indexPut(at, ones(2, 1), true));
  }

  @Test
  void slice_ofANumber_isRefused() {
    assertEquals(
        "slice() cannot be applied to a 0-dim tensor.",
        assertThrows(IllegalArgumentException.class, () -> tensor(1.0).get("0:1")).getMessage());
  }

  @Test
  void number_inATensorOfAnyIntegerDtype_isAnIndex() {
    assertEquals("tensor(2)", arange(3).get(tensor(2, Tensors.int16)).toString());
  }

  @Test
  void index_intoNothing_isRefused() {
    assertEquals(
        "index is out of bounds for dimension with size 0",
        assertThrows(IndexOutOfBoundsException.class, () -> zeros(0).get(new int[] {1}))
            .getMessage());
  }
}
