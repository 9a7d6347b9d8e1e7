package rivulet.array.natives;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedLibraryTest {
  /// Loads what is not there, and returns what that printed.
  private static String missing(String setting) {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, UTF_8));
    try {
      SharedLibrary library =
          SharedLibrary.load(
              setting, "onednn", "nowhere", SharedLibrary.Files.own("libno.so"), List.of());
      assertFalse(library.isLoaded());
    } finally {
      System.setErr(before);
    }
    return printed.toString(UTF_8);
  }

  @Test
  void aLibraryThatCannotBeLoaded_isALineOnStandardError() {
    String line = missing("on");
    assertTrue(line.startsWith("rivulet: the native library onednn cannot be used ("), line);
    assertEquals(1, line.lines().count(), line);
  }

  @Test
  void aLibraryThatIsNotWanted_isNotMissed() {
    assertEquals("", missing("off"));
    assertEquals("", missing("openblas"));
    assertEquals(1, missing("openblas,onednn").lines().count());
  }
}
