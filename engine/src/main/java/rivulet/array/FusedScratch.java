package rivulet.array;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A thread's memory for the results of a [FusedLoop] that are not written down, in pieces.
final class FusedScratch {
  /// Used again and again by every thread that runs blocks, so that it is in the cache.
  private static final ThreadLocal<Map<DType, List<Object>>> OWNED =
      ThreadLocal.withInitial(() -> new EnumMap<>(DType.class));

  private final List<DType> pieces = new ArrayList<>();
  private final Map<DType, Deque<Integer>> free = new EnumMap<>(DType.class);

  /// The number of a piece for a block of elements that nobody uses.
  int take(DType dtype) {
    Integer left = free(dtype).poll();
    if (left != null) return left;
    pieces.add(dtype);
    return pieces.size() - 1;
  }

  /// Says that nobody uses it any more.
  void give(int number) {
    free(pieces.get(number)).add(number);
  }

  private Deque<Integer> free(DType dtype) {
    return free.computeIfAbsent(dtype, _ -> new ArrayDeque<>());
  }

  /// The calling thread's pieces, by their numbers.
  Object[] memory() {
    Map<DType, List<Object>> owned = OWNED.get();
    Map<DType, Integer> used = new EnumMap<>(DType.class);
    Object[] memory = new Object[pieces.size()];
    for (int i = 0; i < memory.length; i++) {
      DType dtype = pieces.get(i);
      List<Object> arrays = owned.computeIfAbsent(dtype, _ -> new ArrayList<>());
      int next = used.merge(dtype, 1, Integer::sum);
      if (next > arrays.size()) arrays.add(Elements.of(dtype).allocate(FusedLoop.BLOCK));
      memory[i] = arrays.get(next - 1);
    }
    return memory;
  }
}
