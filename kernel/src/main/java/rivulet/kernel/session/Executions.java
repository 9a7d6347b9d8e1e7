package rivulet.kernel.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import rivulet.kernel.display.Surface;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Output;

/// Runs cells, one after the other, on one thread that lives as long as the session; where a cell
/// does not stop, another thread takes over.
final class Executions implements AutoCloseable {
  private final CompletableFuture<Language> language;
  private final Stdin stdin;
  private final Lane lane;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("rivulet-flush").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /// How long an interrupted cell has to stop.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private volatile CellThread thread = new CellThread();
  private volatile boolean running;
  private volatile long idleSince = System.nanoTime();

  // Both belong to the lane's thread.
  private int count;
  private boolean aborting;

  Executions(CompletableFuture<Language> language, Stdin stdin, Lane lane) {
    this.language = language;
    this.stdin = stdin;
    this.lane = lane;
  }

  /// Answers an `execute_request`; called on the lane's thread.
  Execute.Reply execute(Request request, Execute.Request code) {
    if (aborting) {
      return Execute.Reply.aborted(count);
    }
    running = true;
    try {
      return executeNow(request, code);
    } finally {
      idleSince = System.nanoTime();
      running = false;
    }
  }

  private Execute.Reply executeNow(Request request, Execute.Request code) {
    Language known = language.join();
    CellOutput output = new CellOutput(request, code.silent(), timer);
    Cell cell = new Cell(request, output, known.values(), stdin, code.allowsStdin());
    Execute.Reply reply = run(cell, code, known.interpreter());
    output.finish();
    if (thread.isLeft()) {
      output.mute();
      thread = new CellThread();
    }
    if (reply.status().equals("error") && code.stopsOnError() && !code.silent()) {
      abortWaiting(request.transport());
    }
    return reply;
  }

  /// For how long no cell has been running, in milliseconds.
  long idleMillis() {
    return running ? 0 : (System.nanoTime() - idleSince) / 1_000_000;
  }

  /// Stops the running cell; one that goes on all the same is left to itself.
  void interrupt(Interpreter interpreter) {
    CellThread current = thread;
    CompletableFuture<Interpreter.Outcome> run = current.running();
    interpreter.interrupt();
    leaveLater(interpreter, current, run);
  }

  private void leaveLater(
      Interpreter interpreter, CellThread current, CompletableFuture<Interpreter.Outcome> run) {
    var _ =
        timer.schedule(
            () -> leave(interpreter, current, run), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void leave(
      Interpreter interpreter, CellThread current, CompletableFuture<Interpreter.Outcome> run) {
    if (!current.leave(run, interpreter::abandon) && !run.isDone()) {
      leaveLater(interpreter, current, run);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    thread.close();
  }

  private Execute.Reply run(Cell cell, Execute.Request code, Interpreter interpreter) {
    boolean blank = code.code().isBlank();
    if (code.storesHistory() && !blank) {
      count++;
    }
    cell.output().publish(new Output.ExecuteInput(code.code(), count));
    if (blank) {
      return Execute.Reply.ok(count, expressions(cell, code, interpreter));
    }
    Consumer<Object> show = cell.output().isSilent() ? value -> {} : v -> cell.result(count, v);
    return switch (outcome(cell, interpreter, code.code(), show)) {
      case Interpreter.Outcome.Value(var value) ->
          Execute.Reply.ok(count, expressions(cell, code, interpreter));
      case Interpreter.Outcome.Failure(var name, var message, var traceback) -> {
        cell.output().publish(new Output.Failure(name, message, traceback));
        yield Execute.Reply.error(count, name, message, traceback);
      }
    };
  }

  /// Everything that waits now is dropped; what a client sends after it has seen the error is not,
  /// since the marker is placed before the error's reply leaves.
  private void abortWaiting(Transport transport) {
    aborting = true;
    transport.afterReceived(() -> lane.add(() -> aborting = false));
  }

  private Map<String, Object> expressions(
      Cell cell, Execute.Request code, Interpreter interpreter) {
    Map<String, Object> values = new LinkedHashMap<>();
    code.expressions().forEach((name, text) -> values.put(name, value(cell, text, interpreter)));
    return values;
  }

  private Map<String, Object> value(Cell cell, String text, Interpreter interpreter) {
    Map<String, Object> shown = new LinkedHashMap<>();
    return switch (outcome(cell, interpreter, text, v -> shown.putAll(cell.expression(v)))) {
      case Interpreter.Outcome.Value(var value) -> value == null ? cell.expression(null) : shown;
      case Interpreter.Outcome.Failure(var name, var message, var traceback) ->
          Map.of("status", "error", "ename", name, "evalue", message, "traceback", traceback);
    };
  }

  private Interpreter.Outcome outcome(
      Cell cell, Interpreter interpreter, String text, Consumer<Object> show) {
    int number = count;
    return thread.run(() -> {
      Surface.use(cell);
      return interpreter.execute(text, number, show);
    });
  }
}
