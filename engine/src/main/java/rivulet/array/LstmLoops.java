package rivulet.array;

import java.util.Arrays;
import rivulet.array.Elementwise.Unary;

/// The element-wise loops of [Lstm] for a dtype.
///
/// @param sigmoid over `y, x`
/// @param tanh over `y, x`
/// @param cell over `c, tanh(c), h, i, f, g, o, c before`
/// @param back over the gradients of what went into `i, f, g, o`, those of `c` (changed) and `h`,
///   then `i, f, g, o, tanh(c), c before`
record LstmLoops(InnerLoop sigmoid, InnerLoop tanh, InnerLoop cell, InnerLoop back) {
  static final int OF_CELL = 8;
  static final int OF_BACK = 12;

  private static final LstmLoops FLOATS =
      new LstmLoops(
          Loops.unary(Unary.SIGMOID, DType.FLOAT32),
          Loops.unary(Unary.TANH, DType.FLOAT32),
          new TwinLoop(FloatLstm::cell, () -> FloatVectorLstm::cell, same(DType.FLOAT32, OF_CELL)),
          new TwinLoop(FloatLstm::back, () -> FloatVectorLstm::back, same(DType.FLOAT32, OF_BACK)));

  private static final LstmLoops DOUBLES =
      new LstmLoops(
          Loops.unary(Unary.SIGMOID, DType.FLOAT64),
          Loops.unary(Unary.TANH, DType.FLOAT64),
          new TwinLoop(
              DoubleLstm::cell, () -> DoubleVectorLstm::cell, same(DType.FLOAT64, OF_CELL)),
          new TwinLoop(
              DoubleLstm::back, () -> DoubleVectorLstm::back, same(DType.FLOAT64, OF_BACK)));

  static LstmLoops of(DType dtype) {
    return dtype == DType.FLOAT32 ? FLOATS : DOUBLES;
  }

  private static DType[] same(DType dtype, int count) {
    DType[] dtypes = new DType[count];
    Arrays.fill(dtypes, dtype);
    return dtypes;
  }
}
