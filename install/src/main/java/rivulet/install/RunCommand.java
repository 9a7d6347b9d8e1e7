package rivulet.install;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.client.NotebookRunner;
import rivulet.kernel.client.RunOptions;

/// `rivulet run`: a notebook without Jupyter.
final class RunCommand {
  private RunCommand() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws WrongUsage, IOException {
    Words words = Words.of(arguments, Set.of("--allow-errors"), Set.of("-o", "--timeout"));
    Path notebook = Path.of(words.operand("NOTEBOOK"));
    if (!Files.isRegularFile(notebook)) {
      throw new NoSuchFileException(notebook.toString());
    }
    RunOptions options =
        new RunOptions(
            notebook,
            output(words.value("-o"), notebook),
            timeout(words.value("--timeout")),
            words.has("--allow-errors"),
            Launch.kernel(Product.running()),
            isTerminal());
    return NotebookRunner.run(options, out, err);
  }

  private static @Nullable Path output(@Nullable String name, Path notebook)
      throws WrongUsage, IOException {
    if (name == null) {
      return null;
    }
    Path output = Path.of(name);
    if (Files.exists(output) && Files.isSameFile(output, notebook)) {
      throw new WrongUsage("-o is the notebook itself, which is never written");
    }
    return output;
  }

  private static @Nullable Duration timeout(@Nullable String seconds) throws WrongUsage {
    if (seconds == null) {
      return null;
    }
    try {
      Duration timeout = Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue());
      if (timeout.isPositive()) {
        return timeout;
      }
    } catch (NumberFormatException e) {
      // no number, said below
    }
    throw new WrongUsage("--timeout needs a number of seconds above 0, not " + seconds);
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }
}
