package rivulet.array;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A loop in two forms with the same bits: the plain one for all rows, and one in vector operations
/// for rows without gaps, once it is compiled; the plain one then takes what whole vectors leave.
final class TwinLoop implements InnerLoop {
  /// As many elements as the longest vectors hold.
  static final int SHORTEST = 64;

  private static final int SAMPLE = 384;

  private final InnerLoop plain;
  private final Supplier<@Nullable InnerLoop> maker;
  private final DType[] dtypes;
  private final Heat heat = new Heat(this::forms);
  private @Nullable InnerLoop vector;

  /// Operands have these dtypes; the maker of the vector form gives null where this machine has
  /// none.
  TwinLoop(InnerLoop plain, Supplier<@Nullable InnerLoop> maker, DType... dtypes) {
    this.plain = plain;
    this.maker = maker;
    this.dtypes = dtypes;
  }

  @Override
  public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
    InnerLoop loop = isRow(strides, count) && heat.isHot(count) ? vector : null;
    if (loop == null) plain.run(arrays, offsets, strides, count);
    else runInVectors(loop, arrays, offsets, strides, count);
  }

  /// Runs `loop` over whole vectors, and the plain form over what is left.
  void runInVectors(InnerLoop loop, Object[] arrays, int[] offsets, int[] strides, int count) {
    int rest = count % lanes();
    loop.run(arrays, offsets, strides, count - rest);
    if (rest > 0) plain.run(arrays, moved(offsets, strides, count - rest), strides, rest);
  }

  private int lanes() {
    return dtypes[dtypes.length - 1] == DType.FLOAT32
        ? FloatVectorLoops.LANES
        : DoubleVectorLoops.LANES;
  }

  private static int[] moved(int[] offsets, int[] strides, int count) {
    int[] moved = new int[offsets.length];
    for (int k = 0; k < moved.length; k++) moved[k] = offsets[k] + strides[k] * count;
    return moved;
  }

  /// Whether the result is a row, and the operands are rows or single numbers.
  private static boolean isRow(int[] strides, int count) {
    if (count < SHORTEST || strides[0] != 1) return false;
    for (int k = 1; k < strides.length; k++) if ((strides[k] & ~1) != 0) return false;
    return true;
  }

  Heat.@Nullable Forms forms() {
    InnerLoop loop = maker.get();
    if (loop == null) return null;
    vector = loop;
    return new Heat.Forms(sample(plain), sample(loop));
  }

  /// Operands start at different places, as they do in a fused loop.
  private Runnable sample(InnerLoop loop) {
    Object[] arrays = new Object[dtypes.length];
    int[] offsets = new int[arrays.length];
    int[] strides = new int[arrays.length];
    for (int k = 0; k < arrays.length; k++) {
      arrays[k] = sample(dtypes[k], SAMPLE + arrays.length);
      offsets[k] = k;
    }
    Arrays.fill(strides, 1);
    return () -> loop.run(arrays, offsets, strides, SAMPLE);
  }

  private static Object sample(DType dtype, int length) {
    double[] ramp = new double[length];
    for (int i = 0; i < length; i++) ramp[i] = 16.0 * i / length - 8;
    Elements elements = Elements.of(dtype);
    Object array = elements.allocate(length);
    elements.fromDoubles(ramp, array, 0, 1, length);
    return array;
  }
}
