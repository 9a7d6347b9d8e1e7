package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RedefinitionTest {
  private final Cells cells = new Cells();

  @Test
  void method_ofAnEarlierCell_seesTheNewVariable() {
    assertEquals(7, cells.values("int x = 1; int get() { return x; }", "int x = 7;", "get()"));
  }

  @Test
  void methodAndLambda_seeTheNewMethod() {
    cells.values(
        "int g() { return 1; } int f() { return g() * 10; }",
        "Supplier<Integer> s = () -> g();",
        "int g() { return 2; }");
    assertEquals(20, cells.value("f()"));
    assertEquals(2, cells.value("s.get()"));
  }

  @Test
  void variable_changesItsType() {
    assertEquals("ab", cells.values("int x = 1;", "String x = \"a\";", "x + \"b\""));
  }

  @Test
  void method_thatUsesAVariableOfAnotherType_saysSo() {
    cells.values("int x = 1; int get() { return x; }", "String x = \"a\";");
    assertEquals(
        "x was redefined with another type; run the cell that uses it again",
        cells.failure("get()").message());
  }

  @Test
  void variable_keepsItsValue_whenTheNewOneFails() {
    cells.values("int x = 5;");
    cells.failure("int x = Integer.parseInt(\"no\");");
    assertEquals(5, cells.value("x"));
  }

  @Test
  void variables_keepTheirValues_afterImportsAndRedefinitions() {
    cells.values(
        "class A { int v = 1; } A a = new A(); int used() { return a.v; }",
        "import java.util.concurrent.atomic.*;",
        "class A { int w = 2; }",
        "int used() { return 3; }");
    assertEquals(false, cells.value("a == null"));
    assertEquals(1, cells.value("a.v"));
  }

  @Test
  void classAndSubclass_redefinedTogether_subclassFirst() {
    cells.values(
        "class Sub extends Base { String s() { return super.s() + \"sub1\"; } } class Base { String s() { return \"base1\"; } } new Sub().s()");
    assertEquals(
        "base2sub2",
        cells.value(
            "class Sub extends Base { String s() { return super.s() + \"sub2\"; } } class Base { String s() { return \"base2\"; } } new Sub().s()"));
  }

  @Test
  void constructorReference_afterTheClassChanged() {
    cells.values("class Apple { int w; Apple(int w) { this.w = w; } }");
    cells.values("Function<Integer, Apple> make = Apple::new; make.apply(3).w");
    assertEquals(
        "red4",
        cells.values(
            "class Apple { String s; Apple(int w, String c) { s = c + w; } }",
            "BiFunction<Integer, String, Apple> make = Apple::new;",
            "make.apply(4, \"red\").s"));
  }

  @Test
  void objectsOfAnOldClass_goOnWorking() {
    cells.values(
        "class A { int v() { return 1; } } var a = new A();", "class A { int v() { return 2; } }");
    assertEquals(1, cells.value("a.v()"));
    assertEquals(2, cells.value("new A().v()"));
  }

  @Test
  void overloads_ofSeveralCells_standSideBySide() {
    cells.values("int f(int n) { return n; }", "String f(String s) { return s; }");
    assertEquals("1a", cells.value("f(1) + f(\"a\")"));
    assertEquals("2a", cells.values("int f(int n) { return n + 1; }", "f(1) + f(\"a\")"));
  }

  @Test
  void overloads_ofEarlierCells_areSeenWhereANewOneIsDeclared() {
    cells.values("int f(int n) { return n; }", "String f(String s) { return f(s.length()) + s; }");
    assertEquals("1a", cells.value("f(\"a\")"));
    assertEquals(
        "[1, 2b, 3.0]",
        cells.value(
            "double f(double d) { return d; } class Uses { Object all() { return List.of(f(1), f(\"bb\"), f(3.0)).toString().replace(\"bb\", \"b\"); } } new Uses().all()"));
    assertEquals("5", cells.value("String f(int n) { return \"\" + n; } f(5)"));
    String wrong = cells.failure("int f(int[] a) { return 0; } f(true)").message();
    assertTrue(wrong.startsWith("no suitable method found for f(boolean); method f("), wrong);
    assertFalse(wrong.contains("In0"), wrong);
  }

  @Test
  void overloads_ofGenericMethodsAndVarargs() {
    cells.values(
        "<T extends Comparable<T>> T most(List<T> all) { return Collections.max(all); }",
        "int most(int... all) { return most(Arrays.stream(all).boxed().toList()); }",
        "<T> int most(Map<String, T> all) throws Exception { return most(3, 4) + all.size(); }");
    assertEquals(5, cells.value("most(Map.of(\"a\", 1))"));
    assertEquals(
        "b",
        cells.value(
            "<T extends Comparable<T>> T most(List<T> all) { return Collections.max(all); } most(List.of(\"a\", \"b\"))"));
  }

  @Test
  void methodWithAnotherSignature_canBeDeclaredAgainAndAgain() {
    cells.values("static int area(int a) { return a; }", "area(2)");
    assertEquals(6, cells.values("static int area(int a, int b) { return a * b; }", "area(2, 3)"));
    assertEquals(2.5, cells.values("static double area(int a) { return a / 2.0; }", "area(5)"));
  }

  @Test
  void usersImports_winOverDefinitionsAndDefaults_theLaterOfTwo() {
    cells.values("class Point { String s = \"mine\"; }");
    assertEquals("mine", cells.value("new Point().s"));
    assertEquals(0, cells.values("import java.awt.Point;", "new Point().x"));
    assertEquals("again", cells.values("class Point { String s = \"again\"; }", "new Point().s"));
  }

  @Test
  void usersStarImport_winsOverDefaultImports() {
    assertEquals("java.awt.List", cells.values("import java.awt.*;", "List.class.getName()"));
    assertEquals("java.util.Map", cells.value("Map.class.getName()"));
  }

  @Test
  void declaredClass_winsOverDefaultImports() {
    assertEquals(
        1, cells.values("class Scanner { int v = 1; }", "Optional<Scanner> o; new Scanner().v"));
  }

  @Test
  void sameNumberTwice_isTwoCells() {
    cells.interpreter.execute("int a = 1; int f() { return a; }", 9, value -> {});
    cells.interpreter.execute("int a = 2;", 9, value -> {});
    assertEquals(2, cells.value("f()"));
  }

  @Test
  void classDeclaredAgainWithTheSameText_isTheSameClass() {
    cells.values(
        "record P(int x) {} enum Color { RED }",
        "P twice(P p) { return new P(2 * p.x()); }",
        "P p = new P(4); Color c = Color.RED;",
        "record P(int x) {} enum Color { RED }");
    assertEquals(true, cells.value("p.equals(new P(4)) && c == Color.RED"));
    assertEquals(8, cells.value("twice(p).x()"));
    assertEquals(10, cells.value("twice(new P(5)).x()"));
  }

  @Test
  void classWithStaticState_beginsAnew_andSoDoesWhatUsesIt() {
    String counter = "class Counter { static int n = 0; static int next() { return ++n; } }";
    cells.values(counter, "int two() { return Counter.next() + Counter.next(); }", "two()");
    assertEquals(3, cells.values(counter, "two()"));
  }

  @Test
  void changedClass_isTheOneThatOtherCellsMean() {
    cells.values(
        "class A { int v() { return 1; } }",
        "class B extends A { A make() { return new A(); } }",
        "int use(A a) { return a.v(); } int both(int k) { return k; }",
        "int useTwice(A a) { return use(a) * 10; }");
    assertEquals(
        20,
        cells.value(
            "class A { int v() { return 2; } int more() { return 7; } } useTwice(new A())"));
    assertEquals(2, cells.value("use(new B())"));
    assertEquals(7, cells.value("new B().make().more()"));
    assertEquals(3, cells.value("both(3)"));
  }

  @Test
  void changedInterface_ofClassesInOtherCells() {
    cells.values(
        "interface Shape { double area(); }",
        "record Square(double s) implements Shape { public double area() { return s * s; } }",
        "double total(List<? extends Shape> all) { double t = 0; for (Shape s : all) t += s.area(); return t; }",
        "interface Shape { double area(); default String name() { return getClass().getSimpleName(); } }");
    assertEquals("Square", cells.value("new Square(2).name()"));
    assertEquals(4.0, cells.value("total(List.of(new Square(2)))"));
  }

  @Test
  void whatDoesNotFitTheNewClass_staysAsItWas() {
    cells.values(
        "class A { int v = 1; } A a = new A();",
        "int get(A a) { return a.v; } String name(A a) { return \"A\"; }",
        "class A { int w = 2; }");
    assertEquals("A", cells.value("name(new A())"));
    assertEquals(1, cells.value("get(a)"));
    assertEquals(
        "incompatible types: A (In[3]) cannot be converted to A (In[1])",
        cells.failure("get(new A())").message());
  }

  @Test
  void errorsInWhatWasCompiledAgain_keepTheirPlaces() {
    cells.values("class A { int v = 0; }", "int one = 1;\nint div(A a) {\n  return one / a.v;\n}");
    cells.value("class A { int v = 0; String more; }");
    assertEquals(
        "Cell In[2], line 3, in div\n      return one / a.v;\n                 ^",
        String.join("\n", cells.traceback("div(new A())").lines().skip(1).limit(3).toList()));
  }

  @Test
  void sealedFamily_declaredAgain() {
    String family =
        "sealed interface E permits N, Add {} record N(int v) implements E {} record Add(E l, E r) implements E {}";
    cells.values(
        family,
        "int eval(E e) { return switch (e) { case N(int v) -> v; case Add(var l, var r) -> eval(l) + eval(r); }; }",
        family);
    assertEquals(3, cells.value("eval(new Add(new N(1), new N(2)))"));
    cells.value(family.replace("int v", "int v, int w"));
    assertEquals(
        true, cells.failure("eval(new N(1, 2))").message().startsWith("incompatible types"));
  }
}
