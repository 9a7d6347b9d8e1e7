package rivulet.kernel.session;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Interpreter.Outcome;

/// The thread that runs cells, one at a time. Where a cell does not stop, its thread is left
/// behind: whoever waits for the cell is told so, and another thread takes over.
final class CellThread implements AutoCloseable {
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("rivulet-cell").factory());

  private CompletableFuture<Outcome> running =
      CompletableFuture.completedFuture(new Outcome.Value(null));
  private boolean left;
  private volatile @Nullable Thread worker;

  /// Runs and waits.
  ///
  /// @return how it ended, or what [#leave] says of it
  Outcome run(Callable<Outcome> cell) {
    CompletableFuture<Outcome> outcome = begin();
    executor.execute(() -> {
      worker = Thread.currentThread();
      outcome.complete(outcomeOf(cell));
    });
    return outcome.join();
  }

  private synchronized CompletableFuture<Outcome> begin() {
    running = new CompletableFuture<>();
    return running;
  }

  private static Outcome outcomeOf(Callable<Outcome> cell) {
    Thread.interrupted();
    try {
      return cell.call();
    } catch (Throwable t) {
      return new Outcome.Failure(
          t.getClass().getName(), String.valueOf(t.getMessage()), List.of(t.toString()));
    } finally {
      Thread.interrupted();
    }
  }

  /// What runs now, for [#leave].
  synchronized CompletableFuture<Outcome> running() {
    return running;
  }

  /// Gives up a run.
  ///
  /// @param run the one that was running when patience began
  /// @param abandon gives what is said of what runs on this thread; null where it cannot be given
  ///   up now
  /// @return whether this thread has been left behind
  @SuppressWarnings("ReferenceEquality") // the very run
  synchronized boolean leave(
      CompletableFuture<Outcome> run, Function<Thread, @Nullable Outcome> abandon) {
    Thread thread = worker;
    if (run == running && !run.isDone() && thread != null) {
      Outcome told = abandon.apply(thread);
      left = told != null;
      if (told != null) {
        executor.shutdown();
        run.complete(told);
      }
    }
    return left;
  }

  /// Whether a cell that does not stop has this thread.
  synchronized boolean isLeft() {
    return left;
  }

  /// Ends the thread once it has done what it is doing.
  @Override
  public void close() {
    executor.shutdown();
  }
}
