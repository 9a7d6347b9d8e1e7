package rivulet.kernel.cell;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cells that need not be compiled when the same text comes again: they define nothing, and nothing
/// has been defined since, so that the text means what it meant. Run again, such a cell keeps the
/// speed that the JIT had brought it to.
final class Repeats {
  private static final int MOST = 64;

  private final Map<String, CellLoader> cells =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CellLoader> eldest) {
          return size() > MOST;
        }
      };

  /// The cell with this text, for one run; null where the text has to be compiled.
  @Nullable CellLoader take(Source source) {
    CellLoader cell = cells.remove(source.text());
    if (cell != null) {
      cell.runsAgainAs(source);
    }
    return cell;
  }

  /// Keeps a cell whose run is over and left nothing behind that is to be stopped.
  void keep(CellLoader cell) {
    if (cell.definesNothing()) {
      cells.put(cell.source().text(), cell);
    }
  }

  /// Something was defined.
  void clear() {
    cells.clear();
  }
}
