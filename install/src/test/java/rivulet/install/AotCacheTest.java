package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The AOT cache's name, and its coming and going; no JVM reads what these write.
class AotCacheTest {
  @TempDir Path folder;
  private Product product;

  @BeforeEach
  void makeProduct() throws IOException {
    product = new Product(Files.createDirectories(folder.resolve("product")));
    Files.createDirectory(product.folder().resolve("lib"));
    Files.writeString(product.folder().resolve("lib").resolve("a.jar"), "no jar");
    Files.writeString(product.jar(), "no jar");
  }

  private void assertRenamed(String change, String before) throws IOException {
    assertNotEquals(before, AotCache.of(product).file().toString(), change);
  }

  @Test
  void name_isTheJars() throws IOException {
    String name = AotCache.of(product).file().toString();
    assertEquals(name, AotCache.of(product).file().toString());
    FileTime time = Files.getLastModifiedTime(product.jar());
    Files.setLastModifiedTime(product.jar(), FileTime.fromMillis(time.toMillis() + 1));
    assertRenamed("another time", name);
    Files.writeString(product.jar(), "longer than before");
    Files.setLastModifiedTime(product.jar(), time);
    assertRenamed("another size", name);
    Files.writeString(product.jar(), "no jar");
    Files.setLastModifiedTime(product.jar(), time);
    assertEquals(name, AotCache.of(product).file().toString());
    Files.writeString(product.folder().resolve("lib").resolve("b.jar"), "no jar");
    assertRenamed("another library", name);
  }

  @Test
  void name_isTheJvms() throws IOException {
    String name = AotCache.of(product).file().toString();
    String version = System.getProperty("java.vm.version");
    try {
      System.setProperty("java.vm.version", version + "-updated");
      assertRenamed("another build of the JVM", name);
    } finally {
      System.setProperty("java.vm.version", version);
    }
  }

  @Test
  void accept_replacesThoseOfOtherJvms() throws IOException {
    Path old = Files.writeString(product.folder().resolve("old.aot"), "old");
    AotCache cache = AotCache.of(product);
    assertFalse(cache.exists());
    cache.accept(Files.writeString(folder.resolve("made"), "new"));
    assertEquals("new", Files.readString(cache.file()));
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(product.jar()));
  }

  @Test
  void copiedProduct_hasTheCacheAndTheJarsTimes() throws IOException {
    Files.setLastModifiedTime(product.jar(), FileTime.fromMillis(1_000_000_000_123L));
    Files.writeString(AotCache.of(product).file(), "cache");
    Path parent = Files.createDirectory(folder.resolve("spec"));
    Product copy = JarFolder.copy(product, parent).product();
    AotCache cache = AotCache.of(copy);
    assertEquals("cache", Files.readString(cache.file()));
    assertEquals(AotCache.of(product).file().getFileName(), cache.file().getFileName());
    assertEquals(product.stamps(), copy.stamps());
    JarFolder.removeUnused(parent, "");
    assertFalse(Files.exists(copy.folder()));
  }

  @Test
  void installingOverACopyWithoutOne_addsIt() throws IOException {
    Path parent = Files.createDirectory(folder.resolve("spec"));
    AotCache cache = AotCache.of(JarFolder.copy(product, parent).product());
    assertFalse(cache.exists());
    Files.writeString(AotCache.of(product).file(), "cache");
    JarFolder.copy(product, parent);
    assertEquals("cache", Files.readString(cache.file()));
  }

  @Test
  void failedTraining_isOneLineAndLeavesNothing() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertFalse(Training.ensure(product, stream));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.startsWith("rivulet: without an AOT cache, kernels will start slower"), said);
    assertEquals(1, said.lines().count(), said);
    try (Stream<Path> entries = Files.list(product.folder())) {
      assertEquals(2, entries.count());
    }
  }
}
