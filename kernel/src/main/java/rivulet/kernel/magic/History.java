package rivulet.kernel.magic;

import java.util.SortedMap;
import java.util.TreeMap;

/// The cells of a session by number, as far as they count.
final class History {
  private static final int MOST = 10_000;

  private final TreeMap<Integer, String> cells = new TreeMap<>();

  /// Takes a cell that runs; what a client evaluates beside it has its number and comes later.
  synchronized void add(int number, String code) {
    if (number > 0) {
      cells.putIfAbsent(number, code);
    }
    if (cells.size() > MOST) {
      cells.pollFirstEntry();
    }
  }

  synchronized SortedMap<Integer, String> cells() {
    return new TreeMap<>(cells);
  }
}
