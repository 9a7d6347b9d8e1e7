package rivulet.kernel.assist;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Where the source texts of class files are: those of the JDK in its `lib/src.zip`, those of a
/// library `x.jar` beside it in `x-sources.jar`.
final class SourceFiles {
  private static final Pattern JDK = Pattern.compile("jrt:/([\\w.]+)/(.*)\\.class");
  private static final Pattern JAR = Pattern.compile("jar:(file:.*)\\.jar!/(.*)\\.class");

  /// A broken archive helps nobody, and harms nobody.
  private static final String BROKEN = "";

  private SourceFiles() {}

  /// The text of the file that a class file was compiled from; empty where it is not there.
  ///
  /// @param classFile of a top-level class
  static String text(URI classFile) {
    Matcher jdk = JDK.matcher(classFile.toString());
    if (jdk.matches()) {
      return Jdk.text(jdk.group(1) + "/" + jdk.group(2) + ".java");
    }
    Matcher jar = JAR.matcher(classFile.toString());
    return jar.matches()
        ? text(Path.of(URI.create(jar.group(1) + "-sources.jar")), jar.group(2) + ".java")
        : "";
  }

  private static String text(Path archive, String name) {
    if (!Files.isRegularFile(archive)) {
      return "";
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return text(zip, name);
    } catch (IOException e) {
      return BROKEN;
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return "";
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The JDK's sources, held open: to read which files there are takes longer than all else.
  private static final class Jdk {
    private static final @Nullable ZipFile SOURCES = open();

    static String text(String name) {
      try {
        return SOURCES == null ? "" : SourceFiles.text(SOURCES, name);
      } catch (IOException e) {
        return BROKEN;
      }
    }

    private static @Nullable ZipFile open() {
      Path archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
      try {
        return Files.isRegularFile(archive) ? new ZipFile(archive.toFile()) : null;
      } catch (IOException e) {
        return null;
      }
    }
  }
}
