package rivulet.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An installed copy of the product, in a folder named by its hash. A kernel that runs from it
/// holds a shared lock on the file `in-use`, so that only a folder without kernels is ever removed.
record JarFolder(Path path) {
  private static final String LOCK = "in-use";
  private static final String NAME = "[0-9a-f]{16}";

  /// Copies the product under a folder, and its AOT cache if it has one, unless the same is there
  /// already; each appears at once and whole.
  static JarFolder copy(Product product, Path parent) throws IOException {
    Path target = parent.resolve(product.hash());
    if (!Files.exists(target)) {
      Path half = Files.createTempDirectory(parent, ".copying");
      product.copyTo(half.resolve("whole"));
      Files.createFile(half.resolve("whole").resolve(LOCK));
      moveUnlessThere(half.resolve("whole"), target);
      delete(half);
    }
    AotCache.of(product).copyTo(AotCache.of(new Product(target)));
    return new JarFolder(target);
  }

  private static void moveUnlessThere(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(to)) {
        throw e;
      }
    }
  }

  Product product() {
    return new Product(path);
  }

  /// Keeps the folder from being removed while this process lives; nothing where the program does
  /// not run from an installed copy.
  ///
  /// @return the lock, to be kept reachable
  static @Nullable FileLock hold(Product running) throws IOException {
    Path file = running.folder().resolve(LOCK);
    return Files.exists(file)
        ? FileChannel.open(file, StandardOpenOption.READ).lock(0, Long.MAX_VALUE, true)
        : null;
  }

  /// Removes the copies under a folder that no kernel runs from.
  ///
  /// @param kept the text that names the copies to keep in any case
  static void removeUnused(Path parent, String kept) throws IOException {
    for (Path folder : list(parent)) {
      String name = folder.getFileName().toString();
      if (name.matches(NAME) && !kept.contains(name)) {
        removeUnlessHeld(folder);
      }
    }
  }

  private static void removeUnlessHeld(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        delete(folder);
      }
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
