package rivulet.kernel.magic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// Commands of the operating system. What they print appears as they print it.
final class ShellMagics {
  private final Environment environment;

  ShellMagics(Environment environment) {
    this.environment = environment;
  }

  List<Magic> all() {
    return List.of(
        Magic.line(
            "sh system sx", "COMMAND", "Runs a shell command; !COMMAND is the same.", this::sh),
        program("bash", "bash", "-s"),
        program("sh shell", "sh", "-s"),
        program("python python3", "python3", "-"),
        program("perl", "perl", "-"),
        program("ruby", "ruby", "-"),
        Magic.cell("script", "COMMAND", "Hands the cell to a command.", this::command));
  }

  private Magic program(String names, String... command) {
    String summary = "Runs the cell as a script of " + command[0] + ", a process of its own.";
    return Magic.cell(names, "[ARGUMENT …]", summary, call -> script(call, command));
  }

  private @Nullable Object command(Call call) throws IOException, InterruptedException {
    if (call.words().isEmpty()) {
      throw new WrongUse("%%script needs a command: %%script COMMAND");
    }
    return script(call);
  }

  /// As a value, the lines that the command printed; otherwise a status other than 0 is told, and
  /// the cell goes on.
  private @Nullable Object sh(Call call) throws IOException, InterruptedException {
    List<String> command = List.of("sh", "-c", call.text());
    if (call.asValue()) {
      return output(command);
    }
    int status = run(command, null);
    if (status != 0) {
      System.err.println("exit status " + status);
    }
    return null;
  }

  private @Nullable Object script(Call call, String... program)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(call.words());
    int status = run(command, call.cell());
    if (status != 0) {
      throw new IOException("%%" + call.name() + " ended with exit status " + status);
    }
    return null;
  }

  private List<String> output(List<String> command) throws IOException, InterruptedException {
    Process process = begin(command);
    try {
      process.getOutputStream().close();
      Thread err = pump(process.getErrorStream(), true);
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      err.join();
      process.waitFor();
      return text.lines().toList();
    } finally {
      end(process);
    }
  }

  private int run(List<String> command, @Nullable String input)
      throws IOException, InterruptedException {
    Process process = begin(command);
    try {
      List<Thread> pumps =
          List.of(pump(process.getInputStream(), false), pump(process.getErrorStream(), true));
      feed(process, input);
      int status = process.waitFor();
      for (Thread pump : pumps) {
        pump.join();
      }
      return status;
    } finally {
      end(process);
    }
  }

  private Process begin(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(environment.all());
    return builder.start();
  }

  /// A script that ends early does not read all of itself.
  private static void feed(Process process, @Nullable String input) {
    try (OutputStream stream = process.getOutputStream()) {
      if (input != null) {
        stream.write(input.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // its exit status says how it went
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private static Thread pump(InputStream from, boolean error) {
    return Thread.ofPlatform()
        .daemon()
        .name("rivulet-command")
        .start(() -> {
          try (from) {
            from.transferTo(error ? System.err : System.out);
          } catch (IOException e) {
            // the process is gone
          }
        });
  }
}
