package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JupyterLab and Notebook in a real browser, on the installed kernel: `rivulet test --browser`.
/// Screenshots and the servers' logs are left in `install/target/browser`. There is no limit on how
/// long all steps may take, only on each.
class BrowserSteps {
  private static final Path REPORTS = Command.ROOT.resolve("install", "target", "browser");

  @TempDir static Path prefix;
  private static Python python;

  @BeforeAll
  static void makeEnvironment() throws IOException {
    assertNotNull(
        System.getenv("RIVULET_CHROMIUM"), "RIVULET_CHROMIUM is to name the browser's program");
    python = Python.withBrowser(prefix);
    Files.createDirectories(REPORTS);
  }

  /// The notebooks of the property `notebooks`: a pattern or a folder, from the project's notebooks
  /// on; without it all that the project has.
  private static String notebooks() {
    String chosen = System.getProperty("notebooks");
    return chosen != null
        ? Notebooks.FOLDER.resolve(chosen).toString()
        : Notebooks.FOLDER + File.pathSeparator + Python.SCRIPTS;
  }

  @ParameterizedTest
  @ValueSource(strings = {"LabTest", "NotebookTest"})
  void browser_showsEveryStep(String frontend) {
    int code =
        python
            .command("python", "-m", "unittest", "-v", "browser_suite." + frontend)
            .with("RIVULET_REPORTS", REPORTS)
            .with("RIVULET_NOTEBOOKS", notebooks())
            .with("PYTHONUNBUFFERED", "1")
            .runAloud(System.out::print);
    assertEquals(0, code, "a step failed; screenshots are in " + REPORTS);
  }
}
