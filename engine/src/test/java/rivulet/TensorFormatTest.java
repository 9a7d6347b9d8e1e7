package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static rivulet.Tensors.arange;
import static rivulet.Tensors.bool;
import static rivulet.Tensors.float64;
import static rivulet.Tensors.int32;
import static rivulet.Tensors.int64;
import static rivulet.Tensors.ones;
import static rivulet.Tensors.setPrintOptions;
import static rivulet.Tensors.tensor;
import static rivulet.Tensors.zeros;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorFormatTest {
  @AfterEach
  void usualOptions() {
    setPrintOptions(PrintOptions.DEFAULT);
  }

  private static void assertText(String expected, Tensor tensor) {
    assertEquals(expected, tensor.toString());
  }

  @Test
  void wholeNumbers_endInADot() {
    assertText("tensor([ 1., -2.,  0.])", tensor(new double[] {1, -2, 0}));
  }

  @Test
  void fourDigits_roundHalfToEvenOfTheExactValue() {
    assertText("tensor(0.3333, dtype=torch.float64)", tensor(0.33335, float64));
    assertText("tensor(2.5000)", tensor(2.5));
  }

  @Test
  void wideRange_turnsScientific() {
    assertText("tensor([1.0000e+00, 1.0000e+05])", tensor(new double[] {1, 1e5}));
    assertText("tensor(1.0000e-05)", tensor(1e-5));
    assertText("tensor(1.0000e+09)", tensor(1e9));
  }

  @Test
  void infinityAndNan_doNotCountForTheWidth() {
    assertText(
        "tensor([inf, nan, 1.])", tensor(new double[] {Double.POSITIVE_INFINITY, Double.NaN, 1}));
    assertText("tensor([-0., 0.])", tensor(new double[] {-0.0, 0.0}));
  }

  @Test
  void suffixes_tellDtypeAndHistory() {
    assertText("tensor([1, 1], dtype=torch.int32)", ones(new int[] {2}, int32));
    assertText("tensor(1., requires_grad=True)", tensor(1.0).requiresGrad_());
    assertText("tensor(2., grad_fn=<MulBackward0>)", tensor(1.0).requiresGrad_().mul(2));
    assertText("tensor([True])", ones(new int[] {1}, bool));
  }

  @Test
  void empty_tellsItsSize() {
    assertText("tensor([])", zeros(0));
    assertText("tensor([], size=(0, 3))", zeros(0, 3));
    assertText("tensor([], dtype=torch.int64)", zeros(new int[] {0}, int64));
  }

  @Test
  void longRows_wrapAtEightyColumns() {
    assertText(
        """
        tensor([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17,
                18, 19])\
        """,
        arange(20));
  }

  @Test
  void manyElements_areSummarised() {
    assertText("tensor([   0,    1,    2,  ..., 1998, 1999, 2000])", arange(2001));
  }

  @Test
  void dimensions_nest() {
    assertText("tensor([[[0., 0.]],\n\n        [[0., 0.]]])", zeros(2, 1, 2));
  }

  @Test
  void longSuffix_goesOnALineOfItsOwn() {
    String text = ones(2, 11).div(3).requiresGrad_().toString();
    assertEquals(
        """
        tensor([[0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333,
                 0.3333, 0.3333],
                [0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333,
                 0.3333, 0.3333]], requires_grad=True)\
        """,
        text);
    assertText(
        """
        tensor([0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333, 0.3333],
               requires_grad=True)\
        """,
        ones(8).div(3).requiresGrad_());
  }

  @Test
  void options_change() {
    setPrintOptions(PrintOptions.DEFAULT.precision(2));
    assertText("tensor(0.33)", tensor(1.0 / 3));
    setPrintOptions(PrintOptions.DEFAULT.sciMode(true));
    assertText("tensor(3.3333e-01)", tensor(1.0 / 3));
    setPrintOptions(PrintOptions.DEFAULT.threshold(4).edgeitems(1));
    assertText("tensor([0,  ..., 9])", arange(10));
  }
}
