package rivulet.kernel.cell;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Looks at values, which may call code of cells, for a bounded time: on a thread of its own, which
/// is stopped as a cell is.
final class Glance {
  private final Stacktraces stacktraces;
  private final Results results;

  Glance(Stacktraces stacktraces, Results results) {
    this.stacktraces = stacktraces;
    this.results = results;
  }

  /// What the look gives; empty where it takes too long or fails.
  <T> Optional<T> within(Duration most, Supplier<T> look) {
    CompletableFuture<CellRun> begun = new CompletableFuture<>();
    CompletableFuture<T> seen = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("rivulet-glance").start(() -> run(look, begun, seen));
    try {
      return Optional.ofNullable(seen.get(most.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      begun.join().interrupt();
      return Optional.empty();
    } catch (InterruptedException e) {
      begun.join().interrupt();
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private <T> void run(
      Supplier<T> look, CompletableFuture<CellRun> begun, CompletableFuture<T> seen) {
    CellRun run = CellRun.begin(Sketch.CLASS, new Source(0, ""), stacktraces, results, null);
    try {
      begun.complete(run);
      if (run.startRunning()) {
        seen.complete(look.get());
      }
    } catch (Throwable e) {
      seen.completeExceptionally(e);
    } finally {
      run.end();
    }
  }
}
