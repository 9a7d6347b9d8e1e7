package rivulet.array;

/// The innermost loop of an operation: operand `k` has its elements in `arrays[k]` at `offsets[k] +
/// i * strides[k]`, for `i` below `count`. Operand 0 is written to.
@FunctionalInterface
interface InnerLoop {
  void run(Object[] arrays, int[] offsets, int[] strides, int count);
}
