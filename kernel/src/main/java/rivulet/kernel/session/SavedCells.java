package rivulet.kernel.session;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;
import rivulet.kernel.protocol.History;

/// Keeps the history on a thread of its own: no cell ever waits for the file, and whatever is wrong
/// with it costs the history and one line of log. SQLite is loaded a while after the first cell, or
/// when somebody asks.
final class SavedCells implements PastCells, AutoCloseable {
  private interface Task {
    void run(HistoryFile file) throws Exception;
  }

  private static final int WHILE_MILLIS = 3000;
  private static final int END_MILLIS = 1000;

  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final CountDownLatch wanted = new CountDownLatch(1);
  private final @Nullable Path place;
  private final Consumer<String> log;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean open = true;
  private boolean failed;

  /// @param place the file; null for a history that ends with the process
  SavedCells(@Nullable Path place, Consumer<String> log) {
    this.place = place;
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name("rivulet-history").start(this::work);
  }

  void addInput(int line, String text) {
    tasks.add(file -> file.addInput(line, text));
  }

  void addOutput(int line, String text) {
    tasks.add(file -> file.addOutput(line, text));
  }

  /// Answers a `history_request`.
  History.Reply answer(History.Request query) {
    List<PastCell> cells =
        switch (String.valueOf(query.histAccessType())) {
          case "range" -> range(number(query.session(), 0), number(query.start(), 1), query.stop());
          case "search" ->
              search(query.pattern() == null ? "*" : query.pattern(), query.n(), query.unique());
          default -> tail(number(query.n(), 10));
        };
    return new History.Reply(
        "ok", cells.stream().map(cell -> entry(cell, query.output())).toList());
  }

  private static int number(@Nullable Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }

  /// Session, line and text; or, in place of the text, text and value.
  private static List<Object> entry(PastCell cell, boolean output) {
    Object text = output ? Arrays.asList(cell.input(), cell.output()) : cell.input();
    return List.of(cell.session(), cell.line(), text);
  }

  @Override
  public int session() {
    return ask(HistoryFile::session, 0);
  }

  @Override
  public List<PastCell> tail(int count) {
    return ask(file -> file.tail(count), List.of());
  }

  @Override
  public List<PastCell> range(int session, int start, @Nullable Integer stop) {
    return ask(file -> file.range(session, start, stop), List.of());
  }

  @Override
  public List<PastCell> search(String pattern, @Nullable Integer count, boolean unique) {
    return ask(file -> file.search(pattern, count, unique), List.of());
  }

  /// Stores what waits, for a second at most.
  @Override
  public void close() {
    open = false;
    tasks.add(file -> {});
    wanted.countDown();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Question<T> {
    T answer(HistoryFile file) throws Exception;
  }

  private <T> T ask(Question<T> question, T otherwise) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(file -> answer.complete(question.answer(file)));
    tasks.add(file -> answer.complete(otherwise)); // had the question failed
    wanted.countDown();
    CompletableFuture.anyOf(answer, ended).join();
    return answer.getNow(otherwise);
  }

  private void work() {
    try (var _ = Surface.lend(null)) {
      Task first = tasks.take();
      if (!open && tasks.isEmpty()) {
        return;
      }
      var _ = wanted.await(WHILE_MILLIS, TimeUnit.MILLISECONDS);
      try (HistoryFile file = openFile()) {
        for (Task task = first; open || !tasks.isEmpty(); task = tasks.take()) {
          attempt(task, file);
        }
      }
    } catch (Exception | LinkageError e) {
      failed(e);
    } finally {
      ended.complete(null);
    }
  }

  private HistoryFile openFile() throws Exception {
    if (place != null) {
      try {
        return HistoryFile.open(place);
      } catch (Exception e) {
        failed(e);
      }
    }
    return HistoryFile.inMemory();
  }

  private void attempt(Task task, HistoryFile file) {
    try {
      task.run(file);
    } catch (Exception e) {
      failed(e);
    }
  }

  private void failed(Throwable reason) {
    if (!failed) {
      failed = true;
      log.accept("the history in " + place + " is not kept: " + reason);
    }
  }
}
