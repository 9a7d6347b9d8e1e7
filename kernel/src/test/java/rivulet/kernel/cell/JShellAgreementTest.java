package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// JShell as the oracle: one session of cells, run in both, whose last expressions have the same
/// values.
class JShellAgreementTest {
  @Test
  void cells_giveTheSameValues_asInJShell() throws Exception {
    List<String> cells = cells();
    assertTrue(cells.size() >= 100, cells.size() + " cells");
    Cells ours = new Cells();
    List<String> actual = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String each : Imports.JAVA) {
        shell.eval("import " + each + ";");
      }
      for (String cell : cells) {
        actual.add(cell + "\n=> " + shown(ours.value(shownAsText(cell))));
        expected.add(cell + "\n=> " + oracle(shell, shownAsText(cell)));
      }
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  /// Each cell ends in an expression; as text, its value looks the same everywhere.
  private static String shownAsText(String cell) {
    int start = Math.max(cell.lastIndexOf('\n'), -1) + 1;
    String last = cell.substring(start);
    return cell.substring(0, start) + "String.valueOf((Object) (" + last + "))";
  }

  private static String shown(@Nullable Object value) {
    return "\"" + String.valueOf(value).replace("\"", "\\\"") + "\"";
  }

  private static String oracle(JShell shell, String cell) {
    String rest = cell;
    String value = "";
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(next.source())) {
        if (event.exception() != null) {
          throw new AssertionError(cell, event.exception());
        }
        if (event.causeSnippet() == null) {
          value = event.value() == null ? "" : event.value();
        }
      }
      rest = next.remaining();
    }
    return value;
  }

  private static List<String> cells() throws Exception {
    try (var in = JShellAgreementTest.class.getResourceAsStream("agreement.txt")) {
      assertNotNull(in);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.strip().split("\n----\n"));
    }
  }
}
