package rivulet.array;

import java.util.Arrays;

/// Elements in a `byte[]`: signed or unsigned integers.
final class ByteElements implements Elements {
  static final ByteElements SIGNED = new ByteElements(0xFFFFFFFF);
  static final ByteElements UNSIGNED = new ByteElements(0xFF);

  /// Takes the bits of a sign-extended byte that count.
  private final int mask;

  private ByteElements(int mask) {
    this.mask = mask;
  }

  @Override
  public Object allocate(int length) {
    return new byte[length];
  }

  @Override
  public Object single(Scalar value) {
    return new byte[] {round(value)};
  }

  @Override
  public double getDouble(Object array, int index) {
    return ((byte[]) array)[index] & mask;
  }

  @Override
  public long getLong(Object array, int index) {
    return (long) (((byte[]) array)[index] & mask);
  }

  private static byte round(Scalar value) {
    return (byte) value.asLong();
  }

  @Override
  public void fill(Object array, int offset, int stride, int count, Scalar value) {
    byte[] to = (byte[]) array;
    byte v = round(value);
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
    byte[] source = (byte[]) from;
    byte[] target = (byte[]) to;
    for (int i = 0; i < count; i++) {
      target[toOffset + i * toStride] = source[fromOffset + i * fromStride];
    }
  }

  @Override
  public void toDoubles(Object from, int offset, int stride, int count, double[] to) {
    byte[] source = (byte[]) from;
    for (int i = 0; i < count; i++) to[i] = (double) (source[offset + i * stride] & mask);
  }

  @Override
  public void toLongs(Object from, int offset, int stride, int count, long[] to) {
    byte[] source = (byte[]) from;
    for (int i = 0; i < count; i++) to[i] = (long) (source[offset + i * stride] & mask);
  }

  @Override
  public void fromDoubles(double[] from, Object to, int offset, int stride, int count) {
    byte[] target = (byte[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = (byte) from[i];
  }

  @Override
  public void fromLongs(long[] from, Object to, int offset, int stride, int count) {
    byte[] target = (byte[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = (byte) from[i];
  }

  @Override
  public InnerLoop where() {
    return ByteElements::where;
  }

  private static void where(Object[] arrays, int[] offsets, int[] strides, int count) {
    byte[] to = (byte[]) arrays[0];
    byte[] condition = (byte[]) arrays[1];
    byte[] a = (byte[]) arrays[2];
    byte[] b = (byte[]) arrays[3];
    for (int i = 0; i < count; i++) {
      boolean first = condition[offsets[1] + i * strides[1]] != 0;
      to[offsets[0] + i * strides[0]] =
          first ? a[offsets[2] + i * strides[2]] : b[offsets[3] + i * strides[3]];
    }
  }
}
