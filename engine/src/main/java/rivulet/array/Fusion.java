package rivulet.array;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.Elementwise.Comparison;
import rivulet.array.Elementwise.Unary;

/// Element-wise operations that wait until somebody asks for their elements, so that a chain of
/// them is one loop over memory.
///
/// Nothing but the time of the computation tells: an array that is about to be written to has those
/// computed before that read it ([Storage#settle]), and bits do not depend on what was fused, as
/// every operation runs its own loop, over blocks that stay in a core's first-level cache.
final class Fusion {
  /// The fewest elements that are worth it: where they fit the cache there is little to win. Set by
  /// the system property `rivulet.fusion.smallest`, for tests.
  private static final int SMALLEST = Integer.getInteger("rivulet.fusion.smallest", 1 << 15);

  private Fusion() {}

  /// The result, or null where the operation has to run now.
  static @Nullable NDArray unary(Unary op, NDArray a, DType result) {
    if (a.numel() < SMALLEST || !takes(a, result)) return null;
    return result(op, Loops.fused(op, result), a.shape(), result, a);
  }

  /// The result, or null where the operation has to run now.
  static @Nullable NDArray binary(Binary op, NDArray a, NDArray b, DType result) {
    if (isSmall(a, b) || !takes(a, result) || !takes(b, result)) return null;
    Shape shape = a.shape().broadcast(b.shape());
    return result(op, Loops.fused(op, result), shape, result, a, b);
  }

  /// The result, or null where the operation has to run now.
  static @Nullable NDArray compare(Comparison op, NDArray a, NDArray b, DType compute) {
    if (isSmall(a, b) || !takes(a, compute) || !takes(b, compute)) return null;
    Shape shape = a.shape().broadcast(b.shape());
    return result(null, Loops.comparison(op, compute), shape, DType.BOOL, a, b);
  }

  /// The result, or null where the operation has to run now.
  static @Nullable NDArray where(NDArray condition, NDArray a, NDArray b, DType result) {
    if (condition.numel() < SMALLEST || condition.dtype() != DType.BOOL) return null;
    if (!takes(a, result) || !takes(b, result)) return null;
    Shape shape = condition.shape().broadcast(a.shape()).broadcast(b.shape());
    return result(null, Elements.of(result).where(), shape, result, condition, a, b);
  }

  private static boolean isSmall(NDArray a, NDArray b) {
    return a.numel() < SMALLEST && b.numel() < SMALLEST;
  }

  private static boolean takes(NDArray a, DType dtype) {
    return a.dtype() == dtype && (dtype == DType.FLOAT32 || dtype == DType.FLOAT64);
  }

  private static @Nullable NDArray result(
      @Nullable Enum<?> op, InnerLoop loop, Shape shape, DType dtype, NDArray... arrays) {
    Enum<?> link = op != null && Chain.takes(op, dtype) ? op : null;
    List<Expression.Operand> operands = new ArrayList<>(arrays.length);
    for (NDArray array : arrays) {
      int step = step(array, shape);
      if (step < 0) return null;
      operands.add(new Expression.Operand(array.storage(), array.offset(), step));
    }
    return NDArray.due(Expression.storage(link, loop, dtype, shape, operands), dtype, shape);
  }

  /// From element to element of an operand, in the order of the result's; negative where that is
  /// not 1 or 0 throughout.
  private static int step(NDArray a, Shape shape) {
    if (a.isContiguous() && a.numel() == shape.numel()) return 1;
    for (int dim = 0; dim < a.rank(); dim++) {
      if (a.stride(dim) != 0 && a.shape().size(dim) > 1) return -1;
    }
    return 0;
  }
}
