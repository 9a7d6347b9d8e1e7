package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// What is told of a name: each case is a text with `|` at the cursor and what the answer holds.
@Timeout(120)
class InspectorTest {
  private final Session session = new Session();

  private record Case(String text, List<String> told) {
    static Case of(String text, String... told) {
      return new Case(text, List.of(told));
    }
  }

  private static final List<Case> CASES =
      List.of(
          Case.of(
              "\"x\".substr|ing(1, 2)",
              "String substring(int beginIndex, int endIndex)",
              "from java.lang.String",
              "Returns a string that is a substring of this string.",
              "Parameters\n    beginIndex - the beginning index, inclusive.",
              "Throws\n    IndexOutOfBoundsException"),
          Case.of(
              "\"x\".substring|",
              "String substring(int beginIndex)",
              "String substring(int beginIndex, int endIndex)"),
          Case.of("\"x\".substring(|", "String substring(int beginIndex)"),
          Case.of("\"x\".substring(1, |)", "substring("),
          Case.of("\"x\".substring(1, 2|)", "String substring(int beginIndex, int endIndex)"),
          Case.of("System.out.println(\"a|", "void println("),
          Case.of(
              "enum Op { UP { int of(int step) { return st|ep; } }; abstract int of(int s); }",
              "int step"),
          Case.of("List<String> l = List.of(); l.ge|t(0)", "String get(int index)"),
          Case.of("new ArrayList<String>().ad|d(\"x\")", "boolean add(String e)", "Appends"),
          Case.of(
              "new Array|List<String>()", "ArrayList", "Resizable-array", "ArrayList(int initial"),
          Case.of("HttpClie|nt", "class java.net.http.HttpClient"),
          Case.of("Math.P|I", "double PI", "ratio of the circumference"),
          Case.of("int x = 5; x|", "int x"),
          Case.of(
              "/** Twice as much.\n * @param n a {@code number}\n */\nint twice(int n) {"
                  + " return 2 * n; }\ntwic|e(1)",
              "int twice(int n)",
              "Twice as much.",
              "n - a number"),
          Case.of(
              "/// Twice as *much* as [Integer#MAX_VALUE].\nint twice(int n) {"
                  + " return 2 * n; }\ntwice(|",
              "Twice as much as Integer.MAX_VALUE."),
          Case.of("%mav|en a:b:c", "%maven GROUP:ARTIFACT:VERSION", "Adds a library."),
          Case.of("for (var e : List.of(\"a\")) { e.len|gth(); }", "int length()"),
          Case.of("List.of(\"a\").stream().map(x -> x.len|gth()).toList()", "int length()"));

  @TestFactory
  Stream<DynamicTest> inspections() {
    return CASES.stream().map(c -> DynamicTest.dynamicTest(c.text(), () -> check(c)));
  }

  private void check(Case c) {
    String text = session.inspect(c.text());
    for (String told : c.told()) {
      assertTrue(text.contains(told), () -> told + " is missing in\n" + text);
    }
  }

  @Test
  void nothingKnown_isEmpty() {
    for (String text : List.of("|", "undefined|", "1 + |2", "// String|", "undefined.foo|()")) {
      assertEquals(Map.of(), session.inspect(text, false), text);
    }
  }

  @Test
  void html_showsTheSame() {
    String html = String.valueOf(session.inspect("List.o|f(1)", false).get("text/html"));
    assertTrue(html.startsWith("<pre><code>List&lt;"), html);
    assertTrue(html.contains("<dt>Parameters</dt><dd><code>"), html);
  }

  @Test
  void details_holdTheSource() {
    String text = String.valueOf(session.inspect("\"\".isEm|pty()", true).get("text/plain"));
    assertTrue(text.contains("return value.length == 0;"), text);
    session.run("int twice(int n) { return 2 * n; }");
    text = String.valueOf(session.inspect("twi|ce", true).get("text/plain"));
    assertTrue(text.contains("{ return 2 * n; }"), text);
  }

  @Test
  void sessionsVariables_showTheirValues() {
    session.run("/** Of a day. */ record Point(int x, int y) {}\nvar p = new Point(1, 2);");
    session.run("int[] many = new int[100]; var list = List.of(1, 2); String text = \"abc\";");
    awaitInspection("p|", "Point p\n\nfrom In[1]\n\nValue: Point[x=1, y=2]");
    awaitInspection("many|", "Value: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...] (length 100)");
    awaitInspection("list|", "Value: [1, 2] (size 2)");
    awaitInspection("text|", "Value: \"abc\" (length 3)");
    assertTrue(session.inspect("Poi|nt").contains("Of a day."), session.inspect("Poi|nt"));
  }

  /// A look at a value may take too long on a busy machine; the next is as good.
  private void awaitInspection(String marked, String told) {
    while (!session.inspect(marked).contains(told)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void valueThatNeverPrints_isLeftOut_andStopped() throws Exception {
    session.run(
        """
        volatile long steps = 0;
        class Endless { public String toString() { while (true) { steps++; } } }
        var e = new Endless();
        """);
    assertTrue(session.inspect("e|").startsWith("Endless e"), session.inspect("e|"));
    long before = -1;
    while (steps() != before) {
      before = steps();
      Thread.sleep(50);
    }
  }

  private long steps() {
    String text = "";
    while (!text.contains("Value:")) {
      text = session.inspect("steps|");
    }
    return Long.parseLong(text.replaceAll("(?s).*Value: (\\d+).*", "$1"));
  }
}
