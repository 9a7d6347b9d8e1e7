package rivulet.install;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.List;

/// The command `rivulet`: picks the command, and turns what went wrong into an exit code.
public final class Main {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private static final String USAGE =
      """
      Usage:
        rivulet run NOTEBOOK [-o OUT] [--timeout SECONDS] [--allow-errors]
            Runs all cells of a notebook, without Jupyter. Values and streams go to standard
            output, errors to standard error; OUT gets the executed notebook. The time is a cell's.
            Exit code: 0 no unexpected error, 1 a cell failed or took too long, 2 wrong usage.
        rivulet install [--user | --sys-prefix | --prefix DIR]
            Makes the kernel known to Jupyter: of the user (the default), of the active Python
            environment, or of the one in DIR.
        rivulet kernel CONNECTION_FILE
            Starts the kernel, as Jupyter does.
        rivulet aot
            Makes the cache with which kernels start faster; a build and install do it themselves.
        rivulet bench [--only REGEX] [--threads N[,N...]] [--seconds S] [--vs PYTHON]
            Times the workloads whose names the expression finds, a line of JSON each; with several
            numbers of threads in turn, and how many times faster each is than the first; beside
            PyTorch (and JAX, where it is) of PYTHON, with the ratios and a chart of them.
        rivulet test [MAVEN-ARGUMENT...]
            Builds everything and runs all checks and tests.
        rivulet --help | --version
      """;

  private final PrintStream out;
  private final PrintStream err;

  Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Runs the command that the words say and ends the process with its exit code.
  public static void main(String[] words) {
    System.exit(new Main(System.out, System.err).run(List.of(words)));
  }

  int run(List<String> words) {
    try {
      return words.isEmpty()
          ? wrongUsage("no command given")
          : dispatch(words.getFirst(), words.subList(1, words.size()));
    } catch (WrongUsage e) {
      return wrongUsage(e.getMessage());
    } catch (NoSuchFileException e) {
      return fail(WRONG_USAGE, "no such file: " + e.getMessage());
    } catch (IOException e) {
      return fail(FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (InterruptedException e) {
      return fail(FAILED, "interrupted");
    }
  }

  private int dispatch(String command, List<String> words)
      throws WrongUsage, IOException, InterruptedException {
    return switch (command) {
      case "run" -> RunCommand.run(words, out, err);
      case "install" -> InstallCommand.run(words, out, err);
      case "kernel" -> KernelCommand.run(words);
      case "aot" -> AotCommand.run(words, err);
      case "bench" -> BenchCommand.run(words, out, err);
      case "--help", "-h", "help" -> say(USAGE);
      case "--version" -> say("rivulet " + Launch.version() + System.lineSeparator());
      default -> throw new WrongUsage("unknown command: " + command);
    };
  }

  private int say(String text) {
    out.print(text);
    return OK;
  }

  private int wrongUsage(String message) {
    fail(WRONG_USAGE, message);
    err.print(USAGE);
    return WRONG_USAGE;
  }

  private int fail(int code, String message) {
    err.println("rivulet: " + message);
    return code;
  }
}
