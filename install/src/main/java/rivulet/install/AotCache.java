package rivulet.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// What a JVM has written down about the classes of an earlier kernel, so that the next one starts
/// faster (JEP 483). It stands beside the jars, and its name changes with them and with the JVM: a
/// JVM refuses a cache of another build, but runs old classes out of one whose jars have changed.
record AotCache(Path file) {
  private static final String SUFFIX = ".aot";

  /// The one of a product and of the JVM that runs this program, whether it is there or not.
  static AotCache of(Product product) throws IOException {
    List<String> stamps = new ArrayList<>(product.stamps());
    Path home = Path.of(System.getProperty("java.home"));
    stamps.add(System.getProperty("java.vm.version"));
    stamps.add(home.toString());
    stamps.add(Product.stamp(home.resolve("lib", "modules")));
    byte[] bytes = String.join("\n", stamps).getBytes(StandardCharsets.UTF_8);
    return new AotCache(product.folder().resolve(UUID.nameUUIDFromBytes(bytes) + SUFFIX));
  }

  boolean exists() {
    return Files.exists(file);
  }

  /// Moves a new cache to its place; those beside it belong to other JVMs and go.
  void accept(Path made) throws IOException {
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    for (Path other : caches()) {
      if (!other.equals(file)) {
        Files.deleteIfExists(other);
      }
    }
  }

  /// Copies what is there to another place that lacks it.
  void copyTo(AotCache target) throws IOException {
    if (exists() && !target.exists()) {
      Path half = Files.createTempFile(target.file.getParent(), ".", ".half");
      Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
      half.toFile().setReadable(true, false);
      target.accept(half);
    }
  }

  private List<Path> caches() throws IOException {
    try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
      return files.filter(path -> path.toString().endsWith(SUFFIX)).toList();
    }
  }
}
