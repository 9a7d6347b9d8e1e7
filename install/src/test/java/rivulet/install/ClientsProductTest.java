package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Jupyter's own clients and its test suite for kernels, on the installed kernel.
class ClientsProductTest {
  /// A line of unittest's; what the kernel's JVM says may stand in it.
  private static final Pattern PASSED =
      Pattern.compile("(?m)^(test_\\w+) .*\\.\\.\\. (?:WARNING: .*\\n)*ok$");

  @TempDir static Path prefix;
  private static Python python;

  @TempDir Path folder;

  @BeforeAll
  static void makeEnvironment() throws IOException {
    python = Python.withKernel(prefix);
  }

  static List<String> notebooks() {
    return Notebooks.NAMES;
  }

  private static Command.Result run(Command command) {
    Command.Result result = command.run();
    assertEquals(0, result.code(), () -> result.out() + result.err());
    return result;
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void nbconvert_givesTheStoredOutputs(String name) throws IOException {
    run(
        python.command(
            "jupyter",
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--output-dir",
            folder,
            "--output",
            "out.ipynb",
            Notebooks.named(name)));
    assertEquals(
        Notebooks.outputs(Notebooks.named(name)), Notebooks.outputs(folder.resolve("out.ipynb")));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void nbclient_givesTheStoredOutputs(String name) throws IOException {
    Path out = folder.resolve("out.ipynb");
    run(python.command("python", "execute.py", Notebooks.named(name), out));
    assertEquals(Notebooks.outputs(Notebooks.named(name)), Notebooks.outputs(out));
  }

  @Test
  void notebooks_areValid_storedAndRun() throws IOException {
    List<Object> files = new ArrayList<>(List.of("validate.py"));
    for (String name : Notebooks.NAMES) {
      Path out = folder.resolve(name + ".ipynb");
      assertEquals(0, Command.rivulet("run", Notebooks.named(name), "-o", out).run().code());
      files.addAll(List.of(Notebooks.named(name), out));
    }
    Path failing = Notebooks.write(folder, "display(1);", "1 / 0", "2");
    Path out = folder.resolve("failed.ipynb");
    assertEquals(1, Command.rivulet("run", failing, "-o", out).run().code());
    files.add(out);
    run(python.command("python", files.toArray()));
  }

  @Test
  void kernelTestSuite_passes() {
    Command.Result result = run(python.command("python", "-m", "unittest", "-v", "kernel_suite"));
    Set<String> passed = new TreeSet<>();
    PASSED.matcher(result.err()).results().forEach(test -> passed.add(test.group(1)));
    assertEquals(
        new TreeSet<>(
            List.of(
                "test_kernel_info",
                "test_execute_stdout",
                "test_execute_stderr",
                "test_is_complete",
                "test_error",
                "test_execute_result",
                "test_display_data",
                "test_clear_output",
                "test_recv_iopub_welcome_msg",
                "test_requests_built_later_answer_empty")),
        passed,
        result::err);
  }
}
