package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import rivulet.kernel.session.Interpreter.Outcome;

/// Methods and types that use what a later cell declares, and what the user is told about it.
class ForwardTest {
  private final Cells cells = new Cells();

  /// What a cell that must succeed prints on standard error.
  private String note(String cell) {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      cells.value(cell);
    } finally {
      System.setErr(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void methodThatMissesAnother_isTakenIn_andSaysSo() {
    assertEquals(
        "f() cannot be called until this is declared: method g(int)\n",
        note("int f(int n) {\n  return g(n) + 1;\n}"));
    Outcome.Failure failure = cells.failure("f(1)");
    assertEquals("java.lang.IllegalStateException", failure.name());
    assertEquals("f() cannot be called until this is declared: method g(int)", failure.message());
    assertTrue(Cells.text(failure).contains("Cell In[1], line 1, in f\n"), Cells.text(failure));
    assertEquals("", note("int g(int n) { return 10 * n; }"));
    assertEquals(11, cells.value("f(1)"));
    assertEquals(3, cells.values("int g(int n) { return 2; }", "f(1)"));
  }

  @Test
  void callInTheCellThatDeclaresTheRest_works() {
    cells.values("String hello() { return greeting + new Name().s; }");
    assertEquals(
        "hi Ada",
        cells.value("var greeting = \"hi \"; class Name { String s = \"Ada\"; } hello()"));
  }

  @Test
  void severalMissingThings_areNamedTogether_andWaitedFor() {
    assertEquals(
        "f() cannot be called until this is declared: method g(), variable x\n",
        note("int f() { return g() + x + g(); }"));
    cells.value("int x = 1;");
    assertEquals(
        "f() cannot be called until this is declared: method g(), variable x",
        cells.failure("f()").message());
    assertEquals(3, cells.values("int g() { return 1; }", "f()"));
  }

  @Test
  void chain_resolvesInAnyOrder() {
    cells.values("int a() { return b() + 1; }", "int b() { return c() + 1; }");
    assertEquals(
        "b() cannot be called until this is declared: method c()", cells.failure("a()").message());
    assertEquals(2, cells.values("int c() { return 0; }", "a()"));
  }

  @Test
  void recursionOverCells_works() {
    cells.values(
        "boolean even(int n) { return n == 0 || odd(n - 1); }",
        "boolean odd(int n) { return n != 0 && even(n - 1); }");
    assertEquals(true, cells.value("even(10)"));
  }

  @Test
  void declaredAgainWithAnotherBody_isNotBroughtBack() {
    cells.values(
        "int f() { return g(); }", "int f() { return 7; }", "int g() { return 1; }", "f()");
    assertEquals(7, cells.value("f()"));
  }

  @Test
  void missingNameOutsideADeclaration_orMemberOfAKnownType_isAnError() {
    assertEquals(
        "cannot find symbol; symbol: method g()",
        cells.failure("int f() { return g(); } int n = g();").message());
    for (String wrong :
        List.of(
            "int f(String s) { return s.lengthy(); }",
            "class A { int f(String s) { return s.lengthy(); } }",
            "class A { String name; A(String name) { this.naem = name; } }")) {
      assertTrue(cells.failure(wrong).message().startsWith("cannot find symbol; symbol:"), wrong);
    }
    assertEquals(
        "cannot find symbol; symbol: class Missing", cells.failure("Missing m;").message());
    assertEquals("cannot find symbol; symbol: method f()", cells.failure("f()").message());
  }

  @Test
  void typeThatMissesAnother_isLeftOut_untilThatIsDeclared() {
    assertEquals(
        "Circle cannot be used until this is declared: class Shape\n",
        note("class Circle extends Shape { double area() { return 3 * r * r; } int r = 2; }"));
    assertEquals(
        "Box cannot be used until this is declared: class Circle\n",
        note("class Box { Circle in = new Circle(); }"));
    assertEquals(
        "cannot find symbol; symbol: class Box; In[2]: Box cannot be used until this is declared:"
            + " class Circle",
        cells.failure("Box box;").message());
    assertEquals("", note("abstract class Shape { abstract double area(); }"));
    assertEquals(12.0, cells.value("Shape s = new Box().in; s.area()"));
  }

  @Test
  void errorsThatFollowFromWhatIsMissing_areNoneOfTheirOwn() {
    assertEquals(
        "Oak cannot be used until this is declared: class Tree\n",
        note("class Oak extends Tree { @Override public int height() { return 30; } }"));
    assertEquals(
        30,
        cells.values(
            "interface Bush { }",
            "class Tree { public int height() { return 1; } }",
            "new Oak().height()"));
    assertTrue(
        cells
            .failure("class Elm extends Missing { } class A { int n = \"\"; }")
            .message()
            .startsWith("cannot find symbol; symbol: class Missing"));
  }

  @Test
  void methodWithATypeThatIsMissing_isLeftOut_untilThatIsDeclared() {
    assertEquals(
        "total() cannot be called until this is declared: class Item\n",
        note(
            "int total(List<Item> all) { int t = 0; for (Item i : all) t += i.price(); return t; }"));
    assertEquals(
        "cannot find symbol; symbol: method total(List<Object>); In[1]: total() cannot be called"
            + " until this is declared: class Item",
        cells.failure("total(List.of())").message());
    assertEquals(7, cells.values("record Item(int price) { }", "total(List.of(new Item(7)))"));
  }

  @Test
  void whatIsWrong_onceAllIsDeclared_isToldWhereItIsUsed() {
    cells.values(
        "class Till { int sum(Item i) { return i.price; } }", "record Item(int price) { }");
    assertEquals(
        "cannot find symbol; symbol: class Till; In[1]: Till does not compile: price has private"
            + " access in Item",
        cells.failure("new Till()").message());
  }

  @Test
  void typeThatMissesVariablesAndMethods_isToldAllOfThem() {
    assertEquals(
        "A cannot be used until this is declared: method g(), variable x\n",
        note("class A { class B { int f() { return g() + x; } } static int h() { return g(); } }"));
    assertEquals(9, cells.values("int x = 4;", "int g() { return 5; }", "new A().new B().f()"));
  }

  @Test
  void whatIsLeftOut_andUsedInItsCell_isAnErrorOfTheFirstCause() {
    assertEquals(
        "cannot find symbol; symbol: class Shape",
        cells.failure("class Circle extends Shape { }\nnew Circle()").message());
    assertEquals(
        "cannot find symbol; symbol: class Circle", cells.failure("new Circle()").message());
  }

  @Test
  void typeThatWasThereBefore_isNotLeftOut() {
    cells.values("class A { int v = 1; }");
    assertEquals(
        "cannot find symbol; symbol: class Missing; location: class A",
        cells.failure("class A { Missing m; }").message());
    assertEquals(1, cells.value("new A().v"));
  }

  @Test
  void whatWaits_isReplacedByItsNextDeclaration_andForgottenWithTheSession() {
    assertEquals(
        2, cells.values("class A { Q q; }", "class A { int v = 2; }", "class Q { }", "new A().v"));
    assertEquals(
        3,
        cells.values(
            "class B { R r; }", "class B { R r; int v = 3; }", "class R { }", "new B().v"));
    cells.values("class C { S s; }");
    cells.interpreter.definitions().reset();
    cells.values("class S { }");
    assertEquals("cannot find symbol; symbol: class C", cells.failure("new C()").message());
  }

  @Test
  void variablesWithObjectsOfAnOldClass_areNamed() {
    cells.values("class A { int v; }", "A one = new A(); var two = List.of(new A()); int n = 1;");
    assertEquals(
        "one, two still hold the old A (In[1]); to renew, run the cell that sets them\n",
        note("class A { int v; int w; }"));
    assertEquals(
        "two still holds the old A (In[1]); to renew, run the cell that sets it\n",
        note("class A { long v; } A one = new A(); A[] more = {one};"));
    assertEquals("", note("class A { long v; } one = new A();"));
    assertEquals("", note("class B { }"));
  }
}
