package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rivulet.kernel.session.Interpreter.Outcome;

/// What one cell must not do to the session.
class SurvivalTest {
  private final Cells cells = new Cells();

  @Test
  void exceptionsThatFailAtBeingAsked_areShownAllTheSame() {
    Outcome.Failure failure =
        cells.failure(
            """
            class Evil extends RuntimeException {
              public String getMessage() { throw new StackOverflowError(); }
              public Throwable getCause() { throw new Error(); }
              public StackTraceElement[] getStackTrace() { return null; }
            }
            throw new Evil();\
            """);
    assertEquals("Evil", failure.name());
    assertEquals("Evil", Cells.text(failure));
  }

  /// Also where another session began later: a kernel's warm-up is one.
  @Test
  void uncaughtErrorOfAThread_isShownAsACellsErrors() {
    assertEquals(1, new Cells().value("1"));
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      cells.value(
          "Thread t = new Thread(() -> { throw new RuntimeException(\"there\"); }, \"mine\"); t.start(); t.join();");
    } finally {
      System.setErr(before);
    }
    assertEquals(
        """
        Exception in thread "mine" java.lang.RuntimeException: there
        Cell In[1], line 1
            Thread t = new Thread(() -> { throw new RuntimeException("there"); }, "mine"); t.start(); t.join();
                                          ^
        """,
        printed.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void whatTheCompilerCannotHold_failsItsCell_andNoOther() {
    String[] cells = {
      "String s = \"" + "x".repeat(70_000) + "\";",
      "int[] a = {" + "1,".repeat(20_000) + "};",
      "int n = " + "(".repeat(30_000) + "1" + ")".repeat(30_000) + ";",
      "{".repeat(20_000) + "}".repeat(20_000),
    };
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      for (String cell : cells) {
        assertEquals("CompilationError", this.cells.failure(cell).name());
        assertEquals(2, this.cells.value("class A { int v = 2; } new A().v"));
      }
    } finally {
      System.setErr(before);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void systemExit_endsItsCell_notTheKernel() {
    cells.value("int kept = 3; void leave() { Runtime.getRuntime().exit(2); }");
    Outcome.Failure failure = cells.failure("int a = 1;\nSystem.exit(0);");
    assertEquals("Exit", failure.name());
    assertEquals(
        "exit(0) ends the cell, not the kernel; to end the kernel, shut it down from the client",
        failure.message());
    assertEquals(
        "Cell In[2], line 2\n    System.exit(0);\n           ^",
        Cells.text(failure).lines().skip(1).collect(Collectors.joining("\n")));
    assertEquals("Exit", cells.failure("leave()").name());
    assertEquals(3, cells.value("kept"));
  }

  @Test
  void joinOfAFuture_isJavas() {
    assertEquals(3, cells.value("CompletableFuture.supplyAsync(() -> 3).join()"));
    assertEquals(
        "java.util.concurrent.CompletionException",
        cells
            .failure("CompletableFuture.runAsync(() -> { throw new Error(\"e\"); }).join();")
            .name());
    assertEquals(
        "java.util.concurrent.CancellationException",
        cells.failure("var f = new CompletableFuture<Integer>(); f.cancel(true); f.join()").name());
  }
}
