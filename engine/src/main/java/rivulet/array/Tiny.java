package rivulet.array;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Unary;

/// A way of their own for results of a few elements.
///
/// It saves what a walk costs, and keeps the big loops' profiles clean: a loop that HotSpot has
/// first seen with one element is compiled without unrolling, for good. Both apply the same
/// functions, so that bits do not depend on the size.
final class Tiny {
  /// The most elements that go this way.
  private static final int LIMIT = 16;

  private Tiny() {}

  /// The result, or null where the operands have to go the long way.
  static @Nullable NDArray unary(Unary op, NDArray a, DType dtype) {
    if (a.numel() > LIMIT || a.dtype() != dtype || !a.isContiguous()) return null;
    try {
      return unary(op, a, a.storage().elements());
    } finally {
      Reference.reachabilityFence(a);
    }
  }

  private static @Nullable NDArray unary(Unary op, NDArray a, Object x) {
    return switch (a.dtype()) {
      case FLOAT32 -> wrap(a, FloatLoops.tiny(op, (float[]) x, a.offset(), a.numel()));
      case FLOAT64 -> wrap(a, DoubleLoops.tiny(op, (double[]) x, a.offset(), a.numel()));
      case INT64 -> wrap(a, LongLoops.tiny(op, (long[]) x, a.offset(), a.numel()));
      case INT32 -> wrap(a, IntLoops.tiny(op, (int[]) x, a.offset(), a.numel()));
      default -> null;
    };
  }

  /// The result, or null where the operands have to go the long way.
  static @Nullable NDArray binary(Binary op, NDArray a, NDArray b, DType dtype) {
    NDArray like = a.numel() > 1 || a.rank() > b.rank() ? a : b;
    if (like.numel() > LIMIT || a.dtype() != dtype || b.dtype() != dtype) return null;
    if (!fits(a, like) || !fits(b, like)) return null;
    try {
      return binary(op, like, a, a.storage().elements(), b, b.storage().elements());
    } finally {
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
    }
  }

  private static boolean fits(NDArray a, NDArray like) {
    return a.isContiguous()
        && (a == like
            || (a.numel() == 1 && a.rank() <= like.rank())
            || a.shape().equals(like.shape()));
  }

  private static @Nullable NDArray binary(
      Binary op, NDArray like, NDArray a, Object x, NDArray b, Object y) {
    int ao = a.offset();
    int bo = b.offset();
    int as = a.numel() == 1 ? 0 : 1;
    int bs = b.numel() == 1 ? 0 : 1;
    int n = like.numel();
    return switch (like.dtype()) {
      case FLOAT32 -> wrap(like, FloatLoops.tiny(op, (float[]) x, ao, as, (float[]) y, bo, bs, n));
      case FLOAT64 ->
          wrap(like, DoubleLoops.tiny(op, (double[]) x, ao, as, (double[]) y, bo, bs, n));
      case INT64 -> wrap(like, LongLoops.tiny(op, (long[]) x, ao, as, (long[]) y, bo, bs, n));
      case INT32 -> wrap(like, IntLoops.tiny(op, (int[]) x, ao, as, (int[]) y, bo, bs, n));
      default -> null;
    };
  }

  private static NDArray wrap(NDArray like, Object elements) {
    return NDArray.wrap(elements, like.shape(), like.dtype());
  }
}
