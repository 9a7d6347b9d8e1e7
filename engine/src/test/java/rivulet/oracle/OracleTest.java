package rivulet.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Runs all cases of a folder of PyTorch's values: the project's copy, or the one that the system
/// property `rivulet.oracle` names, relative to the project's root. Writes `target/oracle.tsv`.
class OracleTest {
  /// Mapped cases that fail for now, as `file case`, each with its reason.
  private static final Map<String, String> KNOWN_FAILURES =
      Map.of(
          "ops/nn.functional.layer_norm.jsonl.gz nn.functional.layer_norm/float64/2",
          "the row has one element: its gradient is 0, and what PyTorch gives is rounding"
              + " (1e-13)");

  private static final Path MODULE = module();

  @Test
  void everyMappedCaseGivesPyTorchsValues() throws IOException {
    Report report = new Report();
    new Folder(folder(), report).run();
    report.write(MODULE.resolve("target/oracle.tsv"));
    assertFalse(report.lines().isEmpty(), () -> "no cases in " + folder());
    System.out.print(report.counts());
    List<String> unexpected =
        report.failures().stream()
            .filter(line -> !KNOWN_FAILURES.containsKey(line.file() + " " + line.id()))
            .map(line -> line.id() + ": " + line.outcome().text())
            .toList();
    assertEquals("", String.join("\n", unexpected));
  }

  @Test
  void everyOpInTheTableHasCases() {
    for (String op : OpTable.all().names()) {
      Path file = MODULE.resolve("src/test/resources/oracle/ops/" + op + ".jsonl.gz");
      assertTrue(Files.exists(file), op);
    }
  }

  private static Path folder() {
    String named = System.getProperty("rivulet.oracle");
    return named == null || named.isBlank()
        ? MODULE.resolve("src/test/resources/oracle")
        : MODULE.resolveSibling(".").resolve(named).normalize();
  }

  /// The engine's folder, whether the tests run in it (Maven) or in the project's root (an editor).
  private static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return here.endsWith("engine") ? here : here.resolve("engine");
  }
}
