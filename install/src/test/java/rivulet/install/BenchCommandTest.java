package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  @TempDir Path root;

  private Path chart() {
    return BenchCommand.chart(new Product(root.resolve("install").resolve("target", "rivulet")));
  }

  @Test
  void chart_isDrawnInTheCheckout() throws IOException {
    Files.createFile(Files.createDirectory(root.resolve("engine")).resolve("pom.xml"));
    assertEquals(root.resolve("engine").resolve("target", "bench.svg"), chart());
  }

  @Test
  void chart_isDrawnHere_whereThereIsNoCheckout() {
    assertEquals(Path.of("bench.svg").toAbsolutePath(), chart());
  }
}
