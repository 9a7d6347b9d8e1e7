package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
  @TempDir Path folder;

  @Test
  void library_hasItsSourcesBesideIt() throws IOException {
    zip("li b-1.0-sources.jar", "a/B.java", "package a; class B {}");
    assertEquals("package a; class B {}", SourceFiles.text(classFile("li b-1.0.jar", "a/B")));
    assertEquals("", SourceFiles.text(classFile("li b-1.0.jar", "a/C")));
    assertEquals("", SourceFiles.text(classFile("other.jar", "a/B")));
  }

  @Test
  void brokenArchive_isAsGoodAsNone() throws IOException {
    Files.writeString(folder.resolve("lib-sources.jar"), "no zip");
    assertEquals("", SourceFiles.text(classFile("lib.jar", "a/B")));
  }

  @Test
  void jdk_hasItsSourcesInSrcZip() {
    String text = SourceFiles.text(URI.create("jrt:/java.base/java/util/List.class"));
    boolean there = Files.exists(Path.of(System.getProperty("java.home"), "lib", "src.zip"));
    assertEquals(there, text.contains("public interface List<E>"));
    assertTrue(SourceFiles.text(URI.create("jrt:/java.base/java/util/Nothing.class")).isEmpty());
  }

  private URI classFile(String jar, String name) {
    return URI.create("jar:" + folder.resolve(jar).toUri() + "!/" + name + ".class");
  }

  private void zip(String archive, String name, String text) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve(archive));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }
}
