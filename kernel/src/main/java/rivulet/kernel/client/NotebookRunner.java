package rivulet.kernel.client;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Output;

/// Runs a notebook without a browser: its code cells, in order, in a kernel of its own.
public final class NotebookRunner {
  /// Every cell did what it should.
  public static final int OK = 0;

  /// A cell failed, or ran too long, or the kernel did.
  public static final int FAILED = 1;

  /// There is no such notebook, or no place for the result.
  public static final int WRONG_USAGE = 2;

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private enum Ending {
    FINE,
    ERROR,
    TOO_LONG,
    KERNEL_GONE
  }

  private final RunOptions options;
  private final Notebook notebook;
  private final CellRecorder.Terminal terminal;
  private final Map<String, List<JsonObject>> displays = new HashMap<>();

  private NotebookRunner(RunOptions options, Notebook notebook, CellRecorder.Terminal terminal) {
    this.options = options;
    this.notebook = notebook;
    this.terminal = terminal;
  }

  /// Runs a notebook.
  ///
  /// @param out takes what the cells print and the text of the values that they show
  /// @param err takes what they print to standard error, and errors
  /// @return [#OK], [#FAILED] or [#WRONG_USAGE], as exit code
  public static int run(RunOptions options, PrintStream out, PrintStream err) {
    try {
      Notebook notebook = Notebook.read(options.notebook());
      checkPlace(options.output());
      notebook.prepare();
      var terminal = new CellRecorder.Terminal(out, err, options.colors());
      int code = new NotebookRunner(options, notebook, terminal).run();
      if (options.output() != null) {
        notebook.write(options.output());
      }
      return code;
    } catch (NoSuchFileException e) {
      err.println("rivulet: no such file: " + e.getFile());
    } catch (IOException | Notebook.NotANotebook e) {
      err.println("rivulet: " + options.notebook() + ": " + e.getMessage());
    } finally {
      out.flush();
      err.flush();
    }
    return WRONG_USAGE;
  }

  private static void checkPlace(@Nullable Path output) throws IOException {
    if (output == null) {
      return;
    }
    Path folder = Objects.requireNonNull(output.toAbsolutePath().getParent());
    if (!Files.isDirectory(folder) || Files.isDirectory(output)) {
      throw new IOException("the result cannot be written to " + output);
    }
  }

  private int run() {
    Path folder = Objects.requireNonNull(options.notebook().toAbsolutePath().getParent());
    try (KernelProcess kernel = new KernelProcess(options.kernel(), folder)) {
      notebook.ranOn(kernel.awaitReady(START).languageInfo());
      return runCells(kernel);
    } catch (IOException | TimeoutException e) {
      terminal.error("rivulet: " + e.getMessage());
      return FAILED;
    }
  }

  private int runCells(KernelProcess kernel) {
    int code = OK;
    for (NotebookCell cell : notebook.codeCells()) {
      Ending ending = cell.source().isBlank() ? Ending.FINE : run(cell, kernel);
      boolean expected = ending == Ending.ERROR && cell.expectsError();
      if (ending != Ending.FINE && !expected) {
        code = FAILED;
        if (!options.allowErrors() || !kernel.isAlive()) {
          return code;
        }
      }
    }
    return code;
  }

  private Ending run(NotebookCell cell, KernelProcess kernel) {
    CellRecorder recorder = new CellRecorder(cell, displays, terminal);
    KernelClient client = kernel.client();
    KernelClient.Exchange exchange =
        client.send(Channel.SHELL, Execute.Request.of(cell.source()), recorder);
    try {
      client.await(exchange, Objects.requireNonNullElse(options.timeout(), FOR_EVER));
      return failed(exchange) ? Ending.ERROR : Ending.FINE;
    } catch (TimeoutException e) {
      return stop(exchange, kernel, recorder);
    } catch (IOException e) {
      return gone(kernel, recorder);
    }
  }

  private static boolean failed(KernelClient.Exchange exchange) {
    return exchange.reply() == null
        || !(exchange.reply().content() instanceof Execute.Reply reply)
        || !reply.status().equals("ok");
  }

  /// Interrupts a cell that has run too long; a kernel that does not come back is ended.
  private Ending stop(KernelClient.Exchange exchange, KernelProcess kernel, CellRecorder recorder) {
    String seconds = Objects.requireNonNull(options.timeout()).toMillis() / 1000.0 + " s";
    recorder.failed(
        new Output.Failure("Timeout", "the cell ran longer than " + seconds, List.of()));
    try {
      kernel.client().interrupt();
      kernel.client().await(exchange, GRACE);
      return Ending.TOO_LONG;
    } catch (TimeoutException | IOException e) {
      kernel.kill();
      terminal.error("rivulet: the cell did not stop; its kernel was ended");
      return Ending.KERNEL_GONE;
    }
  }

  private static Ending gone(KernelProcess kernel, CellRecorder recorder) {
    String how = "the kernel ended while the cell ran: " + kernel.epitaph();
    recorder.failed(new Output.Failure("DeadKernel", how, List.of()));
    return Ending.KERNEL_GONE;
  }
}
