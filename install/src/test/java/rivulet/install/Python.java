package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Python environment with clients of Jupyter's, made by the tests and kept in `target` until
/// what it is to hold changes.
final class Python {
  static final Path SCRIPTS = Command.ROOT.resolve("install", "src", "test", "python");

  private static final Path TARGET = Command.ROOT.resolve("install", "target");

  /// The parameters of Java notebooks, as a user installs them.
  private static final Path PAPERMILL = Command.ROOT.resolve("install", "papermill");

  private final Path home;
  private final Path requirements;
  private final Path prefix;

  private Python(Path home, Path requirements, Path prefix) {
    this.home = home;
    this.requirements = requirements;
    this.prefix = prefix;
  }

  /// The environment of programs without a window, with the kernel installed under a prefix of its
  /// own.
  static Python withKernel(Path prefix) throws IOException {
    assumeTrue(
        isInstalled(), "Python 3 with venv is missing: Jupyter's own clients are not tested");
    Python python =
        new Python(TARGET.resolve("python"), SCRIPTS.resolve("requirements.txt"), prefix);
    python.prepare();
    python.pip("--no-build-isolation", "--no-deps", "--force-reinstall", PAPERMILL);
    return python;
  }

  /// The environment of JupyterLab, Notebook and what drives a browser, likewise.
  static Python withBrowser(Path prefix) throws IOException {
    assertTrue(isInstalled(), "Python 3 with venv is missing: apt install python3-venv");
    Python python =
        new Python(
            TARGET.resolve("python-browser"), SCRIPTS.resolve("browser-requirements.txt"), prefix);
    python.prepare();
    return python;
  }

  private static boolean isInstalled() {
    return Command.of("sh", "-c", "command -v python3 && python3 -c 'import venv, ensurepip'")
            .run()
            .code()
        == 0;
  }

  private void prepare() throws IOException {
    Path madeFrom = home.resolve("made-from.txt");
    if (!Files.exists(madeFrom) || Files.mismatch(madeFrom, requirements) >= 0) {
      run(Command.of("python3", "-m", "venv", "--clear", home));
      pip("-r", requirements);
      Files.copy(requirements, madeFrom);
    }
    run(Command.rivulet("install", "--prefix", prefix));
  }

  private void pip(Object... words) {
    List<Object> all = new ArrayList<>(List.of(home.resolve("bin", "pip"), "install", "--quiet"));
    all.addAll(List.of(words));
    run(Command.of(all.toArray()));
  }

  private static void run(Command command) {
    Command.Result result = command.run();
    assertEquals(0, result.code(), () -> result.out() + result.err());
  }

  /// A program of the environment, which sees no configuration but the kernel.
  Command command(String program, Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = home.resolve("bin", program);
    System.arraycopy(words, 0, all, 1, words.length);
    return Command.of(all)
        .in(SCRIPTS)
        .with("PYTHONDONTWRITEBYTECODE", "1")
        .with("JUPYTER_PATH", prefix.resolve("share", "jupyter"))
        .with("JUPYTER_DATA_DIR", prefix.resolve("data"))
        .with("JUPYTER_CONFIG_DIR", prefix.resolve("config"))
        .with("JUPYTER_RUNTIME_DIR", prefix.resolve("runtime"))
        .with("IPYTHONDIR", prefix.resolve("ipython"));
  }
}
