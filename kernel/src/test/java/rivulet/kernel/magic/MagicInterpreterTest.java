package rivulet.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.Interpreter.Outcome;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.MagicGuide;

@Timeout(120)
class MagicInterpreterTest {
  /// A library's magics.
  private static final class Greetings implements Extension {
    @Override
    public List<Magic> magics() {
      return List.of(
          Magic.both(
              "greet greeting",
              "NAME",
              "Greets.",
              call -> "Hello " + (call.body() == null ? call.words() : call.cell())));
    }
  }

  private final MagicCells cells =
      new MagicCells(Map.of("PATH", System.getenv("PATH")), new Greetings());

  @TempDir Path folder;

  @AfterEach
  void end() {
    cells.close();
  }

  @Test
  void magicsAndJava_runInOrder() {
    assertEquals(
        3,
        cells.value("int a = 1;\n%time a++;\nSystem.out.println(\"between\");\n%greet x\na + 1"));
    String printed = cells.printed();
    assertTrue(printed.startsWith("CPU time: "), printed);
    assertTrue(printed.endsWith("between\n"), printed);
    assertEquals(List.of(3), cells.values);
  }

  @Test
  void lastMagicsValue_isTheCells() {
    assertEquals("Hello [you, and me]", cells.value("int a = 1;\n%GREET you \"and me\""));
    assertEquals("Hello a\nb", cells.value("// first\n%%greeting\na\nb"));
  }

  @Test
  void magicBehindAnAssignment_givesItsValue() {
    assertEquals("Hello [1]!", cells.value("String s = %greet 1\ns + \"!\""));
    assertEquals(
        "Hello [2]", cells.value("String t() {\n  String u = %greet 2;\n  return u;\n}\nt()"));
    assertEquals("Hello [3]", cells.value("Object o = lineMagic(\"greet\", List.of(\"3\")); o"));
    assertEquals("Hello b", cells.value("String c = cellMagic(\"greet\", List.of(), \"b\"); c"));
  }

  @Test
  void expressionsInAMagicsLine_areEvaluated() {
    assertEquals(
        "Hello [v3, 6]",
        cells.value(
            "String m = \"greet\"; int v = 3;\n%\\{m} v\\{v} \\{List.of(1, 2, 3).stream().mapToInt(i -> { return i; }).sum()}"));
  }

  @Test
  void magics_areFoundInUpperAndLowerCase() {
    assertEquals("Hello [x]", cells.value("%GREET x"));
    assertNull(cells.value("%%loadFromPom\n<dependencies/>"));
  }

  @Test
  void unknownMagic_saysWhichMayBeMeant() {
    assertEquals(
        """
        Cell In[1], line 2
            %grete x
        UsageError: there is no magic %grete; did you mean %greet?\
        """,
        cells.traceback("int a = 1;\n%grete x"));
    assertEquals(
        "there is no magic %%loadFromPomm; did you mean %%loadFromPOM?",
        cells.failure("%%loadFromPomm\n<a/>").message());
    assertTrue(cells.failure("%html").message().contains("but there is %%html"));
    assertTrue(cells.failure("%xyzzyxyzzy").message().endsWith("%lsmagic lists them"));
  }

  @Test
  void javaBehindAMagic_failsAtItsOwnLine() {
    String traceback = cells.traceback("%time 1\n\nint x = 5 / 0;");
    assertTrue(traceback.contains("Cell In[1], line 3"), traceback);
    assertTrue(
        cells.traceback("%time 1\nString s = 3;").contains("Cell In[2], line 2\n    String s"));
    assertTrue(
        cells.traceback("%%time\n\nint z = 1 / 0;").contains("Cell In[3], line 3\n    int z"));
  }

  @Test
  void failingPart_endsTheCell() {
    assertEquals("java.lang.ArithmeticException", cells.failure("int a = 1 / 0;\n%greet x").name());
    cells.failure("%nothing\nint notDone = 1;");
    assertEquals("CompilationError", cells.failure("notDone").name());
  }

  @Test
  void eval_runsTextInTheSession() {
    assertEquals(42, cells.value("eval(\"int q = 40; q + 2\")"));
    assertEquals(41, cells.value("q + 1"));
    assertTrue(
        cells.failure("eval(\"1 / 0\")").message().contains("ArithmeticException: / by zero"));
    cells.value("printf(\"%d-%s%n\", 1, \"a\");");
    assertEquals("1-a\n", cells.printed());
  }

  @Test
  void interrupt_stopsAMagicAndTheRest() throws Exception {
    for (String code :
        List.of(
            "!sleep 100",
            "%%bash\nsleep 100",
            "%time while (true) {}",
            "%timeit Thread.sleep(50_000);")) {
      CompletableFuture<Outcome> outcome =
          CompletableFuture.supplyAsync(() -> cells.run(code + "\n"));
      while (!outcome.isDone()) {
        cells.interpreter.interrupt();
        Thread.sleep(Duration.ofMillis(50));
      }
      Outcome.Failure failure = assertInstanceOf(Outcome.Failure.class, outcome.join(), code);
      assertEquals("Interrupted", failure.name(), code);
    }
    assertEquals(2, cells.value("1 + 1"));
  }

  @Test
  void entries_tellHelpHowMagicsAreWritten() {
    List<MagicGuide.Entry> entries = cells.interpreter.entries();
    assertTrue(
        entries.stream()
            .anyMatch(e -> e.name().equals("maven") && e.usage().startsWith("%maven ")));
    assertEquals(
        Set.of(MagicGuide.Kind.LINE, MagicGuide.Kind.CELL_OF_JAVA),
        entries.stream()
            .filter(e -> e.name().equals("time"))
            .map(MagicGuide.Entry::kind)
            .collect(Collectors.toSet()));
    assertTrue(entries.stream().anyMatch(e -> e.usage().startsWith("%%bash")));
  }

  @Test
  void compilerOptions_areThoseOfTheVariables() {
    String deprecated = "new Thread(() -> {}).getId();";
    Map<String, String> strict =
        Map.of(
            "JJAVA_COMPILER_OPTS", " -Xlint:deprecation  -Werror ", "RJK_COMPILER_OPTIONS", "-g");
    try (MagicCells cells = new MagicCells(strict)) {
      assertEquals("CompilationError", cells.failure(deprecated).name());
      assertEquals(2, cells.value("1 + 1"));
    }
    try (MagicCells cells = new MagicCells(Map.of("IJAVA_COMPILER_OPTS", "--nonsense"))) {
      String message = cells.failure("1 + 1").message();
      assertTrue(message.contains("--nonsense"), message);
    }
    cells.value(deprecated);
  }

  @Test
  void jJavasKernel_answersAsFarAsItCan() throws Exception {
    assertEquals(42, cells.value("kernel().evalBuilder(\"6 * 7\").resolveMagics().eval()"));
    assertEquals("Hello [x]", cells.value("getKernelInstance().evalBuilder(\"%greet x\").eval()"));
    assertEquals(
        "<b>",
        assertInstanceOf(
                DisplayData.class,
                cells.value("kernel().evalBuilder(\"html(\\\"<b>\\\")\").renderResults().eval()"))
            .getData(MIMEType.TEXT_HTML));
    cells.value("kernel().addToClasspath(\"" + folder + "\")");
    assertEquals(List.of(folder), cells.java.classPath().entries());
    Outcome.Failure failure = cells.failure("kernel().getJShell().eval(\"1\")");
    assertTrue(failure.message().contains("write eval(code)"), failure.message());
  }

  @Test
  void rapaiosFunctions_areThere() {
    cells.value(
        "import static org.rapaio.jupyter.kernel.global.Global.*;\nimport org.rapaio.jupyter.kernel.global.*;");
    cells.value("Global.options().display().maxRows(100); options().set(\"own\", \"x\");");
    assertEquals(
        "the option display.maxRows is kept, but does not change what is shown here\n",
        cells.errors());
    assertEquals(
        "100 x",
        cells.value("options().get(\"display.maxRows\") + \" \" + options().get(\"own\")"));
    assertEquals(100, cells.value("options().display().maxRows()"));
    assertEquals(3, cells.value("eval(\"1 + 2\")"));
    cells.value("updateDisplay(display(\"html\", \"<b>\"), \"html\", \"<i>\");");
    assertEquals("<b>", cells.shown.getLast().getData(MIMEType.TEXT_HTML));
    assertEquals("<i>", cells.surface.updated.getLast().getData(MIMEType.TEXT_HTML));
    cells.value("display(displaySystem().render(\"md\", \"# x\"));");
    assertEquals("# x", cells.shown.getLast().getData(MIMEType.TEXT_MARKDOWN));
    assertTrue(
        cells
            .failure("displaySystem().refreshSpiDisplayHandlers()")
            .message()
            .contains("createRegistration"));
  }

  @Test
  void iJavasKernel_takesMagicsAndRenderers() {
    cells.value(
        """
        import io.github.spencerpark.ijava.IJava;
        import io.github.spencerpark.jupyter.kernel.magic.common.Shell;
        IJava.getKernelInstance().getMagics().registerMagics(Shell.class);
        """);
    assertEquals(List.of("a"), cells.value("%sh echo a"));
    cells.value(
        """
        import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
        record Box(int n) {}
        IJava.getKernelInstance().getRenderer().createRegistration(Box.class)
            .preferring(MIMEType.TEXT_HTML)
            .register((box, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>" + box.n() + "</b>"));
        kernel().display(kernel().getRenderer().render(new Box(3)));
        """);
    assertEquals("<b>3</b>", cells.shown.getLast().getData(MIMEType.TEXT_HTML));
  }

  @ParameterizedTest
  @CsvSource({
    "IJAVA_TIMEOUT,200,200 ms",
    "JJAVA_TIMEOUT,1 SECONDS,1.00 s",
    "RJK_TIMEOUT_MILLIS,300,300 ms"
  })
  void timeout_endsTheCell(String variable, String value, String told) {
    try (MagicCells limited = new MagicCells(Map.of(variable, value))) {
      for (String code : List.of("while (true) {}", "%time Thread.sleep(100_000);")) {
        Outcome.Failure failure = limited.failure("int a = 7;\n" + code);
        assertEquals("Timeout", failure.name());
        assertEquals(
            "the cell took more than " + told + ", which " + variable + " allows",
            failure.message());
        assertTrue(MagicCells.text(failure).contains("Cell In["), MagicCells.text(failure));
      }
      assertEquals(7, limited.value("a"));
    }
  }

  @Test
  void timeout_thatIsNone_limitsNothing() {
    try (MagicCells free = new MagicCells(Map.of("IJAVA_TIMEOUT", "-1", "JJAVA_TIMEOUT", "soon"))) {
      assertEquals(1, free.value("1"));
      assertTrue(
          free.errors().contains("JJAVA_TIMEOUT is written 30 SECONDS or 30000, but is: soon"));
    }
  }

  @Test
  void startup_addsLibrariesAndRunsScripts() throws Exception {
    Path script = Files.writeString(folder.resolve("first.jsh"), "int fromFile = 4;");
    MagicCells started =
        new MagicCells(
            Map.of(
                "IJAVA_CLASSPATH",
                folder.toString(),
                "JJAVA_STARTUP_SCRIPTS_PATH",
                folder + "/*.jsh",
                "IJAVA_STARTUP_SCRIPT",
                "int fromScript = fromFile + 1;",
                "RJK_INIT_SCRIPT",
                script.toString()));
    assertEquals(9, started.value("fromFile + fromScript"));
    assertEquals(List.of(folder), started.java.classPath().entries());
    started.close();
  }
}
