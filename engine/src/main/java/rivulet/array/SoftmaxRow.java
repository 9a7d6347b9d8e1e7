package rivulet.array;

import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// The steps of softmax on a row of floating-point numbers, and the memory that they share. The
/// result's array and offset come first.
final class SoftmaxRow {
  private static final int[] DENSE = {1, 1, 1};
  private static final int[] ONE = {1, 1};
  private static final int[] BY_NUMBER = {1, 1, 0};

  private final int count;
  private final Folds.Row greatest;
  private final Folds.Row sum;
  private final InnerLoop exp;
  private final InnerLoop sub;
  private final InnerLoop mul;
  private final InnerLoop div;
  private final Object number;
  private final Object temporary;

  /// For rows of this length.
  SoftmaxRow(DType dtype, int count) {
    this.count = count;
    this.greatest = Folds.extreme(dtype, false);
    this.sum = Folds.sum(dtype);
    this.exp = Loops.unary(Unary.EXP, dtype);
    this.sub = Loops.binary(Binary.SUB, dtype);
    this.mul = Loops.binary(Binary.MUL, dtype);
    this.div = Loops.binary(Binary.DIV, dtype);
    this.number = Elements.of(dtype).allocate(1);
    this.temporary = Elements.of(dtype).allocate(count);
  }

  void softmax(Object[] arrays, int[] offsets) {
    Object y = arrays[0];
    int at = offsets[0];
    shift(arrays, offsets);
    exp.run(new Object[] {y, y}, new int[] {at, at}, ONE, count);
    sum.fold(y, at, count, number, 0);
    byNumber(div, y, at, y, at);
  }

  void logSoftmax(Object[] arrays, int[] offsets) {
    Object y = arrays[0];
    int at = offsets[0];
    shift(arrays, offsets);
    exp.run(new Object[] {temporary, y}, new int[] {0, at}, ONE, count);
    sum.fold(temporary, 0, count, number, 0);
    logOfNumber();
    byNumber(sub, y, at, y, at);
  }

  private void shift(Object[] arrays, int[] offsets) {
    greatest.fold(arrays[1], offsets[1], count, number, 0);
    byNumber(sub, arrays[0], offsets[0], arrays[1], offsets[1]);
  }

  private void logOfNumber() {
    if (number instanceof float[] x) x[0] = FloatMath.log(x[0]);
    if (number instanceof double[] x) x[0] = DoubleMath.log(x[0]);
  }

  private void byNumber(InnerLoop loop, Object to, int at, Object from, int offset) {
    loop.run(new Object[] {to, from, number}, new int[] {at, offset, 0}, BY_NUMBER, count);
  }

  void softmaxGradient(Object[] arrays, int[] offsets) {
    Object result = arrays[0];
    int at = offsets[0];
    mul.run(arrays, offsets, DENSE, count);
    sum.fold(result, at, count, number, 0);
    byNumber(sub, result, at, arrays[1], offsets[1]);
    dense(mul, arrays, offsets, 0, 2);
  }

  void logSoftmaxGradient(Object[] arrays, int[] offsets) {
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
