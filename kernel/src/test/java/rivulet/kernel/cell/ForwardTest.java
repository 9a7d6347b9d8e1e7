package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import rivulet.kernel.session.Interpreter.Outcome;

/// Methods that use what a later cell declares, and what the user is told about it.
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
  void missingNameOutsideAMethod_orMemberOfAKnownType_isAnError() {
    assertEquals(
        "cannot find symbol; symbol: method g()",
        cells.failure("int f() { return g(); } int n = g();").message());
    assertTrue(
        cells
            .failure("int f(String s) { return s.lengthy(); }")
            .message()
            .startsWith("cannot find symbol; symbol: method lengthy()"));
    assertTrue(cells.failure("Missing f() { return null; }").message().contains("class Missing"));
    assertEquals("cannot find symbol; symbol: method f()", cells.failure("f()").message());
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
