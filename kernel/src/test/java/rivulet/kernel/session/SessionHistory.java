package rivulet.kernel.session;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One session's history for tests, kept as a kernel keeps it.
public final class SessionHistory implements AutoCloseable {
  private final SavedCells cells;

  /// @param file null for a history that ends with the session
  public SessionHistory(@Nullable Path file) {
    cells =
        new SavedCells(
            file,
            line -> {
              throw new AssertionError(line);
            });
  }

  public PastCells past() {
    return cells;
  }

  public void addInput(int line, String text) {
    cells.addInput(line, text);
  }

  public void addOutput(int line, String text) {
    cells.addOutput(line, text);
  }

  @Override
  public void close() {
    cells.close();
  }
}
