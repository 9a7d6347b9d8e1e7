package rivulet.array;

import java.util.Arrays;

/// Elements in a `double[]`.
final class DoubleElements implements Elements {
  private static final InnerLoop WHERE =
      new TwinLoop(
          DoubleElements::where,
          () -> DoubleVectorLoops.where(),
          DType.FLOAT64,
          DType.BOOL,
          DType.FLOAT64,
          DType.FLOAT64);

  static final DoubleElements INSTANCE = new DoubleElements();

  private DoubleElements() {}

  @Override
  public Object allocate(int length) {
    return new double[length];
  }

  @Override
  public Object single(Scalar value) {
    return new double[] {round(value)};
  }

  @Override
  public double getDouble(Object array, int index) {
    return ((double[]) array)[index];
  }

  @Override
  public long getLong(Object array, int index) {
    return (long) ((double[]) array)[index];
  }

  private static double round(Scalar value) {
    return value.asDouble();
  }

  @Override
  public void fill(Object array, int offset, int stride, int count, Scalar value) {
    double[] to = (double[]) array;
    double v = round(value);
    if (stride == 1) Arrays.fill(to, offset, offset + count, v);
    else for (int i = 0; i < count; i++) to[offset + i * stride] = v;
  }

  @Override
  public void copy(
      Object from,
      int fromOffset,
      int fromStride,
      Object to,
      int toOffset,
      int toStride,
      int count) {
    if (fromStride == 1 && toStride == 1) {
      System.arraycopy(from, fromOffset, to, toOffset, count);
      return;
    }
    double[] source = (double[]) from;
    double[] target = (double[]) to;
    for (int i = 0; i < count; i++) {
      target[toOffset + i * toStride] = source[fromOffset + i * fromStride];
    }
  }

  /// Eight rows at a time: what is read for them is on one cache line, or two.
  @Override
  public void transpose(
      Object from,
      int fromOffset,
      int fromStride,
      Object to,
      int toOffset,
      int toStride,
      int rows,
      int columns) {
    double[] source = (double[]) from;
    double[] target = (double[]) to;
    int eights = rows - rows % 8;
    for (int i = 0; i < eights; i += 8) {
      int from0 = fromOffset + i;
      int to0 = toOffset + i * toStride;
      int to1 = to0 + toStride;
      int to2 = to1 + toStride;
      int to3 = to2 + toStride;
      int to4 = to3 + toStride;
      int to5 = to4 + toStride;
      int to6 = to5 + toStride;
      int to7 = to6 + toStride;
      for (int j = 0; j < columns; j++) {
        int at = from0 + j * fromStride;
        target[to0 + j] = source[at];
        target[to1 + j] = source[at + 1];
        target[to2 + j] = source[at + 2];
        target[to3 + j] = source[at + 3];
        target[to4 + j] = source[at + 4];
        target[to5 + j] = source[at + 5];
        target[to6 + j] = source[at + 6];
        target[to7 + j] = source[at + 7];
      }
    }
    for (int i = eights; i < rows; i++) {
      copy(from, fromOffset + i, fromStride, to, toOffset + i * toStride, 1, columns);
    }
  }

  @Override
  public void toDoubles(Object from, int offset, int stride, int count, double[] to) {
    double[] source = (double[]) from;
    for (int i = 0; i < count; i++) to[i] = source[offset + i * stride];
  }

  @Override
  public void toLongs(Object from, int offset, int stride, int count, long[] to) {
    double[] source = (double[]) from;
    for (int i = 0; i < count; i++) to[i] = (long) source[offset + i * stride];
  }

  @Override
  public void fromDoubles(double[] from, Object to, int offset, int stride, int count) {
    double[] target = (double[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = from[i];
  }

  @Override
  public void fromLongs(long[] from, Object to, int offset, int stride, int count) {
    double[] target = (double[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = (double) from[i];
  }

  @Override
  public InnerLoop where() {
    return WHERE;
  }

  private static void where(Object[] arrays, int[] offsets, int[] strides, int count) {
    double[] to = (double[]) arrays[0];
    byte[] condition = (byte[]) arrays[1];
    double[] a = (double[]) arrays[2];
    double[] b = (double[]) arrays[3];
    for (int i = 0; i < count; i++) {
      boolean first = condition[offsets[1] + i * strides[1]] != 0;
      to[offsets[0] + i * strides[0]] =
          first ? a[offsets[2] + i * strides[2]] : b[offsets[3] + i * strides[3]];
    }
  }
}
