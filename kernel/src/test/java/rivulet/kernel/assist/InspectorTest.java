package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is told of a name: each case is a text with `|` at the cursor and what the answer holds.
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
          Case.of("\"x\".substring|", "String substring(int beginIndex)", "String substring(int beginIndex, int endIndex)"),
          Case.of("\"x\".substring(|", "String substring(int beginIndex)"),
          Case.of("\"x\".substring(1, |)", "substring("),
          Case.of("\"x\".substring(1, 2|)", "String substring(int beginIndex, int endIndex)"),
          Case.of("System.out.println(\"a|", "void println("),
          Case.of("List<String> l = List.of(); l.ge|t(0)", "String get(int index)"),
          Case.of("new ArrayList<String>().ad|d(\"x\")", "boolean add(String e)", "Appends"),
          Case.of("new Array|List<String>()", "ArrayList", "Resizable-array"),
          Case.of("HttpClie|nt", "class HttpClient", "from java.net.http"),
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
    assertTrue(session.inspect("p|").contains("Value: Point[x=1, y=2]"), session.inspect("p|"));
    assertTrue(session.inspect("p|").startsWith("Point p\n\nfrom In[1]"), session.inspect("p|"));
    assertTrue(session.inspect("many|").contains("0, ...] (length 100)"), session.inspect("many|"));
    assertTrue(session.inspect("list|").contains("[1, 2] (size 2)"));
    assertTrue(session.inspect("text|").contains("\"abc\" (length 3)"));
    assertTrue(session.inspect("Poi|nt").contains("Of a day."), session.inspect("Poi|nt"));
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
    long before = steps();
    for (int i = 0; i < 1000 && steps() != before; i++) {
      before = steps();
      Thread.sleep(20);
    }
    Thread.sleep(50);
    assertEquals(before, steps());
  }

  private long steps() {
    String text = session.inspect("steps|");
    return Long.parseLong(text.replaceAll("(?s).*Value: (\\d+).*", "$1"));
  }
}
