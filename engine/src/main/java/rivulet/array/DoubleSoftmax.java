package rivulet.array;

import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// Softmax of rows of `double[]`, by the loops of element-wise operations.
final class DoubleSoftmax implements SoftmaxRow {
  private static final int[] DENSE = {1, 1, 1};
  private static final int[] ONE = {1, 1};
  private static final int[] BY_NUMBER = {1, 1, 0};

  private final int count;
  private final double factor;
  private final Folds.Row greatest;
  private final Folds.Row sum;
  private final InnerLoop exp;
  private final InnerLoop sub;
  private final InnerLoop mul;
  private final InnerLoop div;
  private final double[] number = new double[1];
  private final double[] room;

  DoubleSoftmax(int count, double factor) {
    DType dtype = DType.FLOAT64;
    this.count = count;
    this.factor = factor;
    this.greatest = Folds.extreme(dtype, false);
    this.sum = Folds.sum(dtype);
    this.exp = Loops.unary(Unary.EXP, dtype);
    this.sub = Loops.binary(Binary.SUB, dtype);
    this.mul = Loops.binary(Binary.MUL, dtype);
    this.div = Loops.binary(Binary.DIV, dtype);
    this.room = new double[count];
  }

  @Override
  public void softmax(Object[] arrays, int[] offsets) {
    Object y = arrays[0];
    int at = offsets[0];
    scale(arrays[1], offsets[1], y, at);
    shift(y, at, y, at);
    exp.run(new Object[] {y, y}, new int[] {at, at}, ONE, count);
    sum.fold(y, at, count, number, 0);
    byNumber(div, y, at, y, at);
  }

  @Override
  public void logSoftmax(Object[] arrays, int[] offsets) {
    Object y = arrays[0];
    int at = offsets[0];
    shift(arrays[1], offsets[1], y, at);
    exp.run(new Object[] {room, y}, new int[] {0, at}, ONE, count);
    sum.fold(room, 0, count, number, 0);
    number[0] = DoubleMath.log(number[0]);
    byNumber(sub, y, at, y, at);
  }

  private void scale(Object from, int offset, Object to, int at) {
    number[0] = factor;
    byNumber(mul, to, at, from, offset);
  }

  private void shift(Object from, int offset, Object to, int at) {
    greatest.fold(from, offset, count, number, 0);
    byNumber(sub, to, at, from, offset);
  }

  private void byNumber(InnerLoop loop, Object to, int at, Object from, int offset) {
    loop.run(new Object[] {to, from, number}, new int[] {at, offset, 0}, BY_NUMBER, count);
  }

  @Override
  public void softmaxGradient(Object[] arrays, int[] offsets) {
    Object result = arrays[0];
    int at = offsets[0];
    Object[] products = {room, arrays[1], arrays[2]};
    mul.run(products, new int[] {0, offsets[1], offsets[2]}, DENSE, count);
    sum.fold(room, 0, count, number, 0);
    byNumber(sub, result, at, arrays[1], offsets[1]);
    dense(mul, arrays, offsets, 0, 2);
    scale(result, at, result, at);
  }

  @Override
  public void logSoftmaxGradient(Object[] arrays, int[] offsets) {
    Object result = arrays[0];
    int at = offsets[0];
    exp.run(new Object[] {result, arrays[2]}, new int[] {at, offsets[2]}, ONE, count);
    sum.fold(arrays[1], offsets[1], count, number, 0);
    byNumber(mul, result, at, result, at);
    dense(sub, arrays, offsets, 1, 0);
  }

  /// The result from two operands, of which it may be one.
  private void dense(InnerLoop loop, Object[] arrays, int[] offsets, int a, int b) {
    Object[] operands = {arrays[0], arrays[a], arrays[b]};
    loop.run(operands, new int[] {offsets[0], offsets[a], offsets[b]}, DENSE, count);
  }
}
