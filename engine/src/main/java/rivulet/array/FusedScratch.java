package rivulet.array;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A thread's memory for the results of a [FusedLoop] that are not written down, in pieces.
final class FusedScratch {
  /// Used again and again by every thread that runs blocks, so that it is in the cache.
  private static final ThreadLocal<Map<Piece, List<Object>>> OWNED =
      ThreadLocal.withInitial(HashMap::new);

  private final List<Piece> pieces = new ArrayList<>();
  private final Map<Piece, Deque<Integer>> free = new HashMap<>();

  private record Piece(DType dtype, int length) {}

  /// The number of a piece that nobody uses.
  int take(DType dtype, int length) {
    Piece piece = new Piece(dtype, length);
    Integer left = free(piece).poll();
    if (left != null) return left;
    pieces.add(piece);
    return pieces.size() - 1;
  }

  /// Says that nobody uses it any more.
  void give(int number) {
    free(pieces.get(number)).add(number);
  }

  private Deque<Integer> free(Piece piece) {
    return free.computeIfAbsent(piece, _ -> new ArrayDeque<>());
  }

  /// The calling thread's pieces, by their numbers.
  Object[] memory() {
    Map<Piece, List<Object>> owned = OWNED.get();
    Map<Piece, Integer> used = new HashMap<>();
    Object[] memory = new Object[pieces.size()];
    for (int i = 0; i < memory.length; i++) {
      Piece piece = pieces.get(i);
      List<Object> arrays = owned.computeIfAbsent(piece, _ -> new ArrayList<>());
      int next = used.merge(piece, 1, Integer::sum);
      if (next > arrays.size()) arrays.add(Elements.of(piece.dtype).allocate(piece.length));
      memory[i] = arrays.get(next - 1);
    }
    return memory;
  }
}
