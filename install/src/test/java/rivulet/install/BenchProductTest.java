package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The built command's `bench --vs`, from a copy of the product, so that no chart of the checkout
/// is written over.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BenchProductTest {
  @TempDir Path folder;
  private Product product;
  private Path temporary;

  @BeforeEach
  void copy() throws IOException {
    product = new Product(folder.resolve("product"));
    new Product(Command.ROOT.resolve(Path.of("install", "target", "rivulet")))
        .copyTo(product.folder());
    temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  private void givePython(String answer) throws IOException {
    Path python = folder.resolve("python");
    Files.writeString(
        python,
        """
        #!/bin/sh
        echo '{"library": "Nothing 1.0"}'
        while read -r line; do
          %s
        done
        """
            .formatted(answer));
    assertTrue(python.toFile().setExecutable(true));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of(Launch.java().toString()));
    words.addAll(Launch.flags());
    words.add("-Djava.io.tmpdir=" + temporary);
    words.addAll(List.of("-jar", product.jar().toString(), "bench", "--vs", "../python"));
    words.addAll(List.of("--only", "chain_100$", "--seconds", "0.001"));
    return words;
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.filter(f -> f.toString().contains("rivulet")).toList());
    }
  }

  @Test
  void linesToStandardOutput_theRestToStandardError_theChartHere() throws Exception {
    givePython("echo '{\"threads\": 1, \"ms\": 2.0, \"min_ms\": 1.0, \"check\": 4.0402}'");
    Command.Result result = Command.of(words().toArray()).in(product.folder()).run();
    assertEquals(0, result.code(), result::err);
    assertEquals(2, result.out().lines().filter(l -> l.startsWith("{") && l.endsWith("}")).count());
    assertEquals(2, result.out().lines().count());
    assertTrue(result.err().contains("Rivulet (1 thread) beside Nothing 1.0 and "), result::err);
    assertTrue(Files.exists(product.folder().resolve("bench.svg")));
    assertNothingLeft();
  }

  @Test
  void stopped_endsWhatItStarted() throws Exception {
    givePython("sleep 1000");
    Process bench =
        new ProcessBuilder(words())
            .directory(product.folder().toFile())
            .redirectErrorStream(true)
            .start();
    try (var output = bench.inputReader()) {
      while (!output.readLine().startsWith("ms a step")) {
        assertTrue(bench.isAlive());
      }
      List<ProcessHandle> started = bench.descendants().toList();
      assertTrue(started.size() >= 3, started::toString);
      bench.destroy();
      assertTrue(bench.waitFor(1, TimeUnit.MINUTES));
      for (ProcessHandle process : started) {
        assertFalse(process.onExit().get(20, TimeUnit.SECONDS).isAlive());
      }
      assertNothingLeft();
    } finally {
      bench.descendants().forEach(ProcessHandle::destroyForcibly);
      bench.destroyForcibly();
    }
  }
}
