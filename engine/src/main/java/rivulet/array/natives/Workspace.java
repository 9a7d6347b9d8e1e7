package rivulet.array.natives;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedDeque;

/// Native memory for the length of a call, the same again and again, so that it stays in the cache.
final class Workspace implements AutoCloseable {
  private static final long ALIGNMENT = 64;

  /// Bytes beyond which it is not kept.
  private static final long MOST_KEPT = 64 << 20;

  private static final ConcurrentLinkedDeque<MemorySegment> FREE = new ConcurrentLinkedDeque<>();

  private final MemorySegment memory;
  private long used;

  private Workspace(MemorySegment memory) {
    this.memory = memory;
  }

  static long aligned(long bytes) {
    return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
  }

  static Workspace of(long bytes) {
    MemorySegment free = FREE.pollFirst();
    if (free != null && free.byteSize() >= bytes) return new Workspace(free);
    return new Workspace(Arena.ofAuto().allocate(Math.max(bytes, ALIGNMENT), ALIGNMENT));
  }

  /// The next bytes of it, on a boundary.
  MemorySegment take(long bytes) {
    MemorySegment part = memory.asSlice(used, bytes);
    used += aligned(bytes);
    return part;
  }

  @Override
  public void close() {
    if (memory.byteSize() <= MOST_KEPT) FREE.addFirst(memory);
  }
}
