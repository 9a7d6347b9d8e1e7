package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import rivulet.kernel.session.Interpreter.Outcome;

class ErrorsTest {
  private final Cells cells = new Cells();

  @Test
  void compileErrors_ofACell_comeTogether() {
    Outcome.Failure failure = cells.failure("int x = \"a\";\n\tfoo(x);\nint y = 1;");
    assertEquals("CompilationError", failure.name());
    assertEquals("incompatible types: String cannot be converted to int", failure.message());
    assertEquals(
        """
        Cell In[1], line 1
            int x = "a";
                    ^
        error: incompatible types: String cannot be converted to int

        Cell In[1], line 2
            \tfoo(x);
            \t^
        error: cannot find symbol
          symbol:   method foo(int)\
        """,
        Cells.text(failure));
  }

  @Test
  void missingSemicolon_pointsAtTheLine() {
    assertEquals(
        """
        Cell In[1], line 1
            int x = 1
                     ^
        error: ';' expected\
        """,
        cells.traceback("int x = 1\nint y = 2;"));
  }

  @Test
  void namesOfOurs_areNowhere_inCompileErrors() {
    cells.value("class A { private int p; }");
    assertEquals("p has private access in A", cells.failure("new A().p").message());
    cells.value("A a = new A();");
    cells.value("class A {}");
    assertEquals(
        "incompatible types: A (In[1]) cannot be converted to A (In[4])",
        cells.failure("A b = a;").message());
  }

  @Test
  void nullDereference_inAMethodOfAnotherCell_showsItsLine() {
    cells.value("int length(String s) {\n  int k = 1;\n  return s.length();\n}");
    Outcome.Failure failure = cells.failure("String t = null;\nlength(t)");
    assertEquals("java.lang.NullPointerException", failure.name());
    assertEquals(
        """
        java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null
        Cell In[1], line 3, in length
              return s.length();
                       ^
        Cell In[2], line 2
            length(t)
            ^\
        """,
        Cells.text(failure));
  }

  @Test
  void nullVariables_ofThisAndOtherCells_areNamed() {
    cells.value("String s = null; String get() { return s; }");
    assertEquals(
        "Cannot invoke \"String.length()\" because \"s\" is null",
        cells.failure("s.length()").message());
    assertEquals(
        "Cannot invoke \"String.length()\" because \"get()\" is null",
        cells.failure("get().length()").message());
    assertEquals(
        "Cannot invoke \"String.length()\" because \"own\" is null",
        cells.failure("String own = null; own.length()").message());
    assertEquals(
        "Cannot read field \"next\" because \"n\" is null",
        cells.failure("class Node { Node next; } Node n = null; n.next").message());
  }

  @Test
  void causes_areAllShown() {
    assertEquals(
        """
        java.lang.IllegalStateException: outer
        Cell In[1], line 4
              throw new IllegalStateException("outer", e);
              ^
        Caused by: java.lang.IllegalArgumentException: inner
        Cell In[1], line 2
              throw new IllegalArgumentException("inner");
              ^\
        """,
        cells.traceback(
            """
            try {
              throw new IllegalArgumentException("inner");
            } catch (Exception e) {
              throw new IllegalStateException("outer", e);
            }\
            """));
  }

  @Test
  void suppressed_isShown() {
    String text =
        cells.traceback(
            "try (AutoCloseable c = () -> { throw new RuntimeException(\"closing\"); }) {\n  throw new Exception(\"body\");\n}");
    assertTrue(text.startsWith("java.lang.Exception: body\nCell In[1], line 2\n"), text);
    assertTrue(
        text.contains("\nSuppressed: java.lang.RuntimeException: closing\nCell In[1], line 1\n"),
        text);
  }

  @Test
  void libraryFrames_areFew_andOnlyAboveTheUsersLine() {
    assertEquals(
        """
        java.lang.NumberFormatException: For input string: "x"
          at java.lang.Integer.parseInt (Integer.java)
        Cell In[1], line 1
            Stream.of("x").map(s -> Integer.parseInt(s)).toList()
                                            ^
        Cell In[1], line 1
            Stream.of("x").map(s -> Integer.parseInt(s)).toList()
                                                         ^\
        """,
        cells.traceback("Stream.of(\"x\").map(s -> Integer.parseInt(s)).toList()"));
  }

  @Test
  void usersOwnException_hasItsOwnName() {
    Outcome.Failure failure =
        cells.failure(
            "class Oops extends RuntimeException { Oops(String m) { super(m); } }\nthrow new Oops(\"no\");");
    assertEquals("Oops", failure.name());
    assertEquals("no", failure.message());
    assertEquals(
        """
        Oops: no
        Cell In[1], line 2
            throw new Oops("no");
            ^\
        """,
        Cells.text(failure));
  }

  @Test
  void classCast_namesTheUsersClasses() {
    assertEquals(
        "class Dog cannot be cast to class Cat",
        cells
            .failure("class Dog {} class Cat {} Object d = new Dog(); Cat c = (Cat) d;")
            .message());
  }

  @Test
  void constructorsAndMethodsOfClasses_areNamed() {
    assertEquals(
        """
        java.lang.ArithmeticException: / by zero
        Cell In[1], line 2, in new Frac
              Frac(int d) { q = 1 / d; }
                                  ^
        Cell In[1], line 3, in Frac.zero
              static Frac zero() { return new Frac(0); }
                                          ^
        Cell In[1], line 5
            Frac.zero()
                 ^\
        """,
        cells.traceback(
            "class Frac { int q;\n  Frac(int d) { q = 1 / d; }\n  static Frac zero() { return new Frac(0); }\n}\nFrac.zero()"));
  }

  @Test
  void stackOverflow_endsTheCell_andIsShort() {
    Outcome.Failure failure = cells.failure("int f(int n) { return f(n + 1) + 1; }\nf(0)");
    assertEquals("java.lang.StackOverflowError", failure.name());
    assertTrue(failure.traceback().size() < 20, Cells.text(failure));
    assertEquals(2, cells.value("1 + 1"));
  }

  @Test
  void outOfMemory_endsTheCell_notTheSession() {
    cells.value("int kept = 7;");
    Outcome.Failure failure =
        cells.failure(
            "var all = new ArrayList<long[]>(); while (true) all.add(new long[Integer.MAX_VALUE]);");
    assertEquals("java.lang.OutOfMemoryError", failure.name());
    assertEquals(7, cells.values("all = null; kept"));
  }

  @Test
  void noFrameOfOurs_isShown() {
    cells.value("Supplier<Integer> s = () -> Integer.parseInt(\"q\");");
    String text = cells.traceback("List.of(1).forEach(i -> s.get());");
    assertFalse(text.contains("rivulet"), text);
    assertFalse(text.contains("cell.In"), text);
    assertFalse(text.contains("lambda$"), text);
    assertFalse(text.contains("run$"), text);
  }

  @Test
  void exceptionsOfOtherThreads_keepTheirPlaces() {
    String text =
        cells.traceback(
            "CompletableFuture.runAsync(() -> {\n  throw new IllegalStateException(\"there\");\n}).get();");
    assertTrue(text.startsWith("java.util.concurrent.ExecutionException"), text);
    assertTrue(
        text.contains(
            "Caused by: java.lang.IllegalStateException: there\nCell In[1], line 2\n      throw new IllegalStateException(\"there\");\n"),
        text);
  }

  @Test
  void everyThrowable_isAFailure() {
    assertEquals("java.lang.Error", cells.failure("throw new Error(\"e\");").name());
    assertEquals("java.lang.Exception", cells.failure("throw new Exception();").name());
    assertEquals("", cells.failure("throw new Exception();").message());
    assertEquals(
        "java.lang.ExceptionInInitializerError",
        cells.failure("class S { static int v = 1 / Integer.parseInt(\"0\"); } S.v").name());
  }

  @Test
  void aCellsOwnClass_isNotNamed() {
    assertEquals(
        "method d() is already defined",
        cells.failure("int d() { return 1; } int d() { return 2; }").message());
  }

  @Test
  void nullInASwitch_namesNoVariableOfTheCompiler() {
    assertEquals(
        "Cannot invoke \"String.hashCode()\"",
        cells.failure("String s = null; switch (s) { case \"a\" -> {} default -> {} }").message());
  }

  @Test
  void objectsMethods_areNoNamesForMethodsOfCells() {
    assertEquals(
        "toString() cannot override toString() in Object; overriding method is static",
        cells.failure("String toString() { return \"\"; }").message());
  }

  @Test
  void printedTraces_haveTheUsersNames_andNoFramesOfOurs() {
    cells.value(
        "class Oops extends Exception { Oops(String m, Throwable c) { super(m, c); } }\nclass Thrower { void go() throws Oops {\n  try { List.of(1).forEach(i -> { throw new IllegalStateException(\"in\"); }); } catch (RuntimeException e) {\n    throw new Oops(\"out\", e); } } }");
    String trace =
        String.valueOf(
            cells.value(
                "var text = new StringWriter();\ntry { new Thrower().go(); } catch (Oops e) { e.printStackTrace(new PrintWriter(text, true)); }\ntext.toString()"));
    assertEquals(
        """
        Oops: out
        \tat Thrower.go(In[1]:4)
        \tat In[2]:2
        Caused by: java.lang.IllegalStateException: in
        \tat In[1]:3
        \tat java.base/java.util.ImmutableCollections$List12.forEach(Line)
        \tat Thrower.go(In[1]:3)
        \tat In[2]:2
        """,
        trace
            .replaceAll("ImmutableCollections.java:\\d+|Iterable.java:\\d+", "Line")
            .replace(
                "java.lang.Iterable.forEach", "java.util.ImmutableCollections$List12.forEach"));
  }

  @Test
  void messages_askedForByCells_haveTheUsersNames() {
    assertEquals(
        "class Dog cannot be cast to class Cat",
        cells.value(
            "class Dog {} class Cat {} Object d = new Dog(); String m = \"\"; try { Cat c = (Cat) d; } catch (ClassCastException e) { m = e.getMessage(); } m"));
    assertEquals(
        "Bad: no",
        cells.value(
            "class Bad extends RuntimeException { Bad() { super(\"no\"); } } \"\" + new Bad()"));
    assertEquals("Bad2", cells.value("class Bad2 extends Error {} new Bad2().toString()"));
  }
}
