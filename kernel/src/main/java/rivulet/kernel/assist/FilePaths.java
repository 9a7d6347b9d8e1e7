package rivulet.kernel.assist;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rivulet.kernel.session.Assistant.Completions;
import rivulet.kernel.session.Assistant.Match;

/// Names of files, from the folder that the kernel runs in.
final class FilePaths {
  private static final int MOST = 200;

  private FilePaths() {}

  /// What can go on with a path.
  ///
  /// @param typed the path as far as it is typed
  /// @param cursor where it ends in the text
  static Completions complete(String typed, int cursor) {
    int slash = typed.lastIndexOf('/') + 1;
    String name = typed.substring(slash);
    return new Completions(
        cursor - name.length(), cursor, matches(typed.substring(0, slash), name));
  }

  private static List<Match> matches(String folder, String prefix) {
    List<Match> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder(folder), entry -> fits(entry, prefix))) {
      for (Path entry : entries) {
        if (found.size() < MOST) {
          String end = Files.isDirectory(entry) ? "/" : "";
          found.add(new Match(entry.getFileName() + end, "path", ""));
        }
      }
    } catch (IOException | InvalidPathException e) {
      return List.of(); // there is no such folder
    }
    found.sort(Comparator.comparing(Match::text));
    return found;
  }

  /// Hidden files are for those who ask for them.
  private static boolean fits(Path entry, String prefix) {
    String name = entry.getFileName().toString();
    return name.startsWith(prefix) && (!name.startsWith(".") || prefix.startsWith("."));
  }

  private static Path folder(String typed) {
    String home = System.getProperty("user.home");
    return Path.of(typed.startsWith("~/") ? home + typed.substring(1) : typed);
  }
}
