package rivulet.array;

import rivulet.array.Elementwise.Binary;

/// What a reduction does to a row, or to many columns at once.
final class Folds {
  private Folds() {}

  /// Reads the `count` elements from `offset` on, writes one result.
  @FunctionalInterface
  interface Row {
    void fold(Object from, int offset, int count, Object to, int at);
  }

  /// Reads `rows` times `count` elements, row by row, writes `count` results.
  @FunctionalInterface
  interface Columns {
    void fold(Object from, int offset, int rows, int count, Object to, int at);
  }

  /// Reads `parts` times `count` elements, the parts' starts `step` apart, writes one result.
  @FunctionalInterface
  interface Parts {
    void fold(Object from, int offset, int count, int parts, int step, Object to, int at);
  }

  /// Of float32.
  static final Parts SUM_OF_PARTS =
      (from, offset, count, parts, step, to, at) ->
          ((float[]) to)[at] = (float) FloatFolds.sum((float[]) from, offset, count, parts, step);

  static Row sum(DType dtype) {
    return switch (dtype) {
      case FLOAT32 ->
          (from, offset, count, to, at) ->
              ((float[]) to)[at] = (float) FloatFolds.sum((float[]) from, offset, count);
      case FLOAT64 ->
          (from, offset, count, to, at) ->
              ((double[]) to)[at] = DoubleFolds.sum((double[]) from, offset, count);
      case INT64 ->
          (from, offset, count, to, at) ->
              ((long[]) to)[at] = LongFolds.sum((long[]) from, offset, count);
      case INT32 ->
          (from, offset, count, to, at) ->
              ((int[]) to)[at] = IntFolds.sum((int[]) from, offset, count);
      default -> throw undefined("sum", dtype);
    };
  }

  static Columns sumColumns(DType dtype) {
    return switch (dtype) {
      case FLOAT32 ->
          (from, offset, rows, count, to, at) ->
              FloatFolds.sumColumns((float[]) from, offset, rows, count, (float[]) to, at);
      case FLOAT64 ->
          (from, offset, rows, count, to, at) ->
              DoubleFolds.sumColumns((double[]) from, offset, rows, count, (double[]) to, at);
      case INT64 ->
          (from, offset, rows, count, to, at) ->
              LongFolds.sumColumns((long[]) from, offset, rows, count, (long[]) to, at);
      case INT32 ->
          (from, offset, rows, count, to, at) ->
              IntFolds.sumColumns((int[]) from, offset, rows, count, (int[]) to, at);
      default -> throw undefined("sum", dtype);
    };
  }

  static Row extreme(DType dtype, boolean least) {
    return switch (dtype) {
      case FLOAT32 ->
          (from, offset, count, to, at) ->
              ((float[]) to)[at] = FloatFolds.extreme((float[]) from, offset, count, least);
      case FLOAT64 ->
          (from, offset, count, to, at) ->
              ((double[]) to)[at] = DoubleFolds.extreme((double[]) from, offset, count, least);
      case INT64 ->
          (from, offset, count, to, at) ->
              ((long[]) to)[at] = LongFolds.extreme((long[]) from, offset, count, least);
      case INT32 ->
          (from, offset, count, to, at) ->
              ((int[]) to)[at] = IntFolds.extreme((int[]) from, offset, count, least);
      default -> throw undefined("extreme", dtype);
    };
  }

  static Columns extremeColumns(DType dtype, boolean least) {
    InnerLoop better = Loops.binary(least ? Binary.MIN : Binary.MAX, dtype);
    int[] strides = {1, 1, 1};
    return (from, offset, rows, count, to, at) -> {
      System.arraycopy(from, offset, to, at, count);
      Object[] arrays = {to, to, from};
      for (int row = 1; row < rows; row++) {
        better.run(arrays, new int[] {at, at, offset + row * count}, strides, count);
      }
    };
  }

  /// The position of the first extreme, as int64.
  static Row position(DType dtype, boolean least) {
    return switch (dtype) {
      case FLOAT32 ->
          (from, offset, count, to, at) ->
              ((long[]) to)[at] = FloatFolds.position((float[]) from, offset, count, least);
      case FLOAT64 ->
          (from, offset, count, to, at) ->
              ((long[]) to)[at] = DoubleFolds.position((double[]) from, offset, count, least);
      case INT64 ->
          (from, offset, count, to, at) ->
              ((long[]) to)[at] = LongFolds.position((long[]) from, offset, count, least);
      case INT32 ->
          (from, offset, count, to, at) ->
              ((long[]) to)[at] = IntFolds.position((int[]) from, offset, count, least);
      default -> throw undefined("argmin", dtype);
    };
  }

  private static IllegalArgumentException undefined(String reduction, DType dtype) {
    return new IllegalArgumentException(reduction + " is not defined for " + dtype);
  }
}
