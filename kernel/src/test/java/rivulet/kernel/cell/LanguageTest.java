package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.Interpreter.Outcome;

class LanguageTest {
  private final Cells cells = new Cells();

  @ParameterizedTest
  @ValueSource(strings = {"1 + 1", "1 + 1;", "int x = 2; x", "return 2;", "if (true) return 2; 3"})
  void lastExpression_isShown_withOrWithoutSemicolon(String code) {
    assertEquals(2, cells.value(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "// nothing",
        "int x = 5",
        "int x; x = 5;",
        "int x = 1; x++;",
        "int x = 1; --x",
        "System.out.print(\"\")",
        "null",
        "\"a\".length();;",
        "import java.awt.*;",
        "class A {}",
        "for (int i = 0; i < 2; i++) {}",
        "return;"
      })
  void otherEnds_showNothing(String code) {
    assertNull(cells.value(code));
  }

  @Test
  void variableDeclaredTwiceInACell_isAssigned_ifItsTypeStays() {
    assertEquals(
        "12",
        cells.value(
            "List<Integer> l = List.of(1); String s = \"\" + l.get(0);"
                + " List<Integer> l = List.of(2); s + l.get(0)"));
    assertTrue(cells.failure("int n = 1; long n = 2;").message().contains("already defined"));
    assertTrue(cells.failure("int n = 1; int n;").message().contains("already defined"));
  }

  @Test
  void compoundAssignment_showsWhatTheVariableIsNow() {
    assertEquals(15, cells.value("int a = 5; double b = 10; a += b;"));
    assertEquals(-50L, cells.value("Long boxed = -100L; boxed /= 2L"));
    assertEquals("ab", cells.value("String s = \"a\"; s += 'b'"));
    assertEquals(8, cells.value("int[] all = {4}; all[0] <<= 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int i = 1; i < 3",
        "List<List<String>> l = new ArrayList<>(); l.isEmpty()",
        "java.util.List<int[]> l = java.util.List.of(new int[2]); l.get(0).length == 2",
        "Map.Entry<String, List<Integer>> e = Map.entry(\"a\", List.of()); e.getValue().isEmpty()",
        "public static final int K = 1; private int L = 2; K < L",
        "@Deprecated int n = 1; n == 1",
        "int a[] = {1}, b = 2; a[0] < b",
        "non_sealed(1); boolean non_sealed(int i) { return true; } non_sealed(2)",
        "int record = 1, sealed = 2; record < sealed",
        "sealed interface S {} non-sealed class N implements S {} final class F implements S {} new N() instanceof S",
        "@interface Mark {} @Mark class M {} M.class.getAnnotations().length == 0",
        "synchronized int s() { return 1; } s() == 1",
        "boolean ok = false; label: { ok = true; break label; } ok",
        "static { System.nanoTime(); } true",
        "import module java.sql; java.sql.Types.NULL == Types.NULL",
        "var f = (Function<Integer, Integer>) v -> v + 1; f.apply(1) == 2",
        "int[].class == int[].class",
        "int n = 0; outer: while (true) { while (true) { n++; if (n > 3) break outer; continue outer; } } n == 4",
        "record R(int a) {} new R(1).a() == 1",
        "int g() { record L(int a) {} enum E { X } interface I { int f(); } I i = () -> new L(2).a(); return i.f(); } g() == 2",
        "<T> List<T> twice(T t) { return List.of(t, t); } twice(1).size() == 2",
        "Object o = 3; boolean b = switch (o) { case Integer i when i > 2 -> true; case String s -> false; default -> false; }; b",
        "String t = \"\"\"\n  %d items\n  %matplotlib inline\n  \"\"\"; t.startsWith(\"%d items\\n%matplotlib\")",
        "var 𝒳 = 1; int 变量 = 2; 𝒳 + 变量 == 3",
        "\"😀\".length() == 2 && \"a😀b\".codePointCount(0, 4) == 3",
        "class Größe { int ä = 1; } new Größe().ä == 1",
        "public class Main { static int ran; public static void main(String[] args) { ran++; } } Main.main(null); Main.ran == 1",
        "boolean done; public static void main(String[] args) { done = args == null; } main(null); done",
        "class A { B b; int v = 1; } class B { A a = new A(); } new B().a.v == 1",
        "Prefs.class != null; class Prefs {} Preferences.class.getName().equals(\"java.util.prefs.Preferences\")",
        "var io = 1; var java = 2; List<Integer> l = List.of(io, java); l.size() == 2",
      })
  void forms_areUnderstood(String code) {
    assertEquals(true, cells.value(code));
  }

  @Test
  void names_areSeenBeforeTheyAreDeclared_inOneCell() {
    assertEquals(
        9,
        cells.value(
            "int a() { return b() + k; } int b() { return new C().v; } class C { int v = 4; } int k = 5; a()"));
  }

  @Test
  void var_isSeenByMethodsAndLambdasOfItsCell() {
    assertEquals(
        3, cells.value("var n = 1; void up() { n++; } up(); Runnable r = () -> n++; r.run(); n"));
    assertEquals(
        "[a]1",
        cells.value(
            "var l = new ArrayList<>(List.of(\"a\")); var m = l.size(); String s() { return \"\" + l + m; } s()"));
  }

  @Test
  void var_ofTypesWithoutAName() {
    assertEquals(3, cells.values("var o = new Object() { int k = 3; };", "o.k"));
    assertEquals(2, cells.values("var mixed = List.of(1, \"a\");", "mixed.size()"));
    assertEquals(
        1,
        cells.values(
            "List<? extends Number> w = List.of(1); var first = w.get(0);", "first.intValue()"));
  }

  @Test
  void packages_areTolerated() {
    assertEquals(
        1,
        cells.values(
            "package com.example; public class Main { static int f() { return 1; } }", "Main.f()"));
  }

  @Test
  void typesOfPackages_areFoundByTheirFullNames() {
    cells.values(
        "package com.example.shop; public class Item { public static int made = 3; }",
        "package com.example.till;\nimport com.example.shop.Item;\nimport com.example.shop.*;\npublic class Till { public static int sum() { return Item.made + com.example.shop.Item.made; } public static void main(String[] args) {} }");
    assertEquals(6, cells.value("com.example.till.Till.main(null); com.example.till.Till.sum()"));
    assertEquals(4, cells.value("import com.example.shop.Item; Item.made + 1"));
  }

  @Test
  void sealedTypes_acrossCells() {
    cells.values(
        "sealed interface S permits P, Q {} record P(int v) implements S {} record Q() implements S {}",
        "int of(S s) { return switch (s) { case P(int v) -> v; case Q() -> 0; }; }");
    assertEquals(4, cells.value("of(new P(4)) + of(new Q())"));
  }

  @Test
  void topLevelReturn_endsTheCell() {
    assertEquals(1, cells.value("int r = 1; if (r == 1) { return r; }\nr = 2; return r;"));
    assertEquals(1, cells.value("r"));
    assertNull(cells.value("if (r == 1) return; r = 5;"));
    assertEquals(1, cells.value("r"));
  }

  @Test
  void defaultImports_areTheUnionOfTheOtherKernels() {
    assertEquals(
        true,
        cells.value(
            "Object[] all = {List.class, IOException.class, BigInteger.class, URI.class, Path.class, LocalDate.class, Callable.class, Function.class, Preferences.class, Pattern.class, Collectors.class}; all.length == 11"));
  }

  @Test
  void imports_mayStandAnywhere_andStay() {
    cells.value("int a = 1; import java.util.concurrent.atomic.AtomicLong; a++;");
    assertEquals(5L, cells.value("new AtomicLong(5).get()"));
  }

  @Test
  void variablesNamedLikePackages_breakNothing() {
    cells.value("var java = 1; var cell = 2; var rivulet = 3; var io = 4;");
    assertEquals(
        10, cells.value("var sum = java + cell + rivulet + io; int get() { return sum; } get()"));
  }

  @Test
  void classNames_areTheUsersOwn() {
    assertEquals("Rocket", cells.value("class Rocket {} Rocket.class.getSimpleName()"));
    assertTrue(String.valueOf(cells.value("new Rocket()")).matches("Rocket@[0-9a-f]+"));
    assertEquals("Rocket", cells.value("Rocket.class.getName()"));
    assertEquals("class Rocket", cells.value("new Rocket().getClass().toString()"));
    assertEquals("[LRocket;", cells.value("new Rocket[0].getClass().getName()"));
    assertEquals("Übung", cells.value("class Übung {} Übung.class.getName()"));
  }

  @Test
  void extensions_addImports() {
    Extension extension =
        new Extension() {
          @Override
          public List<String> imports() {
            return List.of("java.util.zip.*", "static java.lang.Math.*");
          }
        };
    var interpreter = new JavaInterpreter(List.of(extension));
    assertEquals(
        new Outcome.Value(0L), interpreter.execute("max(0, new CRC32().getValue())", 1, v -> {}));
  }

  @Test
  void declaredMethod_winsOverAnExtensionsImport() {
    assertEquals("mine", cells.values("String vec(double d) { return \"mine\"; }", "vec(1)"));
  }

  @Test
  void failedCell_leavesWhatItDeclaredAndAssigned() {
    cells.failure("int a = 1; String b = \"x\"; int f() { return a; } a = 2; int c = 1 / (a - 2);");
    assertEquals("2x20", cells.value("a + b + f() + c"));
  }

  @Test
  void cellThatDoesNotCompile_changesNothing() {
    cells.value("int a = 1;");
    cells.failure("a = 2; int b = 3; import java.awt.*; String a = 5;");
    assertEquals(1, cells.value("a"));
    assertEquals("cannot find symbol; symbol: variable b", cells.failure("b").message());
  }
}
