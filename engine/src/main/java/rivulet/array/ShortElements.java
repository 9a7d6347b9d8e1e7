package rivulet.array;

import java.util.Arrays;

/// Elements in a `short[]`.
final class ShortElements implements Elements {
  static final ShortElements INSTANCE = new ShortElements();

  private ShortElements() {}

  @Override
  public Object allocate(int length) {
    return new short[length];
  }

  @Override
  public Object single(Scalar value) {
    return new short[] {round(value)};
  }

  @Override
  public double getDouble(Object array, int index) {
    return ((short[]) array)[index];
  }

  @Override
  public long getLong(Object array, int index) {
    return (long) ((short[]) array)[index];
  }

  private static short round(Scalar value) {
    return (short) value.asLong();
  }

  @Override
  public void fill(Object array, int offset, int stride, int count, Scalar value) {
    short[] to = (short[]) array;
    short v = round(value);
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
    short[] source = (short[]) from;
    short[] target = (short[]) to;
    for (int i = 0; i < count; i++) {
      target[toOffset + i * toStride] = source[fromOffset + i * fromStride];
    }
  }

  @Override
  public void toDoubles(Object from, int offset, int stride, int count, double[] to) {
    short[] source = (short[]) from;
    for (int i = 0; i < count; i++) to[i] = (double) source[offset + i * stride];
  }

  @Override
  public void toLongs(Object from, int offset, int stride, int count, long[] to) {
    short[] source = (short[]) from;
    for (int i = 0; i < count; i++) to[i] = (long) source[offset + i * stride];
  }

  @Override
  public void fromDoubles(double[] from, Object to, int offset, int stride, int count) {
    short[] target = (short[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = (short) from[i];
  }

  @Override
  public void fromLongs(long[] from, Object to, int offset, int stride, int count) {
    short[] target = (short[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = (short) from[i];
  }

  @Override
  public InnerLoop where() {
    return ShortElements::where;
  }

  private static void where(Object[] arrays, int[] offsets, int[] strides, int count) {
    short[] to = (short[]) arrays[0];
    byte[] condition = (byte[]) arrays[1];
    short[] a = (short[]) arrays[2];
    short[] b = (short[]) arrays[3];
    for (int i = 0; i < count; i++) {
      boolean first = condition[offsets[1] + i * strides[1]] != 0;
      to[offsets[0] + i * strides[0]] =
          first ? a[offsets[2] + i * strides[2]] : b[offsets[3] + i * strides[3]];
    }
  }
}
