package rivulet.array;

import java.util.Arrays;

/// Copies with broadcasting and casts.
final class Copy {
  private static final int BLOCK = 512;

  /// Elements of a block of the parallel loop, about.
  private static final int TOGETHER = 1 << 14;

  private Copy() {}

  static void into(NDArray to, NDArray from) {
    if (to.numel() == 0) return;
    to.storage().settle();
    NDArray source = overlaps(to, from) ? from.copy() : from;
    if (to.dtype() == source.dtype()) same(to, source);
    else cast(to, source);
  }

  /// One storage may be read and written in one pass only where both see the same elements in the
  /// same order.
  private static boolean overlaps(NDArray to, NDArray from) {
    return to.storage() == from.storage() && !sameWindow(to, from);
  }

  static boolean sameWindow(NDArray a, NDArray b) {
    return a.offset() == b.offset()
        && a.shape().equals(b.shape())
        && Arrays.equals(a.strides(), b.strides());
  }

  /// In blocks along the first dimension.
  private static void same(NDArray to, NDArray from) {
    if (to.numel() <= TOGETHER) {
      elements(to, from);
      return;
    }
    NDArray source = from.expand(to.shape());
    int size = to.shape().size(0);
    int together = Math.max(1, (int) ((long) size * TOGETHER / to.numel()));
    Blocks.run(
        Math.ceilDiv(size, together),
        (long) (nanos(to, source) * to.numel()),
        block -> {
          int start = block * together;
          int end = Math.min(size, start + together);
          elements(to.slice(0, start, end, 1), source.slice(0, start, end, 1));
        });
  }

  /// What an element takes: next to nothing in rows, but not by itself.
  private static double nanos(NDArray to, NDArray from) {
    int last = to.rank() - 1;
    return to.stride(last) == 1 && from.stride(last) == 1 ? 0.1 : 0.4;
  }

  private static void elements(NDArray to, NDArray from) {
    Walk.copy(Elements.of(to.dtype()), to, from);
  }

  private static void cast(NDArray to, NDArray from) {
    Elements target = Elements.of(to.dtype());
    Elements source = Elements.of(from.dtype());
    int block = Math.min(BLOCK, to.numel());
    Walk.over(
        from.dtype().isFloatingPoint()
            ? throughDoubles(target, source, new double[block])
            : throughLongs(target, source, new long[block]),
        to,
        from);
  }

  private static InnerLoop throughDoubles(Elements target, Elements source, double[] block) {
    return (arrays, offsets, strides, count) -> {
      for (int i = 0; i < count; i += block.length) {
        int n = Math.min(block.length, count - i);
        source.toDoubles(arrays[1], offsets[1] + i * strides[1], strides[1], n, block);
        target.fromDoubles(block, arrays[0], offsets[0] + i * strides[0], strides[0], n);
      }
    };
  }

  private static InnerLoop throughLongs(Elements target, Elements source, long[] block) {
    return (arrays, offsets, strides, count) -> {
      for (int i = 0; i < count; i += block.length) {
        int n = Math.min(block.length, count - i);
        source.toLongs(arrays[1], offsets[1] + i * strides[1], strides[1], n, block);
        target.fromLongs(block, arrays[0], offsets[0] + i * strides[0], strides[0], n);
      }
    };
  }
}
