package rivulet.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.protocol.Wire;

/// What each magic does.
@Timeout(120)
class MagicsTest {
  private final MagicCells cells = new MagicCells();

  @TempDir Path folder;

  @AfterEach
  void end() {
    cells.close();
  }

  private Path jar(String name, String className) throws IOException {
    Path file = folder.resolve(name);
    FakeRepository.jar(
        file, FakeRepository.classes(className, FakeRepository.source(className, "\"1\"")));
    return file;
  }

  @Test
  void jars_givesTheListOfThem() throws IOException {
    Path a = jar("a.jar", "pa.A");
    Path b = jar("b.jar", "pb.B");
    assertEquals(
        List.of(a.toString(), b.toString()),
        cells.value("List<String> added = %jars " + folder + "/*.jar\nadded"));
    assertEquals("11", cells.value("pa.A.tell() + pb.B.tell()"));
    assertEquals(
        List.of(), cells.value("List<String> none = %jars " + folder + "/none/*.jar\nnone"));
    assertTrue(cells.errors().contains("nothing matches"));
    assertEquals(List.of(a.toString()), cells.value("%jars \"" + a + "\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%classpath JAR",
        "%jar JAR",
        "%jar FOLDER",
        "%%jars\nJAR\n",
        "%classpath add jar JAR",
        "%classpath add dynamic List.of(\"JAR\")",
      })
  void jar_joinsUnderAllSpellings(String spelling) throws IOException {
    Path file = jar("c.jar", "pc.C");
    cells.value(spelling.replace("JAR", file.toString()).replace("FOLDER", folder.toString()));
    assertEquals("1", cells.value("pc.C.tell()"));
    assertEquals(List.of(file.toString()), cells.value("%classpath"));
  }

  @Test
  void load_runsSourcesAndNotebooks() throws IOException {
    Files.writeString(
        folder.resolve("one.java"),
        "package p;\npublic class One { static int f() { return 1; } }");
    Files.writeString(folder.resolve("two.jsh"), "int two = 2;");
    Files.writeString(
        folder.resolve("three.ipynb"),
        """
        {"nbformat": 4, "cells": [
          {"cell_type": "markdown", "source": ["int three = 0;"]},
          {"cell_type": "code", "source": ["int three = 1;\\n", "three += 2;"]},
          {"cell_type": "code", "source": "%load DIR/two"}]}
        """
            .replace("DIR", folder.toString()));
    cells.value("%load " + folder + "/one.java\n%load " + folder + "/three");
    assertEquals(6, cells.value("One.f() + two + three"));
    Files.writeString(
        folder.resolve("bad.ipynb"),
        "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"\"}, {\"cell_type\": \"code\", \"source\": \"1 / 0\"}]}");
    String traceback = cells.traceback("%load " + folder + "/bad.ipynb");
    assertTrue(
        traceback.startsWith(
            "While loading " + folder + "/bad.ipynb, code cell 2:\njava.lang.ArithmeticException"),
        traceback);
    assertTrue(cells.failure("%load nowhere").message().startsWith("no such file: "));
  }

  @Test
  void commands_printAndTellTheirStatus() {
    cells.value("!echo out; echo err >&2; exit 3");
    assertEquals("out\n", cells.printed());
    assertEquals("err\nexit status 3\n", cells.errors());
    cells.value("%%bash\nfor i in 1 2; do\n  echo $i\ndone\necho \"\n%not a magic\n\"\n");
    assertTrue(cells.printed().startsWith("1\n2\n"));
    assertEquals("%%sh ended with exit status 4", cells.failure("%%sh\nexit 4").message());
    assertEquals(List.of("a", "b"), cells.value("List<String> l = %sh printf 'a\\nb'\nl"));
    cells.value("%env GREETING=hello there\n!echo $GREETING");
    assertEquals("hello there\n", cells.printed());
    assertEquals("hello there", cells.value("%env GREETING"));
  }

  @Test
  void time_printsAndGivesTheValue() {
    assertEquals(5, cells.value("%time 2 + 3"));
    assertTrue(cells.printed().matches("CPU time: [\\d.]+ (ns|µs|ms|s), wall time: .*\n"));
    assertEquals(4, cells.value("%%time\nint w = 1;\nw + 3"));
    assertEquals(
        "ArithmeticException", cells.failure("%time 1 / 0").name().replace("java.lang.", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%timeit -n 10 -r 2 Math.sqrt(2)",
        "%timeit -n10 -r2 \"a\" + 1;",
        "%timeit -n 5 -r 1 int[] a = new int[10]; a[0]++;",
        "%%timeit -n 3 -r 2\nvar l = new ArrayList<Integer>();\nl.add(1);",
      })
  void timeit_measures(String code) {
    cells.value(code);
    String printed = cells.printed();
    assertTrue(
        printed.matches(
            ".+ ± .+ per loop \\(mean ± std\\. dev\\. of \\d runs?, .* loops each; best .+\\)\n"),
        printed);
  }

  @Test
  void timeit_setsUpFirst_andMeasuresOnlyTheCell() {
    cells.value(
        "List<Integer> sizes = new ArrayList<>();\nint rounds = 0;\nvoid note(int n) { rounds++; sizes.add(n); }");
    cells.value(
        "%%timeit -n 4 -r 3 var l = new ArrayList<Integer>(); Thread.sleep(20)\nl.add(1);\nnote(l.size());");
    assertEquals(12, cells.value("rounds"));
    assertEquals(List.of(1, 2, 3, 4), cells.value("sizes.subList(8, 12)"));
    String mean = cells.printed().split(" ± ", 2)[0];
    assertTrue(mean.endsWith("µs") || mean.endsWith("ns"), mean);
    assertEquals("CompilationError", cells.failure("l").name());
    assertTrue(
        cells.traceback("%%timeit -n 1 int k = 0\nk++;\nk += no;").contains("line 3\n    k += no"));
    assertTrue(cells.traceback("%%timeit -n 1 int k = no\nk++;").contains("line 1\n"));
  }

  @Test
  void timeit_tellsWhenNothingIsLeft() {
    cells.value("%%timeit\nint k = 0;\nfor (int i = 0; i < 100; i++) k += i;");
    assertTrue(cells.printed().contains("\nNothing is left to measure: "));
  }

  @Test
  void timeit_saysWhatDoesNotCompile() {
    assertTrue(cells.failure("%timeit nowhere + 1").message().contains("cannot find symbol"));
  }

  @Test
  void timing_reportsMeanSpreadAndBest() {
    assertEquals(
        "200 ns ± 81.6 ns per loop (mean ± std. dev. of 3 runs, 1,000 loops each; best 100 ns)",
        Timing.report(new double[] {100, 200, 300}, 1000));
    assertEquals("1.50 µs", Stopwatch.text(1500));
    assertEquals("2.00 s", Stopwatch.text(2e9));
    assertEquals("1.00 µs", Stopwatch.text(999.9));
  }

  @Test
  void who_listsVariables() {
    cells.value(
        "int n = 3; List<String> names = List.of(\"a\"); record P(int x) {} var p = new P(1); int f(int k) { return k; }");
    cells.value("import java.awt.Color;");
    cells.value("%who");
    assertEquals("n  names  p\n", cells.printed());
    cells.value("%whos");
    assertEquals(
        """
        Variable  Type          Value
        ------------------------------
        n         int           3
        names     List<String>  [a]
        p         P             P[x=1]
        """,
        cells.printed());
    cells.value("%jshell /vars n\n%jshell /types\n%jshell /met\n%jshell /imports");
    assertEquals("n  int  3\nP\nint f(int)\njava.awt.Color\n", cells.printed());
    assertEquals(List.of("names"), cells.value("%who_ls List"));
    cells.value("%who Color");
    assertEquals("no variable of type Color\n", cells.printed());
  }

  @Test
  void whos_showsValuesAsTheSessionDoes_andUsesNoneUp() {
    cells.value("int[] a = {1, 2}; var s = Stream.of(1); String t = \"x\\n  y\";");
    cells.value(
        "class Bad { public String toString() { throw new IllegalStateException(\"no\"); } }");
    cells.value("var b = new Bad(); var l = new ArrayList<Object>(); l.add(l);");
    cells.value("%whos");
    String printed = cells.printed();
    assertTrue(printed.contains("int[]              [1, 2]\n"), printed);
    assertTrue(printed.contains("x y\n"), printed);
    assertTrue(
        printed.contains("<Bad that cannot be shown: java.lang.IllegalStateException"), printed);
    assertEquals(1L, cells.value("s.count()"));
  }

  @Test
  void reset_forgets() {
    cells.value("int n = 3;");
    cells.surface.answers.add("n");
    cells.value("%reset");
    assertEquals("Nothing done.\n", cells.printed());
    assertEquals(3, cells.value("n"));
    cells.surface.answers.add("y");
    cells.value("%reset");
    assertEquals("CompilationError", cells.failure("n").name());
    cells.value("%reset\nint left = 1;");
    cells.value("%who");
    assertEquals("left\n", cells.printed());
    cells.value("%reset -f");
    cells.value("%who");
    assertEquals("no variables\n", cells.printed());
    assertEquals(0, cells.surface.forgotten);
    cells.value("%reset out");
    assertEquals(1, cells.surface.forgotten);
    assertTrue(cells.failure("%reset x").message().endsWith("got: x"));
  }

  @Test
  void writefile_writesAndAppends() throws IOException {
    Path file = folder.resolve("w.txt");
    cells.value("%%writefile " + file + "\n  a\n\nb\n");
    cells.value("%%writefile -a " + file + "\nc");
    assertEquals("  a\n\nb\nc", Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource({
    "html,text/html",
    "markdown,text/markdown",
    "svg,image/svg+xml",
    "latex,text/latex",
    "js,application/javascript",
    "javascript,application/javascript",
    "mermaid,text/vnd.mermaid",
  })
  void text_isShownAsWhatItIs(String magic, String type) {
    cells.value("%%" + magic + "\n<b>x</b>\n");
    DisplayData shown = cells.shown.getLast();
    assertEquals("<b>x</b>\n", shown.getData(MIMEType.parse(type)));
    assertFalse(Wire.tree(shown).toString().contains("isolated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "svg"})
  void isolatedText_hasAFrameOfItsOwn(String magic) {
    cells.value("%%" + magic + " --isolated\n<b>x</b>");
    String type = magic.equals("html") ? "text/html" : "image/svg+xml";
    assertEquals(
        Map.of(type, Map.of("isolated", true)), Wire.tree(cells.shown.getLast()).get("metadata"));
    assertEquals("UsageError", cells.failure("%%" + magic + " --frame\nx").name());
  }

  @Test
  void scripts_runAsProcesses() {
    cells.value("%%script tr a-z A-Z\nabc");
    assertEquals("ABC", cells.printed());
    cells.value("%%shell x\nfor i in 1 2; do\n  echo $i $1\ndone");
    assertEquals("1 x\n2 x\n", cells.printed());
    assertEquals(
        "%%script ended with exit status 3", cells.failure("%%script sh\nexit 3").message());
    assertTrue(cells.failure("%%script\nx").message().contains("needs a command"));
  }

  @Test
  void java_mayBeNamed() {
    assertEquals(3, cells.value("%%java\nint a = 1;\na + 2"));
    cells.value("%import java.awt.Color;");
    assertEquals("java.awt.Color", cells.value("Color.class.getName()"));
    assertTrue(cells.traceback("%%java\n\nint z = 1 / 0;").contains("line 3\n    int z"));
  }

  @Test
  void image_isShown() throws IOException {
    Path file = folder.resolve("x.png");
    Files.write(file, new byte[] {1, 2, 3});
    cells.value("%image " + file);
    assertEquals("AQID", cells.shown.getLast().getData(MIMEType.parse("image/png")));
    cells.value("%image " + file.toUri());
    assertEquals(2, cells.shown.size());
    assertEquals("UsageError", cells.failure("%image x.txt").name());
  }

  @Test
  void help_tellsOfAllMagics() {
    cells.value("%help");
    String all = cells.printed();
    for (String magic :
        List.of("%maven", "%%loadFromPOM", "%load", "%jars", "%%bash", "%time", "%lsmagic")) {
      assertTrue(all.contains(magic), magic);
    }
    cells.value("%help %jars");
    assertTrue(cells.printed().startsWith("%jars GLOB …\n"));
    cells.value("%lsmagic");
    assertTrue(cells.printed().contains("%%writefile"));
    cells.value("%mem");
    assertTrue(cells.printed().startsWith("heap: "));
  }

  @Test
  void questions_areAskedOfTheAssistant() {
    cells.value("?List");
    cells.value("List.of??");
    cells.value("%time?");
    assertEquals(
        List.of(
            "List false",
            "List.of true",
            "%time JAVA (and %%time)\n    Runs Java and prints how long it took."),
        cells.surface.pages.stream().map(data -> data.getData(MIMEType.TEXT_PLAIN)).toList());
    cells.value("?Nothing");
    assertEquals("nothing is known of Nothing\n", cells.printed());
    cells.surface.pages.clear();
    for (String code : List.of("time?", "%%bash?", "?%%bash", "?", " ??\n", "%quickref")) {
      cells.value(code);
    }
    assertEquals(
        List.of("%time", "%%bash", "%%bash", "A magic", "A magic", "A magic"),
        cells.surface.pages.stream()
            .map(data -> String.valueOf(data.getData(MIMEType.TEXT_PLAIN)))
            .map(text -> text.replaceFirst("^(%+\\w+|A magic)(?s:.*)", "$1"))
            .toList());
  }

  @Test
  void exit_asksTheClientToEnd_unlessUsersHaveTheName() {
    for (String code : List.of("exit", "quit", " exit ( ) ;\n", "quit();", "%exit", "%quit")) {
      cells.value(code);
    }
    assertEquals(6, cells.surface.exits);
    assertTrue(cells.failure("exit(0)").traceback().toString().contains("cannot find symbol"));
    assertEquals(3, cells.value("int quit = 3; String exit() { return \"mine\"; } quit"));
    assertEquals(3, cells.value("quit"));
    assertEquals("mine", cells.value("exit()"));
    assertEquals(6, cells.surface.exits);
  }
}
