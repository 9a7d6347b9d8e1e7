package rivulet.kernel.magic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files by patterns: `lib/*.jar`, `lib/**`, `~/x.jar`. A path without a pattern is itself, if it
/// exists.
final class Globs {
  private static final Pattern SPECIAL = Pattern.compile("[*?{\\[]");
  private static final int DEPTH = 32;

  private Globs() {}

  /// The files and folders that match, in order; none if there are none.
  static List<Path> paths(String glob) {
    String expanded =
        glob.startsWith("~/") ? System.getProperty("user.home") + glob.substring(1) : glob;
    Path plain = SPECIAL.matcher(expanded).find() ? null : Path.of(expanded);
    if (plain != null) {
      return Files.exists(plain) ? List.of(plain) : List.of();
    }
    Path root = root(expanded);
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + expanded.replaceFirst("^\\./", ""));
    boolean deep = expanded.contains("**");
    int depth = deep ? DEPTH : (int) expanded.chars().filter(c -> c == '/').count() + 1;
    try (Stream<Path> files = Files.walk(root, depth)) {
      return files.map(Path::normalize).filter(matcher::matches).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder before the first part with a pattern.
  private static Path root(String glob) {
    String before = SPECIAL.split(glob, 2)[0];
    Path folder = Path.of(before.substring(0, before.lastIndexOf('/') + 1));
    return Files.isDirectory(folder) ? folder : Path.of("");
  }
}
