package rivulet.kernel.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Output;

/// Runs cells, each on the thread that its shell's lane has for them; where a cell does not stop,
/// another thread takes over.
final class Executions implements AutoCloseable {
  /// How long an interrupted cell has to stop.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CompletableFuture<Language> language;
  private final Services services;
  private final Transcripts transcripts = new Transcripts();
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("rivulet-flush").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  private final Set<CellThread> running = ConcurrentHashMap.newKeySet();

  /// How many cells were counted, in all shells.
  private final AtomicInteger count = new AtomicInteger();

  /// When the last cell began or ended.
  private volatile long lastChange = System.nanoTime();

  Executions(CompletableFuture<Language> language, Services services) {
    this.language = language;
    this.services = services;
  }

  /// Answers an `execute_request`; called on the lane's thread.
  Execute.Reply execute(Request request, Execute.Request code) {
    if (request.lane().isAborting()) {
      return Execute.Reply.aborted(count.get());
    }
    return onItsThread(request, () -> executeNow(request, code));
  }

  /// What runs on a lane's thread for cells while `work` waits for it can be interrupted.
  private <T extends @Nullable Object> T onItsThread(Request request, Supplier<T> work) {
    CellThread thread = request.lane().cells();
    running.add(thread);
    lastChange = System.nanoTime();
    try {
      return work.get();
    } finally {
      lastChange = System.nanoTime();
      running.remove(thread);
    }
  }

  private Execute.Reply executeNow(Request request, Execute.Request code) {
    Language known = language.join();
    Cell cell = cell(request, known, code.silent(), code.allowsStdin());
    Execute.Reply reply = run(cell, code, known.interpreter());
    finish(cell);
    if (reply.status().equals("error") && code.stopsOnError() && !code.silent()) {
      request.lane().abortWaiting(request.transport());
    }
    return reply;
  }

  private Cell cell(Request request, Language known, boolean silent, boolean mayAsk) {
    CellOutput output = new CellOutput(request, silent, timer, transcripts.open());
    return new Cell(request, output, known, services, new Payload(), mayAsk);
  }

  private static void finish(Cell cell) {
    cell.output().finish();
    if (cell.request().lane().cells().isLeft()) {
      cell.output().mute();
      cell.request().lane().renewCells();
    }
  }

  /// Runs what handles a message that brings no cell: what it prints and shows belongs to the
  /// message, and what it throws is told there.
  ///
  /// @return null, since such a message has no reply
  @Nullable Content handle(Request request, Interpreter.Code task) {
    return onItsThread(request, () -> handleNow(request, task));
  }

  private @Nullable Content handleNow(Request request, Interpreter.Code task) {
    Language known = language.join();
    Cell cell = cell(request, known, false, false);
    Interpreter.Outcome outcome = onCellThread(cell, () -> known.interpreter().call(task));
    if (outcome instanceof Interpreter.Outcome.Failure failure) {
      String told = String.join("\n", failure.traceback()) + "\n";
      byte[] text = told.getBytes(StandardCharsets.UTF_8);
      cell.output().write(true, text, 0, text.length);
    }
    finish(cell);
    return null;
  }

  /// For how long no cell has been running, in milliseconds.
  long idleMillis() {
    return running.isEmpty() ? calmMillis() : 0;
  }

  /// For how long no cell has begun or ended, in milliseconds; one may be running.
  long calmMillis() {
    return (System.nanoTime() - lastChange) / 1_000_000;
  }

  /// Stops the running cells; one that goes on all the same is left to itself.
  void interrupt(Interpreter interpreter) {
    Map<CellThread, CompletableFuture<Interpreter.Outcome>> runs = new HashMap<>();
    running.forEach(thread -> runs.put(thread, thread.running()));
    interpreter.interrupt();
    runs.forEach((thread, run) -> leaveLater(interpreter, thread, run));
  }

  private void leaveLater(
      Interpreter interpreter, CellThread thread, CompletableFuture<Interpreter.Outcome> run) {
    var _ =
        timer.schedule(
            () -> leave(interpreter, thread, run), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void leave(
      Interpreter interpreter, CellThread thread, CompletableFuture<Interpreter.Outcome> run) {
    if (!thread.leave(run, interpreter::abandon) && !run.isDone()) {
      leaveLater(interpreter, thread, run);
    }
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
    return switch (outcome(cell, interpreter, code.code(), number, show)) {
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
    if (counts && text != null) {
      services.history().addOutput(number, text);
    }
  }

  private static Map<String, Object> value(
      Cell cell, int number, String text, Interpreter interpreter) {
    Map<String, Object> shown = new LinkedHashMap<>();
    return switch (outcome(
        cell, interpreter, text, number, v -> shown.putAll(cell.expression(v)))) {
      case Interpreter.Outcome.Value(var value) -> value == null ? cell.expression(null) : shown;
      case Interpreter.Outcome.Failure(var name, var message, var traceback) ->
          Map.of("status", "error", "ename", name, "evalue", message, "traceback", traceback);
    };
  }

  private static Interpreter.Outcome outcome(
      Cell cell, Interpreter interpreter, String text, int number, Consumer<Object> show) {
    return onCellThread(cell, () -> interpreter.execute(text, number, show));
  }

  private static Interpreter.Outcome onCellThread(Cell cell, Supplier<Interpreter.Outcome> work) {
    return cell.request()
        .lane()
        .cells()
        .run(() -> {
          Surface.use(cell);
          return work.get();
        });
  }
}
