package rivulet.array;

import org.jspecify.annotations.Nullable;

/// Where the elements of an operand or a result of a [FusedLoop] are: in an array from `offset` on,
/// or, those of one block, in a piece of a thread's scratch memory.
///
/// @param piece of scratch memory, where `array` is null
/// @param step from one element to the next, 1 or 0
record FusedPlace(@Nullable Object array, int piece, int offset, int step) {
  static FusedPlace of(Object array, int offset, int step) {
    return new FusedPlace(array, -1, offset, step);
  }

  static FusedPlace of(int piece) {
    return new FusedPlace(null, piece, 0, 1);
  }

  Object array(Object[] memory) {
    return array == null ? memory[piece] : array;
  }

  /// How far an element lies behind the one before it, from block to block.
  int move() {
    return array == null ? 0 : step;
  }
}
