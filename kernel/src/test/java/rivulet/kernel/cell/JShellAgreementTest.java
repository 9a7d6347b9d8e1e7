package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// JShell as the oracle: sessions of cells, run in both, whose last expressions have the same
/// values of the same types. `agreement.txt` has them, each cell's last line an expression.
class JShellAgreementTest {
  @Test
  void thereAreEnoughCells() throws Exception {
    int cells = sessions().stream().mapToInt(List::size).sum();
    assertTrue(cells >= 300, cells + " cells");
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void cells_giveTheSameValues_asInJShell(List<String> cells) {
    Cells ours = new Cells();
    List<String> actual = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String each : Imports.JAVA) {
        shell.eval("import " + each + ";");
      }
      oracle(shell, TYPED);
      ours.value(TYPED);
      for (String cell : cells) {
        actual.add(cell + "\n=> " + ours.value(shownAsText(cell)));
        expected.add(cell + "\n=> " + text(oracle(shell, shownAsText(cell))));
      }
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  /// Says a value's type beside it: overloads tell primitive types apart, classes the others.
  private static final String TYPED =
      Stream.of("int", "long", "short", "byte", "char", "boolean", "float", "double")
              .map("String typed(%1$s v) { return \"%1$s \" + v; }\n"::formatted)
              .collect(Collectors.joining())
          + """
          String typed(Object v) {
            Class<?> type = v == null ? Void.class : v.getClass();
            return (type.isHidden() ? "" : type.getSimpleName() + " ") + v;
          }
          """;

  /// Each cell ends in an expression; as text, its value looks the same everywhere.
  private static String shownAsText(String cell) {
    int start = Math.max(cell.lastIndexOf('\n'), -1) + 1;
    String last = cell.substring(start);
    return cell.substring(0, start) + "typed(" + last + ")";
  }

  private static String text(String literal) {
    return literal.substring(1, literal.length() - 1).translateEscapes();
  }

  private static String oracle(JShell shell, String cell) {
    String rest = cell;
    String value = "";
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(next.source())) {
        if (event.exception() != null || event.status() == Snippet.Status.REJECTED) {
          throw new AssertionError(
              cell + shell.diagnostics(event.snippet()).toList(), event.exception());
        }
        if (event.causeSnippet() == null) {
          value = event.value() == null ? "" : event.value();
        }
      }
      rest = next.remaining();
    }
    return value;
  }

  static List<List<String>> sessions() throws Exception {
    try (var in = JShellAgreementTest.class.getResourceAsStream("agreement.txt")) {
      assertNotNull(in);
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.strip().split("\n====\n"))
          .map(session -> List.of(session.split("\n----\n")))
          .toList();
    }
  }
}
