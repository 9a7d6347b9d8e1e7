package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The dtypes of 8 and 16 bits, which are computed in wider ones.
class NarrowDTypesTest {
  private static NDArray array(DType dtype, double... values) {
    return NDArray.of(values, Shape.of(values.length)).to(dtype);
  }

  @Test
  void promote_ofTwoThatHoldEachOtherInPart_isTheNextWider() {
    assertEquals(DType.INT16, DType.UINT8.promote(DType.INT8));
    assertEquals(DType.FLOAT32, DType.FLOAT16.promote(DType.BFLOAT16));
    assertEquals(DType.BFLOAT16, DType.BFLOAT16.promote(DType.INT64));
  }

  @Test
  void add_ofIntegers_wrapsAtTheirWidth() {
    for (var dtype : new DType[] {DType.UINT8, DType.INT8, DType.INT16}) {
      NDArray a = array(dtype, 127, 100);
      NDArray sum = Elementwise.apply(Elementwise.Binary.MUL, a, a, dtype);
      long[] expected =
          switch (dtype) {
            case UINT8 -> new long[] {1, 16};
            case INT8 -> new long[] {1, 16};
            default -> new long[] {16129, 10000};
          };
      assertArrayEquals(expected, sum.toLongs(), dtype.toString());
    }
  }

  @Test
  void uint8_readsUnsigned() {
    assertArrayEquals(new long[] {255, 128}, array(DType.UINT8, 255, 128).toLongs());
    assertArrayEquals(new long[] {-1, -128}, array(DType.INT8, 255, 128).toLongs());
  }

  @Test
  void halves_roundToTheNearestEven() {
    assertArrayEquals(
        new double[] {1, 1.0078125, 3.140625, -0.0, Double.POSITIVE_INFINITY, Double.NaN},
        array(DType.BFLOAT16, 1.00390625, 1.005859375, Math.PI, -0.0, 3.4e38, Double.NaN)
            .toDoubles());
    assertArrayEquals(
        new double[] {1, 3.140625, 65504, Double.POSITIVE_INFINITY, Double.NaN},
        array(DType.FLOAT16, 1.0001, Math.PI, 65504, 65520, Double.NaN).toDoubles());
  }

  @Test
  void sum_ofHalves_isAccumulatedWide() {
    NDArray ones = NDArray.full(Shape.of(1000), DType.BFLOAT16, Scalar.of(1L));
    assertEquals(1000, Reduction.sum(ones, new int[] {0}, false, DType.BFLOAT16).getDouble(0));
  }

  @Test
  void mm_ofHalves_isAccumulatedWide() {
    NDArray row = NDArray.full(Shape.of(1, 512), DType.BFLOAT16, Scalar.of(1L));
    NDArray product = MatMul.mm(row, row.transpose(0, 1));
    assertEquals(DType.BFLOAT16, product.dtype());
    assertEquals(512, product.getDouble(0));
  }
}
