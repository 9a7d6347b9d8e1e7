package rivulet.array.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The array of numbered arguments that a primitive is run with.
final class ExecutionArguments {
  /// A number, padding, and an address.
  private static final long BYTES = 16;

  private final MemorySegment array;
  private int count;

  ExecutionArguments(Arena arena, int most) {
    array = arena.allocate(most * BYTES, 8);
  }

  void add(int index, MemorySegment memory) {
    array.set(ValueLayout.JAVA_INT, count * BYTES, index);
    array.set(ValueLayout.ADDRESS, count * BYTES + 8, memory);
    count++;
  }

  void execute(MemorySegment primitive, MemorySegment stream) {
    Primitives.execute(primitive, stream, count, array);
  }
}
