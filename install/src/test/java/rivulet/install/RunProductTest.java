package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `rivulet run`, as a process, on the product that was just built.
class RunProductTest {
  @TempDir Path folder;

  static List<String> notebooks() {
    return Notebooks.NAMES;
  }

  @Test
  void firstGradient_printsTheGradients() {
    assertEquals(
        new Command.Result(
            0,
            """
            tensor(9., grad_fn=<AddBackward0>)
            Gradient of x: tensor(6.)
            tensor([8.5148], grad_fn=<PowBackward0>)
            Gradient of w: tensor([-11.6720])
            Gradient of b: tensor(-5.8360)
            """,
            ""),
        Command.rivulet("run", Notebooks.named("01-first-gradient")).run());
  }

  @Test
  void gradientDescent_printsTwentyLinesInTheDocumentsForm() {
    Command.Result result = Command.rivulet("run", "notebooks/02-gradient-descent.ipynb").run();
    List<String> lines = result.out().lines().toList();
    assertEquals(20, lines.size());
    assertEquals("Iteration 1: x = 10.0, f(x) = 64.0, grad = 16.0", lines.getFirst());
    assertEquals(
        "Iteration 8: x = 3.6777215003967285, f(x) = 2.8147494792938232, grad = 3.355443000793457",
        lines.get(7));
    assertEquals(0, result.code());
    assertEquals("", result.err());
  }

  @Test
  void solveXPlus1_findsTwo() {
    assertEquals(
        new Command.Result(
            0,
            """
            tensor([1.4963], grad_fn=<AddBackward0>)
            tensor([-1.5037])
            tensor([1.9999], requires_grad=True)
            """,
            ""),
        Command.rivulet("run", "03-solve-x-plus-1.ipynb").in(Notebooks.FOLDER).run());
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void storedOutputs_areWhatARunGives(String name) throws IOException {
    Path input = Notebooks.named(name);
    String before = Files.readString(input);
    Path output = folder.resolve("out.ipynb");
    assertEquals(0, Command.rivulet("run", input, "-o", output).run().code());
    assertEquals(Notebooks.outputs(input), Notebooks.outputs(output));
    assertEquals(before, Files.readString(input));
  }

  @Test
  void aCellThatFails_endsTheRun_andTheResultIsWritten() throws IOException {
    Path notebook = Notebooks.write(folder, "int a = 6;", "a / 0", "a");
    Path output = folder.resolve("out.ipynb");
    Command.Result result = Command.rivulet("run", notebook, "-o", output).run();
    assertEquals(1, result.code());
    assertEquals("", result.out());
    assertEquals(
        """
        java.lang.ArithmeticException: / by zero
        Cell In[2], line 1
            a / 0
              ^
        """,
        result.err());
    List<Object> outputs = Notebooks.outputs(output);
    assertEquals(List.of(), outputs.getFirst());
    assertTrue(outputs.get(1).toString().contains("output_type=error"), outputs::toString);
    assertEquals(List.of(), outputs.get(2));
    assertEquals(5L, Notebooks.read(output).get("nbformat_minor"));
  }

  @Test
  void allowErrors_goesOnAndStillFails() throws IOException {
    Path notebook = Notebooks.write(folder, "int a = 6;", "a / 0", "a");
    Command.Result result = Command.rivulet("run", "--allow-errors", notebook).run();
    assertEquals(1, result.code());
    assertEquals("6\n", result.out());
  }

  @Test
  void raisesException_isExpected() throws IOException {
    Path notebook =
        Notebooks.write(
            folder,
            List.of(
                Notebooks.cell("a", "1 / 0", Map.of("tags", List.of("raises-exception"))),
                Notebooks.cell("b", "\"after\"", Map.of())));
    Command.Result result = Command.rivulet("run", notebook).run();
    assertEquals(0, result.code());
    assertEquals("after\n", result.out());
    assertTrue(result.err().contains("/ by zero"), result::err);
  }

  @Test
  void timeout_interruptsTheCell() throws IOException {
    Path notebook = Notebooks.write(folder, "int rounds = 0;", "while (true) {}", "1");
    Command.Result result = Command.rivulet("run", notebook, "--timeout", "4.5").run();
    assertEquals(1, result.code(), result::err);
    assertEquals("", result.out());
    assertTrue(result.err().contains("the cell ran longer than 4.5 s"), result::err);
    assertTrue(result.err().contains("Cell In[2], line 1"), result::err);
  }

  @Test
  void cellsRunInTheNotebooksFolder_withStreamsApart() throws IOException {
    Files.writeString(folder.resolve("data.txt"), "beside");
    Path notebook =
        Notebooks.write(
            folder,
            "System.out.println(Files.readString(Path.of(\"data.txt\")));",
            "System.err.println(\"aside\");");
    assertEquals(
        new Command.Result(0, "beside\n", "aside\n"), Command.rivulet("run", notebook).run());
  }

  @Test
  void wrongUsage_isExitCode2() throws IOException {
    Path notebook = Notebooks.write(folder, "1");
    assertEquals(2, Command.rivulet("run", folder.resolve("nonsuch.ipynb")).run().code());
    assertEquals(2, Command.rivulet("run").run().code());
    assertEquals(2, Command.rivulet("run", notebook, notebook).run().code());
    assertEquals(2, Command.rivulet("run", notebook, "--timeout", "soon").run().code());
    assertEquals(2, Command.rivulet("run", notebook, "-o", notebook).run().code());
    assertEquals(2, Command.rivulet("run", notebook, "-o", folder.resolve("no/out")).run().code());
    assertEquals(2, Command.rivulet("run", Files.writeString(notebook, "1 + 1")).run().code());
  }

  @Test
  void userOptions_areTheKernels() throws IOException {
    Path notebook = Notebooks.write(folder, "System.getProperty(\"a\")");
    Command.Result result =
        Command.rivulet("run", notebook).with("RIVULET_JVM_OPTS", " -Da=1  -Da=* ").run();
    assertEquals("*\n", result.out());
  }

  @Test
  void wrongOperand_showsTheUsersLine() throws IOException {
    Path notebook = Notebooks.write(folder, "var x = tensor(2.0);", "var y = x * x;\nx * \"a\"");
    assertShows(
        """
        Cell In[2], line 2
            x * "a"
              ^
        error: bad operand types for binary operator '*'
        """,
        notebook);
  }

  @Test
  void missingSemicolon_showsTheUsersLine() throws IOException {
    Path notebook = Notebooks.write(folder, "int a = 1\nint b = 2;");
    assertShows(
        """
        Cell In[1], line 1
            int a = 1
                     ^
        error: ';' expected
        """,
        notebook);
  }

  @Test
  void nullInAMethodOfAnotherCell_showsBothLines() throws IOException {
    Path notebook =
        Notebooks.write(
            folder,
            "int length(String s) {\n  int extra = 1;\n  return s.length() + extra;\n}",
            "String s = null;\nlength(s)");
    assertShows(
        """
        java.lang.NullPointerException: Cannot invoke "String.length()" because "s" is null
        Cell In[1], line 3, in length
              return s.length() + extra;
                       ^
        Cell In[2], line 2
            length(s)
            ^
        """,
        notebook);
  }

  private static void assertShows(String error, Path notebook) {
    Command.Result result = Command.rivulet("run", notebook).run();
    assertEquals(1, result.code());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith(error), result::err);
    assertFalse(result.err().contains("rivulet."), result::err);
    assertFalse(result.err().contains("\tat "), result::err);
  }
}
