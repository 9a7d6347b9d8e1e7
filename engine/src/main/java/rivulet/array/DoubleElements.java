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
