package rivulet.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.session.Interpreter.Outcome;
import rivulet.kernel.session.MagicGuide;

/// Every magic and function that notebooks for Java kernels were seen to use, or that these kernels
/// have: IJava 1.3, JJava 1.0, Rapaio's kernel 3.0, and from BeakerX, Ganymede and forks what
/// notebooks use.
@Timeout(120)
class KnownNamesTest {
  private static MagicCells cells;

  @BeforeAll
  static void begin() {
    cells = new MagicCells(Map.of("PATH", System.getenv("PATH"), "RIVULET_VERSION", "1"));
  }

  @AfterAll
  static void end() {
    cells.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%jars",
        "%classpath",
        "%addMavenDependencies",
        "%addMavenDependency",
        "%maven",
        "%addMavenRepo",
        "%mavenRepo",
        "%loadFromPOM",
        "%%loadFromPOM",
        "%load",
        "%sh",
        "%%writefile",
        "%%html",
        "%%markdown",
        "%%svg",
        "%%latex",
        "%%javascript",
        "%%js",
        "%time",
        "%%time",
        "%dependency",
        "%jar",
        "%image",
        "%help",
        "%jshell",
        "%%jars",
        "%%bash",
        "%%shell",
        "%%python",
        "%%java",
        "%%pom",
        "%%timeit",
        "%timeit",
        "%import",
        "%%sh",
        "%%script",
        "%%perl",
        "%%ruby",
        "%env",
        "%lsmagic",
        "%magics",
        "%%mermaid",
        "%who",
        "%whos",
        "%mem",
        "%reset",
        "%history",
      })
  void magic_runs(String written) {
    boolean cell = written.startsWith("%%");
    String name = written.replace("%", "");
    for (String spelled : List.of(name, name.toUpperCase(Locale.ROOT))) {
      assertTrue(
          cells.interpreter.entries().stream()
              .filter(entry -> cell == (entry.kind() != MagicGuide.Kind.LINE))
              .anyMatch(entry -> entry.name().equalsIgnoreCase(spelled)),
          written);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%%groovy",
        "%%scala",
        "%%kotlin",
        "%%spark-session",
        "%%plantUMLFile",
        "%%capture",
        "%%sql",
        "%%freemarker",
        "%%mustache",
        "%%thymeleaf",
        "%%velocity",
        "%jbang",
        "%%jbang",
        "%cd",
        "%ls",
        "%pip",
        "%run",
        "%matplotlib",
      })
  void magicOfAnotherKernel_saysWhatToDoInstead(String written) {
    String message = cells.failure(written + " x\ny").message();
    assertTrue(message.startsWith(written + " is not of this kernel: "), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "display(1)",
        "display(\"# x\", \"text/markdown\")",
        "display(\"text/markdown\", \"# x\")",
        "display(\"md\", \"# x\")",
        "updateDisplay(display(1), 2)",
        "updateDisplay(display(1), 2, \"text/html\")",
        "updateDisplay(display(1), \"text/html\", 2)",
        "render(1)",
        "render(1, \"text/html\")",
        "eval(\"1\")",
        "printf(\"%d\", 1)",
        "clearOutput()",
        "clearOutput(true)",
        "lineMagic(\"time\", List.of(\"1\"))",
        "cellMagic(\"time\", List.of(), \"1\")",
        "kernel()",
        "getKernelInstance()",
        "kernel().getMagics()",
        "kernel().getRenderer()",
        "kernel().eval(\"1\")",
        "kernel().evalRaw(\"1\")",
        "kernel().evalBuilder(\"1\").resolveMagics().renderResults().eval()",
        "io.github.spencerpark.ijava.IJava.getKernelInstance().getMagics()",
        "options()",
        "options().display().maxCols()",
        "options().display().format().precision()",
        "displaySystem()",
        "org.rapaio.jupyter.kernel.global.Global.options()",
      })
  void function_isThereWithoutAnImport(String call) {
    Outcome outcome = cells.run(call + ";");
    if (outcome instanceof Outcome.Failure failure) {
      assertEquals(call, MagicCells.text(failure));
    }
  }
}
