package rivulet.array;

import java.util.Arrays;

/// Elements in a `long[]`.
final class LongElements implements Elements {
  static final LongElements INSTANCE = new LongElements();

  private LongElements() {}

  @Override
  public Object allocate(int length) {
    return new long[length];
  }

  @Override
  public Object single(Scalar value) {
    return new long[] {round(value)};
  }

  @Override
  public double getDouble(Object array, int index) {
    return ((long[]) array)[index];
  }

  @Override
  public long getLong(Object array, int index) {
    return ((long[]) array)[index];
  }

  private static long round(Scalar value) {
    return value.asLong();
  }

  @Override
  public void fill(Object array, int offset, int stride, int count, Scalar value) {
    long[] to = (long[]) array;
    long v = round(value);
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
    long[] source = (long[]) from;
    long[] target = (long[]) to;
    for (int i = 0; i < count; i++) {
      target[toOffset + i * toStride] = source[fromOffset + i * fromStride];
    }
  }

  @Override
  public void toDoubles(Object from, int offset, int stride, int count, double[] to) {
    long[] source = (long[]) from;
    for (int i = 0; i < count; i++) to[i] = (double) source[offset + i * stride];
  }

  @Override
  public void toLongs(Object from, int offset, int stride, int count, long[] to) {
    long[] source = (long[]) from;
    for (int i = 0; i < count; i++) to[i] = source[offset + i * stride];
  }

  @Override
  public void fromDoubles(double[] from, Object to, int offset, int stride, int count) {
    long[] target = (long[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = (long) from[i];
  }

  @Override
  public void fromLongs(long[] from, Object to, int offset, int stride, int count) {
    long[] target = (long[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = from[i];
  }

  @Override
  public InnerLoop where() {
    return LongElements::where;
  }

  private static void where(Object[] arrays, int[] offsets, int[] strides, int count) {
    long[] to = (long[]) arrays[0];
    byte[] condition = (byte[]) arrays[1];
    long[] a = (long[]) arrays[2];
    long[] b = (long[]) arrays[3];
    for (int i = 0; i < count; i++) {
      boolean first = condition[offsets[1] + i * strides[1]] != 0;
      to[offsets[0] + i * strides[0]] =
          first ? a[offsets[2] + i * strides[2]] : b[offsets[3] + i * strides[3]];
    }
  }
}
