package rivulet.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The jars that make up the program.
///
/// @param folder holds `rivulet.jar`, and its libraries in `lib`
record Product(Path folder) {
  private static final String JAR = "rivulet.jar";

  /// The one that this program runs from.
  static Product running() throws IOException {
    Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    if (!jar.endsWith(JAR) || !Files.isRegularFile(jar)) {
      throw new IOException("not started as java -jar " + JAR + ", but from " + jar);
    }
    return new Product(jar.toRealPath().resolveSibling(""));
  }

  Path jar() {
    return folder.resolve(JAR);
  }

  /// Sixteen hexadecimal digits that stand for the names and contents of all jars.
  String hash() throws IOException {
    MessageDigest digest = sha256();
    for (Path file : files()) {
      digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(folder.resolve(file)));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /// Copies the jars with their times, by which a JVM knows those that its cache was made for.
  void copyTo(Path target) throws IOException {
    Files.createDirectories(target.resolve("lib"));
    for (Path file : files()) {
      Path copy = Files.copy(folder.resolve(file), target.resolve(file));
      Files.setLastModifiedTime(copy, Files.getLastModifiedTime(folder.resolve(file)));
    }
  }

  /// What stands for the jars at little cost: their names, sizes and times.
  List<String> stamps() throws IOException {
    List<String> stamps = new ArrayList<>();
    for (Path file : files()) {
      stamps.add(file + " " + stamp(folder.resolve(file)));
    }
    return stamps;
  }

  static String stamp(Path file) throws IOException {
    return Files.size(file) + " " + Files.getLastModifiedTime(file);
  }

  /// The jars in a fixed order, relative to the folder.
  private List<Path> files() throws IOException {
    try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
      return Stream.concat(Stream.of(jar()), libraries.sorted()).map(folder::relativize).toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
