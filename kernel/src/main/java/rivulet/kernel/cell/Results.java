package rivulet.kernel.cell;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;

/// The values that cells have shown, by the number of the cell: the last hundred, as long as the
/// memory is not needed.
///
/// `out()` and `out(3)` are what cells call.
public final class Results {
  private static final int MOST = 100;

  private record Shown(SoftReference<Object> value) {}

  private final SequencedMap<Integer, Shown> values =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Shown> eldest) {
          return size() > MOST;
        }
      };

  Results() {}

  /// A cell has shown this. What comes under the same number later is not counted as a cell.
  synchronized void keep(int cell, Object value) {
    values.putIfAbsent(cell, new Shown(new SoftReference<>(value)));
  }

  synchronized void clear() {
    values.clear();
  }

  private synchronized Object value(int cell) {
    Shown shown = values.get(cell);
    if (shown == null) {
      throw new NoSuchElementException("cell " + cell + " has shown no value" + known());
    }
    Object value = shown.value().get();
    if (value == null) {
      throw new NoSuchElementException("the value of cell " + cell + " was given up for memory");
    }
    return value;
  }

  private String known() {
    return values.isEmpty() ? "" : "; there are values of cells " + values.keySet();
  }

  private synchronized Object latest() {
    if (values.isEmpty()) {
      throw new NoSuchElementException("no cell has shown a value yet");
    }
    return value(values.sequencedKeySet().getLast());
  }

  /// The value that a cell showed.
  ///
  /// @param cell its number, as in `Out[3]`
  /// @throws NoSuchElementException if it showed none, or is not among the last hundred that did
  public static Object out(int cell) {
    return ofSession().value(cell);
  }

  /// The value that was shown last.
  ///
  /// @throws NoSuchElementException if none was
  public static Object out() {
    return ofSession().latest();
  }

  private static Results ofSession() {
    CellRun run = CellRun.current();
    if (run == null) {
      throw new IllegalStateException("out() is for the code of cells and the threads they start");
    }
    return run.results();
  }
}
