package rivulet.kernel.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The transcripts of a session's cells; their files are in a folder of the system's for temporary
/// files, which only its owner can read.
final class Transcripts implements AutoCloseable {
  private final List<Transcript> onDisk = new ArrayList<>();
  private @Nullable Path folder;

  /// A transcript for a new cell.
  Transcript open() {
    Transcript[] self = new Transcript[1];
    self[0] = new Transcript(() -> file(self[0]));
    return self[0];
  }

  private synchronized Path file(Transcript transcript) throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("rivulet-output-");
    }
    onDisk.add(transcript);
    return Files.createFile(folder.resolve("cell-" + onDisk.size() + ".txt"));
  }

  /// Removes the files that no user was told of.
  @Override
  public synchronized void close() {
    try {
      for (Transcript transcript : onDisk) {
        transcript.close();
      }
      if (folder != null && isEmpty(folder)) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      // They are in the folder for what may be removed at any time.
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
