package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Python environment with Jupyter's clients, made by the tests and kept in `target` until what
/// it is to hold changes.
final class Python {
  static final Path SCRIPTS = Command.ROOT.resolve("install", "src", "test", "python");

  private static final Path HOME = Command.ROOT.resolve("install", "target", "python");
  private static final Path REQUIREMENTS = SCRIPTS.resolve("requirements.txt");
  private static final Path MADE_FROM = HOME.resolve("made-from.txt");

  /// The parameters of Java notebooks, as a user installs them.
  private static final Path PAPERMILL = Command.ROOT.resolve("install", "papermill");

  private final Path prefix;

  private Python(Path prefix) {
    this.prefix = prefix;
  }

  /// The environment, with the kernel installed under a prefix of its own.
  static Python withKernel(Path prefix) throws IOException {
    if (!isMade()) {
      make();
    }
    pip("--no-build-isolation", "--no-deps", "--force-reinstall", PAPERMILL);
    Command.Result installed = Command.rivulet("install", "--prefix", prefix).run();
    assertEquals(0, installed.code(), installed::err);
    return new Python(prefix);
  }

  private static boolean isMade() throws IOException {
    return Files.exists(MADE_FROM) && Files.mismatch(MADE_FROM, REQUIREMENTS) < 0;
  }

  private static void make() throws IOException {
    Command.Result python =
        Command.of("sh", "-c", "command -v python3 && python3 -c 'import venv, ensurepip'").run();
    assumeTrue(
        python.code() == 0, "Python 3 with venv is missing: Jupyter's own clients are not tested");
    run(Command.of("python3", "-m", "venv", "--clear", HOME));
    pip("-r", REQUIREMENTS);
    Files.copy(REQUIREMENTS, MADE_FROM);
  }

  private static void pip(Object... words) {
    List<Object> all = new ArrayList<>(List.of(HOME.resolve("bin", "pip"), "install", "--quiet"));
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
    all[0] = HOME.resolve("bin", program);
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
