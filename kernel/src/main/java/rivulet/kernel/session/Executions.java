package rivulet.kernel.session;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Output;

/// Runs cells, each on the thread of its shell's lane.
final class Executions implements AutoCloseable {
  private final CompletableFuture<Language> language;
  private final Services services;
  private final Transcripts transcripts = new Transcripts();
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("rivulet-flush").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  private final AtomicInteger running = new AtomicInteger();

  /// How many cells were counted, in all shells.
  private final AtomicInteger count = new AtomicInteger();

  private volatile long idleSince = System.nanoTime();

  Executions(CompletableFuture<Language> language, Services services) {
    this.language = language;
    this.services = services;
  }

  /// Answers an `execute_request`; called on the lane's thread.
  Execute.Reply execute(Request request, Execute.Request code) {
    if (request.lane().isAborting()) {
      return Execute.Reply.aborted(count.get());
    }
    running.incrementAndGet();
    try {
      return executeNow(request, code);
    } finally {
      idleSince = System.nanoTime();
      running.decrementAndGet();
    }
  }

  private Execute.Reply executeNow(Request request, Execute.Request code) {
    Language known = language.join();
    CellOutput output = new CellOutput(request, code.silent(), timer, transcripts.open());
    Cell cell =
        new Cell(request, output, known.values(), services, new Payload(), code.allowsStdin());
    Surface.use(cell);
    Execute.Reply reply = run(cell, code, known.interpreter());
    output.finish();
    if (reply.status().equals("error") && code.stopsOnError() && !code.silent()) {
      request.lane().abortWaiting(request.transport());
    }
    return reply;
  }

  /// Runs what handles a message that brings no cell: what it prints and shows belongs to the
  /// message, and what it throws is told there.
  ///
  /// @return null, since such a message has no reply
  @Nullable Content handle(Request request, Handling task) {
    CellOutput output = new CellOutput(request, false, timer, transcripts.open());
    Cell cell = new Cell(request, output, language.join().values(), services, new Payload(), false);
    try (var _ = Surface.lend(cell)) {
      task.run();
    } catch (Throwable t) {
      byte[] text = (t + "\n").getBytes(StandardCharsets.UTF_8);
      output.write(true, text, 0, text.length);
    } finally {
      output.finish();
    }
    return null;
  }

  /// What handles a message.
  interface Handling {
    /// Handles it.
    void run() throws Exception;
  }

  /// For how long no cell has been running, in milliseconds.
  long idleMillis() {
    return running.get() > 0 ? 0 : (System.nanoTime() - idleSince) / 1_000_000;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    transcripts.close();
  }

  private Execute.Reply run(Cell cell, Execute.Request code, Interpreter interpreter) {
    boolean counts = code.storesHistory() && !code.code().isBlank();
    int number = counts ? count.incrementAndGet() : count.get();
    if (counts) {
      services.history().addInput(number, code.code());
    }
    cell.output().publish(new Output.ExecuteInput(code.code(), number));
    if (code.code().isBlank()) {
      return ok(cell, number, code, interpreter);
    }
    Consumer<Object> show =
        cell.output().isSilent() ? value -> {} : value -> result(cell, number, counts, value);
    return switch (outcome(interpreter, code.code(), number, show)) {
      case Interpreter.Outcome.Value(var value) -> ok(cell, number, code, interpreter);
      case Interpreter.Outcome.Failure(var name, var message, var traceback) -> {
        cell.output().publish(new Output.Failure(name, message, traceback));
        yield Execute.Reply.error(number, name, message, traceback);
      }
    };
  }

  private Execute.Reply ok(Cell cell, int number, Execute.Request code, Interpreter interpreter) {
    Map<String, Object> values = new LinkedHashMap<>();
    code.expressions()
        .forEach((name, text) -> values.put(name, value(cell, number, text, interpreter)));
    return Execute.Reply.ok(number, cell.payload().items(), values);
  }

  private void result(Cell cell, int number, boolean counts, Object value) {
    String text = cell.result(number, value);
    if (counts) {
      services.history().addOutput(number, text);
    }
  }

  private static Map<String, Object> value(
      Cell cell, int number, String text, Interpreter interpreter) {
    Map<String, Object> shown = new LinkedHashMap<>();
    return switch (outcome(interpreter, text, number, v -> shown.putAll(cell.expression(v)))) {
      case Interpreter.Outcome.Value(var value) -> value == null ? cell.expression(null) : shown;
      case Interpreter.Outcome.Failure(var name, var message, var traceback) ->
          Map.of("status", "error", "ename", name, "evalue", message, "traceback", traceback);
    };
  }

  private static Interpreter.Outcome outcome(
      Interpreter interpreter, String text, int number, Consumer<Object> show) {
    Thread.interrupted();
    try {
      return interpreter.execute(text, number, show);
    } catch (Throwable t) {
      return failure(t);
    } finally {
      Thread.interrupted();
    }
  }

  private static Interpreter.Outcome failure(Throwable t) {
    return new Interpreter.Outcome.Failure(
        t.getClass().getName(), String.valueOf(t.getMessage()), List.of(t.toString()));
  }
}
