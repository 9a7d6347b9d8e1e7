package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What is offered where: each case is a text with `|` at the cursor, then what must be offered,
/// and, with `-` before it, what must not.
class CompleterTest {
  private final Session session = new Session();

  private record Case(String text, List<String> wanted, List<String> unwanted) {
    static Case of(String text, String... words) {
      List<String> wanted = new ArrayList<>();
      List<String> unwanted = new ArrayList<>();
      for (String word : words) {
        (word.startsWith("-") ? unwanted : wanted).add(word.replaceFirst("^-", ""));
      }
      return new Case(text, wanted, unwanted);
    }
  }

  private static final List<Case> MEMBERS =
      List.of(
          Case.of("\"x\".sub|", "substring", "subSequence", "-length"),
          Case.of("\"x\".|", "length", "getClass", "-valueOf", "-hash", "-value"),
          Case.of("\"x\".strip().toUpperCase().is|", "isEmpty", "isBlank"),
          Case.of("String s = \"a\"; s.le|", "length"),
          Case.of("String.val|", "valueOf", "-length"),
          Case.of("String.cl|", "class"),
          Case.of("System.out.pri|", "println", "printf", "print"),
          Case.of("new ArrayList<String>().ge|", "get", "getFirst"),
          Case.of("int[] a = {1}; a.le|", "length"),
          Case.of("int[] a = {1}; a.|", "length", "hashCode"),
          Case.of("List<String> l = List.of(); l.get(0).tri|", "trim"),
          Case.of("Map<String, List<Integer>> m = null; m.get(\"a\").getFirst().by|", "byteValue"),
          Case.of(
              "var m = new HashMap<String, Long>(); m.entrySet().iterator().next().|",
              "getKey",
              "getValue"),
          Case.of("java.util.|", "List", "concurrent", "-AbstractQueuedSynchronizer"),
          Case.of("java.util.conc|", "concurrent"),
          Case.of("Map.En|", "Entry"),
          Case.of("Thread.State.|", "RUNNABLE", "valueOf"),
          Case.of("1.0.|"),
          Case.of("undefined.|"),
          Case.of("undefined().fo|"),
          Case.of("Optional.of(\"x\").map(String::le|", "length"),
          Case.of("Function<String, Integer> f = String::le|", "length"),
          Case.of("String::|", "valueOf", "length", "new"),
          Case.of("System.out::pr|", "println"));

  private static final List<Case> UNFINISHED =
      List.of(
          Case.of("List<String> l = List.of(); System.out.println(l.get(0).su|", "substring"),
          Case.of("List<String> l = List.of();\nif (l.is|\nint z = 5;", "isEmpty"),
          Case.of("String s = \"\";\ns.su|\nint z = 5;", "substring"),
          Case.of("String s = \"\"; { s.su| } int z;", "substring"),
          Case.of("String s = \"\"; for (int i = 0; i < s.le|", "length"),
          Case.of("for (var e : List.of(\"a\")) { e.su|", "substring"),
          Case.of("String s = \"\"; while (s.is|) { s = \"\"; }", "isEmpty"),
          Case.of("String s = \"\"; foo(s.is|, 3);", "isEmpty"),
          Case.of(
              "String s = \"\"; String t = s\n    .trim()\n    .su|\n    .strip();", "substring"),
          Case.of("int x = ;\nString s = \"\";\ns.su|", "substring"),
          Case.of("foo(\nString s = \"\";\ns.su|", "substring"),
          Case.of("String s = \"\"; return s.su|", "substring"),
          Case.of("String s = \"\"; int n = true ? s.le|", "length"),
          Case.of("String s = \"\"; new int[] {s.le|", "length"),
          Case.of("String s = \"\"; switch (s.le|", "length"),
          Case.of("String s = \"\"; switch (1) { case 1 -> s.su|", "substring"),
          Case.of("String s = \"\"; int[] a = new int[3]; a[s.le|", "length"),
          Case.of("try (var in = new StringReader(\"\")) { in.re|", "read"),
          Case.of("try { } catch (IOException e) { e.getMe|", "getMessage"),
          Case.of("Object o = 1; if (o instanceof String s && s.is|", "isEmpty"),
          Case.of("Object o = 1; switch (o) { case String s -> s.is|", "isEmpty"),
          Case.of("Runnable r = () -> { String s = \"\"; s.su|", "substring"));

  private static final List<Case> LAMBDAS =
      List.of(
          Case.of("List.of(\"a\").forEach(x -> x.su|", "substring"),
          Case.of("List.of(\"a\").stream().map(x -> x.su|", "substring"),
          Case.of("List.of(\"a\").stream().map(x -> x.length()).filter(n -> n.by|", "byteValue"),
          Case.of("List.of(\"a\").stream().map(x -> { return x.su|", "substring"),
          Case.of("List.of(\"a\").stream().collect(Collectors.groupingBy(x -> x.le|", "length"),
          Case.of("Comparator<String> c = Comparator.comparing(x -> x.le|", "length"),
          Case.of("new TreeSet<String>((a, b) -> a.comp|", "compareTo"),
          Case.of("BiFunction<String, Integer, Long> f = (text, n) -> te|", "text"),
          Case.of("List.of(\"a\").stream().map(word -> wo|", "word"));

  private static final List<Case> OWN =
      List.of(
          Case.of("class Cat { String name; void meow() {} }\nnew Cat().|", "name", "meow"),
          Case.of("class Cat { String name; }\nvar c = new Cat(); c.na|", "name"),
          Case.of("class Cat { String name; void meow() { na| } }", "name"),
          Case.of("class Cat { void meow() { this.na| } String name; }", "name"),
          Case.of("class Cat { void meow() { na|\n }\n String name; }", "name"),
          Case.of("record Point(int x, int y) {}\nnew Point(1, 2).|", "x", "y", "equals"),
          Case.of("enum Color { RED, GREEN }\nColor.|", "RED", "GREEN", "values"),
          Case.of("enum Color { RED }\nColor c = null; switch (c) { case R|", "RED"),
          Case.of("enum Color { RED }\nColor c = null; int n = switch (c) { case |-> 1; };", "RED"),
          Case.of("int twice(int n) { return 2 * n; }\ntwi|", "twice"),
          Case.of("int twice(int number) { return num|", "number"),
          Case.of("int counter = 1; cou|", "counter"),
          Case.of("var text = \"a\"; String up() { return text.toUp|", "toUpperCase"),
          Case.of("static class A { int field; static void f() { fie| } }", "-field"),
          Case.of("<T extends CharSequence> void f(T t) { t.le|", "length"),
          Case.of("|", "-run$", "-value$", "if", "int"),
          Case.of("to|", "-toString"));

  private static final List<Case> NAMES =
      List.of(
          Case.of("Arr|", "ArrayList", "Arrays"),
          Case.of("new Arr|", "ArrayList", "-ArrayIndex", "-return"),
          Case.of("new |", "-if"),
          Case.of("List<Inte|", "Integer"),
          Case.of("Lis| l = null;", "List"),
          Case.of("@Over|", "Override", "-OverlappingFileLockException"),
          Case.of("@Fun|\ninterface F { void f(); }", "FunctionalInterface", "-Function"),
          Case.of("HttpCl|", "java.net.http.HttpClient"),
          Case.of("new BufferedIm|", "java.awt.image.BufferedImage"),
          Case.of("ArrayList|", "ArrayList", "-java.util.ArrayList"),
          Case.of("disp|", "display"),
          Case.of("jav|", "java", "javax"),
          Case.of("ret|", "return"),
          Case.of("int x = ret|", "-return"),
          Case.of("int x = tr|", "true", "-try"),
          Case.of("Object o = 1; boolean b = o inst|", "instanceof"),
          Case.of("class A ext|", "extends"),
          Case.of("class A extends Arr|", "ArrayList"),
          Case.of("class A extends Arr| { }", "ArrayList"),
          Case.of("void f() throws IOEx|", "IOException"),
          Case.of("try { } catch (IOEx|", "IOException"),
          Case.of("// Arr|", "-ArrayList"),
          Case.of("/* Arr|", "-ArrayList"),
          Case.of("\"Arr|", "-ArrayList"),
          Case.of("12|", "-123"),
          Case.of("array|", "ArrayList"));

  private static final List<Case> IMPORTS =
      List.of(
          Case.of("import java.ut|", "util"),
          Case.of("import java.util.|", "List", "concurrent", "stream"),
          Case.of("import java.util.Lis|", "List", "ListIterator", "-concurrent"),
          Case.of("import HttpCl|", "java.net.http.HttpClient"),
          Case.of("import ja|", "java", "javax"),
          Case.of("import static java.lang.Math.sq|", "sqrt"),
          Case.of("import static java.lang.Ma|", "Math"),
          Case.of("import module java.s|", "sql"),
          Case.of("import java.util.List; import java.ti|\nint x = 1;", "time"));

  private static final List<Case> MAGICS =
      List.of(
          Case.of("%ma|", "%maven", "-%load"),
          Case.of("int x = 1;\n%lo|", "%load", "-%%bash"),
          Case.of("%|", "%load", "%maven"),
          Case.of("%%b|", "%%bash"),
          Case.of("int x = 1;\n%%b|", "-%%bash"),
          Case.of("%%bash\nStri|", "-String"),
          Case.of("%%time\nStri|", "String"),
          Case.of("%load po|", "pom.xml"),
          Case.of("%maven a:b:c\nString s = \"\"; s.su|", "substring"),
          Case.of("List<String> jars = %jars lib/*.jar\njars.ge|", "get"),
          Case.of("\"sr|", "src/"),
          Case.of("Path.of(\"src/ma|\")", "main/"),
          Case.of("\"no/such/folder/x|"),
          Case.of("?Str|", "String"));

  @TestFactory
  Stream<DynamicTest> completions() {
    return Stream.of(MEMBERS, UNFINISHED, LAMBDAS, OWN, NAMES, IMPORTS, MAGICS)
        .flatMap(List::stream)
        .map(c -> DynamicTest.dynamicTest(c.text(), () -> check(c)));
  }

  private void check(Case c) {
    List<String> found = session.texts(c.text());
    for (String text : c.wanted()) {
      assertTrue(found.contains(text), () -> text + " is missing in " + found);
    }
    for (String text : c.unwanted()) {
      assertTrue(!found.contains(text), () -> text + " is not wanted in " + found);
    }
    if (c.wanted().isEmpty() && c.unwanted().isEmpty()) {
      assertEquals(List.of(), found);
    }
  }
}
