package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private static Set<String> passed(String suite) {
    Command.Result result = run(python.command("python", "-m", "unittest", "-v", suite));
    assertFalse(result.err().contains("skipped"), result::err);
    Set<String> passed = new TreeSet<>();
    PASSED.matcher(result.err()).results().forEach(test -> passed.add(test.group(1)));
    return passed;
  }

  @Test
  void kernelTestSuite_passesWhole() {
    assertEquals(
        Set.of(
            "test_clear_output",
            "test_completion",
            "test_display_data",
            "test_error",
            "test_execute_result",
            "test_execute_stderr",
            "test_execute_stdout",
            "test_history",
            "test_inspect",
            "test_is_complete",
            "test_kernel_info",
            "test_pager",
            "test_recv_iopub_welcome_msg"),
        passed("kernel_suite"));
  }

  @Test
  void console_runsReadsAndIsInterrupted() {
    assertEquals(
        Set.of(
            "test_values_streams_errors_and_the_end",
            "test_exit_ends_the_console",
            "test_quit_ends_the_console",
            "test_input_is_asked_for",
            "test_output_is_cleared_and_updated",
            "test_interrupt_stops_the_cell_and_variables_live"),
        passed("console_suite"));
  }

  @Test
  void transports_serveJupytersClient() {
    assertEquals(
        Set.of(
            "test_tcp",
            "test_ipc",
            "test_curve",
            "test_curve_over_ipc",
            "test_curve_refuses_who_has_no_keys",
            "test_registration"),
        passed("transport_suite"));
  }

  @Test
  void parameters_becomeJava() {
    assertEquals(5, passed("parameters_suite").size());
  }

  @Test
  void papermill_givesParametersTheirTypes() throws IOException {
    Path out = folder.resolve("out.ipynb");
    Object[] parameters = {
      "parameters.ipynb",
      out,
      "-p",
      "n",
      "5",
      "-p",
      "rate",
      "2",
      "-p",
      "name",
      "é\"",
      "-p",
      "more",
      "true",
      "-y",
      "all: [1, 2]"
    };
    run(python.command("papermill", parameters));
    String text = "5 0.5é\"[1.0, 2.0]true";
    assertTrue(Notebooks.outputs(out).getLast().toString().contains(text), text);
    Command.Result help = run(python.command("papermill", "--help-notebook", out));
    assertTrue(help.out().contains("rate: double (default 0.5)"), help::out);
    assertTrue(help.out().contains("how many"), help::out);
  }
}
