package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaretTest {
  private final Cells cells = new Cells();

  /// The place where the caret must stand follows a `‸` in each line.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "int[] a = null; int n = a‸.length;",
        "int[] a = null; a‸[0] = 1;",
        "int[] a = new int[3]; a‸[3] = 1;",
        "Object o = \"s\"; Integer i = ‸(Integer) o;",
        "int z = 0; if (z == 0) ‸throw new IllegalStateException(\"zero\");",
        "int z = 0; int y = 5 ‸/ z;",
        "String s = null; int n = s.‸length();",
        "Vec v = null; var w = vec(1) + vec(2) ‸* v;",
        "Vec v = null; var w = ‸-v;",
        "Vec v = null; v ‸-= vec(1)",
      })
  void caret_standsAtWhatFailed(String marked) {
    int at = marked.indexOf('‸');
    String[] lines = cells.traceback(marked.replace("‸", "")).split("\n", -1);
    int line = List.of(lines).indexOf("    " + marked.replace("‸", ""));
    assertEquals(" ".repeat(4 + at) + "^", lines[line + 1]);
  }
}
