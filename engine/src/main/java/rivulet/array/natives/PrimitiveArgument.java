package rivulet.array.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// One argument of a primitive: in the order that it has chosen, with a copy in row-major order and
/// the primitive that turns one into the other, unless the two are the same.
final class PrimitiveArgument {
  private static final int FROM = 1;
  private static final int TO = 17;

  final MemorySegment memory;
  private final long bytes;
  private final long plainBytes;
  private final @Nullable Reorder reorder;
  private MemorySegment plain = MemorySegment.NULL;

  /// From the plain order to the chosen one, or back.
  private record Reorder(
      MemorySegment primitive, MemorySegment plain, ExecutionArguments arguments) {}

  /// An argument that is read, or one that is written.
  ///
  /// @param plain its description in row-major order
  /// @param chosen its description in the primitive's order
  PrimitiveArgument(Arena arena, MemorySegment plain, MemorySegment chosen, boolean read) {
    this.memory = Primitives.memory(arena, chosen);
    this.bytes = Primitives.bytes(chosen);
    this.plainBytes = Primitives.bytes(plain);
    this.reorder = Primitives.equal(plain, chosen) ? null : reorder(arena, plain, chosen, read);
  }

  private Reorder reorder(Arena arena, MemorySegment plain, MemorySegment chosen, boolean read) {
    MemorySegment ours = Primitives.memory(arena, plain);
    ExecutionArguments arguments = new ExecutionArguments(arena, 2);
    arguments.add(read ? FROM : TO, ours);
    arguments.add(read ? TO : FROM, memory);
    MemorySegment operation =
        Primitives.reorder(arena, read ? plain : chosen, read ? chosen : plain);
    return new Reorder(Primitives.primitive(arena, operation), ours, arguments);
  }

  /// Bytes of workspace.
  long room() {
    return Workspace.aligned(bytes) + (reorder == null ? 0 : Workspace.aligned(plainBytes));
  }

  /// Gives it its place.
  void place(Workspace workspace) {
    MemorySegment room = workspace.take(bytes);
    Primitives.setData(memory, room);
    plain = room;
    if (reorder != null) {
      plain = workspace.take(plainBytes);
      Primitives.setData(reorder.plain, plain);
    }
  }

  void read(float[] from, int offset, MemorySegment stream) {
    MemorySegment.copy(from, offset, plain, ValueLayout.JAVA_FLOAT, 0, count());
    if (reorder != null) reorder.arguments.execute(reorder.primitive, stream);
  }

  void write(float[] to, int offset, MemorySegment stream) {
    if (reorder != null) reorder.arguments.execute(reorder.primitive, stream);
    MemorySegment.copy(plain, ValueLayout.JAVA_FLOAT, 0, to, offset, count());
  }

  private int count() {
    return Math.toIntExact(plainBytes / Float.BYTES);
  }
}
