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

  /// The result, or null where the operand has to go the long way.
  static @Nullable NDArray unary(Unary op, NDArray a, DType dtype) {
    if (!goes(a, dtype)) return null;
    int n = a.numel();
    Object c = Elements.of(dtype).allocate(n);
    try {
      Object x = a.storage().elements();
      switch (dtype) {
        case FLOAT32 -> FloatLoops.tiny(op, (float[]) c, (float[]) x, a.offset(), n);
        case FLOAT64 -> DoubleLoops.tiny(op, (double[]) c, (double[]) x, a.offset(), n);
        case INT64 -> LongLoops.tiny(op, (long[]) c, (long[]) x, a.offset(), n);
        default -> IntLoops.tiny(op, (int[]) c, (int[]) x, a.offset(), n);
      }
    } finally {
      Reference.reachabilityFence(a);
    }
    return NDArray.wrap(c, a.shape(), dtype);
  }

  /// The result, or null where the operands have to go the long way.
  static @Nullable NDArray binary(Binary op, NDArray a, NDArray b, DType dtype) {
    NDArray like = a.numel() > 1 || a.rank() > b.rank() ? a : b;
    if (!goes(a, dtype) || !goes(b, dtype) || !fits(a, like) || !fits(b, like)) return null;
    Object c = Elements.of(dtype).allocate(like.numel());
    run(op, dtype, c, 0, a, b, like.numel());
    return NDArray.wrap(c, like.shape(), dtype);
  }

  /// The result with a number as the second operand, or null where the first has to go the long
  /// way.
  static @Nullable NDArray binary(Binary op, NDArray a, Scalar b, DType dtype) {
    if (!goes(a, dtype)) return null;
    Object c = Elements.of(dtype).allocate(a.numel());
    Object y = Elements.of(dtype).single(b);
    try {
      run(op, dtype, c, 0, a.storage().elements(), a.offset(), 1, y, 0, 0, a.numel());
    } finally {
      Reference.reachabilityFence(a);
    }
    return NDArray.wrap(c, a.shape(), dtype);
  }

  /// The result with a number as the first operand, or null where the second has to go the long
  /// way.
  static @Nullable NDArray binary(Binary op, Scalar a, NDArray b, DType dtype) {
    if (!goes(b, dtype)) return null;
    Object c = Elements.of(dtype).allocate(b.numel());
    Object x = Elements.of(dtype).single(a);
    try {
      run(op, dtype, c, 0, x, 0, 0, b.storage().elements(), b.offset(), 1, b.numel());
    } finally {
      Reference.reachabilityFence(b);
    }
    return NDArray.wrap(c, b.shape(), dtype);
  }

  /// Does `a = a op b`, unless the operands have to go the long way.
  ///
  /// @return whether it did
  static boolean inPlace(Binary op, NDArray a, NDArray b, DType dtype) {
    if (!goes(a, dtype) || !goes(b, dtype) || a.storage() == b.storage() || !fits(b, a)) {
      return false;
    }
    run(op, dtype, a.storage().elements(), a.offset(), a, b, a.numel());
    return true;
  }

  private static boolean goes(NDArray a, DType dtype) {
    return a.numel() <= LIMIT && a.dtype() == dtype && a.isContiguous() && hasLoops(dtype);
  }

  private static boolean hasLoops(DType dtype) {
    return dtype == DType.FLOAT32
        || dtype == DType.FLOAT64
        || dtype == DType.INT64
        || dtype == DType.INT32;
  }

  private static boolean fits(NDArray a, NDArray like) {
    return a == like
        || (a.numel() == 1 && a.rank() <= like.rank())
        || a.shape().equals(like.shape());
  }

  private static void run(Binary op, DType dtype, Object c, int co, NDArray a, NDArray b, int n) {
    int as = a.numel() == 1 ? 0 : 1;
    int bs = b.numel() == 1 ? 0 : 1;
    try {
      Object x = a.storage().elements();
      Object y = b.storage().elements();
      run(op, dtype, c, co, x, a.offset(), as, y, b.offset(), bs, n);
    } finally {
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
    }
  }

  private static void run(
      Binary op,
      DType dtype,
      Object c,
      int co,
      Object x,
      int xo,
      int xs,
      Object y,
      int yo,
      int ys,
      int n) {
    switch (dtype) {
      case FLOAT32 ->
          FloatLoops.tiny(op, (float[]) c, co, (float[]) x, xo, xs, (float[]) y, yo, ys, n);
      case FLOAT64 ->
          DoubleLoops.tiny(op, (double[]) c, co, (double[]) x, xo, xs, (double[]) y, yo, ys, n);
      case INT64 -> LongLoops.tiny(op, (long[]) c, co, (long[]) x, xo, xs, (long[]) y, yo, ys, n);
      default -> IntLoops.tiny(op, (int[]) c, co, (int[]) x, xo, xs, (int[]) y, yo, ys, n);
    }
  }
}
