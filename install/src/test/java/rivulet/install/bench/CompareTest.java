package rivulet.install.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rivulet.Tensors;

/// Beside a Python that is a shell script and speaks as `timing.py` does.
@Timeout(60)
class CompareTest {
  private static final String TORCH = "echo '{\"library\": \"PyTorch 2.13.0\"}'";
  private static final String JAX = "echo '{\"library\": \"JAX 0.9\"}'";
  private static final String NO_JAX = "echo '{\"lacks\": \"jax optax\"}'";
  private static final String SERVE =
      """
      while read -r name seconds; do
        echo "{\\"workload\\": \\"$name\\", \\"threads\\": $4, \\"ms\\": $4.5, \\"min_ms\\": 1e-1,\
       \\"check\\": 4.040205478668213}"
      done
      """;

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private int threads;

  @BeforeEach
  void keepThreads() {
    threads = Tensors.numThreads();
  }

  @AfterEach
  void restoreThreads() {
    Tensors.setNumThreads(threads);
  }

  private Path python(String torch, String jax) throws IOException {
    Path script = folder.resolve("python");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo $$ >>'%s/pids'
        case $1 in
          *jax.py)
            %s
            ;;
          *)
            %s
            ;;
        esac
        """
            .formatted(folder, jax, torch));
    assertTrue(script.toFile().setExecutable(true));
    return script;
  }

  private Path chart() {
    return folder.resolve("target").resolve("bench.svg");
  }

  private void compare(Path python) throws IOException, InterruptedException {
    new Bench("chain_100"::equals, 1, 0.001)
        .compare(
            python,
            chart(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String failure(Path python) {
    return String.valueOf(assertThrows(IOException.class, () -> compare(python)).getMessage());
  }

  private List<JsonObject> lines() {
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private void assertAllEnded(int started) throws Exception {
    List<String> pids = Files.readAllLines(folder.resolve("pids"));
    assertTrue(pids.size() <= started, pids::toString);
    for (String pid : pids) {
      var process = ProcessHandle.of(Long.parseLong(pid));
      if (process.isPresent()) {
        assertNotNull(process.get().onExit().get(20, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void standardOutput_holdsALineAWorkload_andTheMean() throws Exception {
    compare(python(TORCH + "\n" + SERVE, JAX + "\n" + SERVE));
    List<JsonObject> lines = lines();
    assertEquals(2, lines.size());
    JsonObject chain = lines.getFirst();
    assertEquals("chain_100", chain.get("workload").getAsString());
    assertEquals(1.5, chain.get("torch_1_ms").getAsDouble());
    assertEquals(2.5, chain.get("torch_2_ms").getAsDouble());
    assertTrue(chain.get("agrees").getAsBoolean());
    assertTrue(chain.get("jax_ratio").getAsDouble() > 0);
    double ratio = chain.get("ratio").getAsDouble();
    assertEquals(ratio, lines.getLast().get("geometric_mean").getAsDouble(), 0.002);
    assertAllEnded(3);
  }

  @Test
  void theChartAndTheTable_nameWhatWasCompared() throws Exception {
    compare(python(TORCH + "\n" + SERVE, JAX + "\n" + SERVE));
    String heading = "Rivulet (1 thread) beside PyTorch 2.13.0 and JAX 0.9: 5 rounds of 0.001 s";
    var svg = ChartTest.parsed(Files.readString(chart()));
    assertEquals(heading, svg.getElementsByTagName("title").item(0).getTextContent());
    String table = err.toString(StandardCharsets.UTF_8);
    assertTrue(table.startsWith(heading), table);
    assertTrue(table.contains("\nchain_100 "), table);
    assertTrue(table.contains(chart().toString()), table);
  }

  @Test
  void withoutJax_itIsSaid_andLeftOut() throws Exception {
    compare(python(TORCH + "\n" + SERVE, NO_JAX));
    assertFalse(lines().getFirst().has("jax_ms"));
    assertFalse(lines().getLast().has("jax_geometric_mean"));
    String text = err.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("without JAX: " + folder.resolve("python")), text);
  }

  @Test
  void aWorkloadThatJaxLacks_hasNoJax() throws Exception {
    String jax = JAX + "\nwhile read -r line; do echo '{\"unknown\": true}'; done";
    compare(python(TORCH + "\n" + SERVE, jax));
    assertFalse(lines().getFirst().has("jax_ms"));
  }

  @Test
  void withoutPyTorch_itSaysHowToInstallIt() throws Exception {
    Path python = python("echo '{\"lacks\": \"torch\"}'", NO_JAX);
    assertEquals(python + " has no PyTorch: " + python + " -m pip install torch", failure(python));
    assertEquals(0, out.size());
    assertAllEnded(3);
  }

  @Test
  void oneThatDiesInTheMiddle_givesItsLastWords_andEndsTheOthers() throws Exception {
    String dying = "read -r line; seq 1 99 >&2; echo 'Killed by \"that\"' >&2; exit 3";
    String message = failure(python(TORCH + "\n" + dying, JAX + "\n" + SERVE));
    assertTrue(message.startsWith("PyTorch with 1 thread ended with exit code 3:\n"), message);
    assertTrue(message.endsWith("\n98\n99\nKilled by \"that\""), message);
    assertFalse(message.contains("\n50\n"), message);
    assertAllEnded(3);
  }

  @Test
  void oneThatDiesAtOnce_givesItsLastWords() throws Exception {
    String message = failure(python("echo 'SyntaxError' >&2; exit 1", JAX));
    assertTrue(message.endsWith("ended with exit code 1:\nSyntaxError"), message);
    assertAllEnded(3);
  }

  @Test
  void whatIsNoPython_isSaid() throws Exception {
    assertEquals(
        "PyTorch with 1 thread gave an unexpected answer: hello",
        failure(python("echo hello; read -r line", NO_JAX)));
    assertAllEnded(3);
  }

  @Test
  void anAnswerWithoutANumber_isSaid() throws Exception {
    String message = failure(python(TORCH + "\nread -r line; echo '{\"ms\": \"?\"}'", NO_JAX));
    assertTrue(message.endsWith("unexpected answer: {\"ms\": \"?\"}"), message);
  }

  /// The shared part of the scripts under a real Python, with workloads of the test's own.
  @Test
  void theScriptsSideOfTheTalk_isWhatIsUnderstood() throws Exception {
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v python3").start().waitFor() == 0,
        "Python 3 is missing: timing.py is not tested");
    Path script = folder.resolve("stand_in.py");
    Files.writeString(
        script,
        """
        import os, sys
        sys.argv = sys.argv[1:]
        sys.path.insert(0, os.path.dirname(sys.argv[0]))
        import timing
        options = timing.arguments()
        timing.need(*(["json.nonsuch"] if "jax" in sys.argv[0] else ["json"]))
        timing.run("Nothing 1.0", {"chain_100": lambda: lambda: 4.0402}, options)
        """);
    String python = "exec python3 '" + script + "' \"$@\"";
    compare(python(python, python));
    assertTrue(lines().getFirst().get("agrees").getAsBoolean());
    assertTrue(lines().getFirst().get("torch_2_ms").getAsDouble() >= 0);
    String text = err.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("without JAX"), text);
    assertTrue(text.contains("beside Nothing 1.0: "), text);
  }
}
