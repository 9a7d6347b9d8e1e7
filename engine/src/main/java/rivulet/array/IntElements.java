package rivulet.array;

import java.util.Arrays;

/// Elements in a `int[]`.
final class IntElements implements Elements {
  static final IntElements INSTANCE = new IntElements();

  private IntElements() {}

  @Override
  public Object allocate(int length) {
    return new int[length];
  }

  @Override
  public Object single(Scalar value) {
    return new int[] {round(value)};
  }

  @Override
  public double getDouble(Object array, int index) {
    return ((int[]) array)[index];
  }

  @Override
  public long getLong(Object array, int index) {
    return (long) ((int[]) array)[index];
  }

  private static int round(Scalar value) {
    return (int) value.asLong();
  }

  @Override
  public void fill(Object array, int offset, int stride, int count, Scalar value) {
    int[] to = (int[]) array;
    int v = round(value);
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
    int[] source = (int[]) from;
    int[] target = (int[]) to;
    for (int i = 0; i < count; i++) {
      target[toOffset + i * toStride] = source[fromOffset + i * fromStride];
    }
  }

  @Override
  public void toDoubles(Object from, int offset, int stride, int count, double[] to) {
    int[] source = (int[]) from;
    for (int i = 0; i < count; i++) to[i] = (double) source[offset + i * stride];
  }

  @Override
  public void toLongs(Object from, int offset, int stride, int count, long[] to) {
    int[] source = (int[]) from;
    for (int i = 0; i < count; i++) to[i] = (long) source[offset + i * stride];
  }

  @Override
  public void fromDoubles(double[] from, Object to, int offset, int stride, int count) {
    int[] target = (int[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = (int) from[i];
  }

  @Override
  public void fromLongs(long[] from, Object to, int offset, int stride, int count) {
    int[] target = (int[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = (int) from[i];
  }

  @Override
  public InnerLoop where() {
    return IntElements::where;
  }

  private static void where(Object[] arrays, int[] offsets, int[] strides, int count) {
    int[] to = (int[]) arrays[0];
    byte[] condition = (byte[]) arrays[1];
    int[] a = (int[]) arrays[2];
    int[] b = (int[]) arrays[3];
    for (int i = 0; i < count; i++) {
      boolean first = condition[offsets[1] + i * strides[1]] != 0;
      to[offsets[0] + i * strides[0]] =
          first ? a[offsets[2] + i * strides[2]] : b[offsets[3] + i * strides[3]];
    }
  }
}
