package rivulet.array;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A thread's small arrays to be used again: they are in its cache still, where a fresh one comes
/// from memory. At most [#MOST] of a length are kept, about a megabyte a dtype.
final class SmallArrays {
  private static final int MOST = 8;
  private static final ThreadLocal<SmallArrays> OWN = ThreadLocal.withInitial(SmallArrays::new);

  private final Map<DType, @Nullable Stack[]> stacks = new EnumMap<>(DType.class);

  private static final class Stack {
    private final @Nullable Object[] arrays = new @Nullable Object[MOST];
    private int count;
  }

  private SmallArrays() {}

  /// The calling thread's.
  static SmallArrays own() {
    return OWN.get();
  }

  /// An array of this size, with whatever it was left with, or null.
  @Nullable Object take(Pool.SizeClass size) {
    Stack stack = stack(size);
    if (stack.count == 0) return null;
    Object array = stack.arrays[--stack.count];
    stack.arrays[stack.count] = null;
    return array;
  }

  /// Takes an array that nobody uses any more.
  void give(Object array, Pool.SizeClass size) {
    Stack stack = stack(size);
    if (stack.count < MOST) stack.arrays[stack.count++] = array;
  }

  private Stack stack(Pool.SizeClass size) {
    @Nullable Stack[] byLength = stacks.get(size.dtype());
    if (byLength == null) {
      byLength = new @Nullable Stack[4 * Integer.SIZE];
      stacks.put(size.dtype(), byLength);
    }
    int index = index(size.length());
    Stack stack = byLength[index];
    if (stack == null) {
      stack = new Stack();
      byLength[index] = stack;
    }
    return stack;
  }

  /// Lengths of size classes differ in their highest bit and the two below it.
  private static int index(int length) {
    int power = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length);
    return 4 * power + ((length >> (power - 2)) & 3);
  }
}
