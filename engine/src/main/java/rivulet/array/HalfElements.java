package rivulet.array;

import java.util.Arrays;

/// Floating-point elements of 16 bits in a `short[]`.
final class HalfElements implements Elements {
  static final HalfElements IEEE = new HalfElements(false);
  static final HalfElements BRAIN = new HalfElements(true);

  /// Whether the bits are the upper half of a float's.
  private final boolean upper;

  private HalfElements(boolean upper) {
    this.upper = upper;
  }

  private float value(short bits) {
    return upper ? Float.intBitsToFloat(bits << 16) : Float.float16ToFloat(bits);
  }

  private short bits(float value) {
    if (!upper) return Float.floatToFloat16(value);
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) return (short) 0x7FC0;
    return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
  }

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
    return value(((short[]) array)[index]);
  }

  @Override
  public long getLong(Object array, int index) {
    return (long) value(((short[]) array)[index]);
  }

  private short round(Scalar value) {
    return bits((float) (value.dtype() == DType.FLOAT64 ? value.asDouble() : value.asLong()));
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
    for (int i = 0; i < count; i++) to[i] = value(source[offset + i * stride]);
  }

  @Override
  public void toLongs(Object from, int offset, int stride, int count, long[] to) {
    short[] source = (short[]) from;
    for (int i = 0; i < count; i++) to[i] = (long) value(source[offset + i * stride]);
  }

  @Override
  public void fromDoubles(double[] from, Object to, int offset, int stride, int count) {
    short[] target = (short[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = bits((float) from[i]);
  }

  @Override
  public void fromLongs(long[] from, Object to, int offset, int stride, int count) {
    short[] target = (short[]) to;
    for (int i = 0; i < count; i++) target[offset + i * stride] = bits((float) from[i]);
  }

  @Override
  public InnerLoop where() {
    return HalfElements::where;
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
