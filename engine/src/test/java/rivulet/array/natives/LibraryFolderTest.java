package rivulet.array.natives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LibraryFolderTest {
  /// Any resources of a jar do.
  private static final String RESOURCES = "org/junit/jupiter/api";

  private static final List<String> FILES = List.of("Test.class", "Timeout.class");

  @TempDir private Path cache;

  @Test
  void copiesOnce_intoAFolderNamedByContent() throws IOException {
    LibraryFolder folder = new LibraryFolder(cache);
    List<Path> first = folder.of(RESOURCES, FILES);
    assertContent(first);
    var written = Files.getLastModifiedTime(first.get(0));
    assertEquals(first, folder.of(RESOURCES, FILES));
    assertEquals(written, Files.getLastModifiedTime(first.get(0)));
    assertFiles(2);
  }

  @Test
  void whatWasCutOffIsWrittenAgain() throws IOException {
    LibraryFolder folder = new LibraryFolder(cache);
    List<Path> files = folder.of(RESOURCES, FILES);
    Files.write(files.get(1), new byte[3]);
    assertContent(folder.of(RESOURCES, FILES));
  }

  @Test
  void manyAtOnce() throws Exception {
    Callable<List<Path>> copy = () -> new LibraryFolder(cache).of(RESOURCES, FILES);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<List<Path>> files :
          threads.invokeAll(Stream.generate(() -> copy).limit(8).toList())) {
        assertContent(files.get());
      }
    }
    assertFiles(2);
  }

  private void assertFiles(int count) throws IOException {
    try (Stream<Path> left = Files.walk(cache)) {
      assertEquals(count, left.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void anInterruptedThreadStillCopies() throws IOException {
    Thread.currentThread().interrupt();
    List<Path> files = new LibraryFolder(cache).of(RESOURCES, FILES);
    assertTrue(Thread.interrupted());
    assertContent(files);
  }

  @Test
  void aFileThatIsNotThere() {
    assertThrows(
        FileNotFoundException.class, () -> new LibraryFolder(cache).of(RESOURCES, List.of("no")));
  }

  @Test
  void aCacheThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(cache.resolve("file"));
    assertThrows(IOException.class, () -> new LibraryFolder(file).of(RESOURCES, FILES));
  }

  private static void assertContent(List<Path> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      String resource = "/" + RESOURCES + "/" + FILES.get(i);
      try (InputStream in = LibraryFolderTest.class.getResourceAsStream(resource)) {
        assertArrayEquals(in.readAllBytes(), Files.readAllBytes(files.get(i)));
      }
    }
  }
}
