package rivulet.kernel.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// All text that one cell prints: in memory while it is little, then in a file. A file that cannot
/// be written costs the text that is not shown, never the cell.
final class Transcript {
  private static final int LITTLE = 256 * 1024;

  private final Callable<Path> makeFile;
  private StringBuilder start = new StringBuilder();
  private @Nullable Path file;
  private @Nullable String failure;
  private boolean named;

  /// @param makeFile makes the file, should it be needed
  Transcript(Callable<Path> makeFile) {
    this.makeFile = makeFile;
  }

  void add(String text) {
    if (failure != null) {
      return;
    }
    start.append(text);
    if (file != null || start.length() > LITTLE) {
      write();
    }
  }

  /// Where all of the text is, for the user; from now on the file is the user's.
  String where() {
    if (file == null && failure == null) {
      write();
    }
    named = failure == null;
    return failure == null ? "all of the output is in " + file : "they are lost: " + failure;
  }

  /// Removes a file that nobody was told of.
  void close() throws IOException {
    if (file != null && !named) {
      Files.deleteIfExists(file);
    }
  }

  private void write() {
    try {
      Path target = file == null ? makeFile.call() : file;
      file = target;
      Files.writeString(target, start, StandardOpenOption.APPEND);
      start.setLength(0);
    } catch (Exception e) {
      failure = e.toString();
      start = new StringBuilder();
    }
  }
}
