package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JavacAccessTest {
  /// What runs in a JVM whose compiler is shut.
  static final class Shut {
    private Shut() {}

    public static void main(String[] args) {
      try {
        new JavaInterpreter(List.of()).execute("1", 1, value -> {});
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  @Timeout(60)
  void jvmWithoutTheManifestsExports_getsOneClearMessage() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Shut.class.getName())
            .redirectErrorStream(true)
            .start();
    try (var output = process.getInputStream()) {
      assertEquals(
          "Rivulet needs the Java compiler of a JDK 25, opened by the manifest of rivulet.jar (start"
              + " it with java -jar) or by --add-exports and --add-opens of jdk.compiler; this is"
              + " Java "
              + Runtime.version(),
          new String(output.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }
}
