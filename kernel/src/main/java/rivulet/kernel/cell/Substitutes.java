package rivulet.kernel.cell;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/// What code of cells calls in place of some methods of Java: those that would end the kernel, and
/// those that wait and do not notice an interrupt.
@SuppressWarnings("DoNotCallSuggester") // only woven code calls them
public final class Substitutes {
  private Substitutes() {}

  /// In place of `System.exit`: ends the cell and nothing else.
  ///
  /// @throws CellExit always
  public static void exit(int status) {
    throw new CellExit(status);
  }

  /// In place of `Runtime.exit` and `Runtime.halt`.
  ///
  /// @throws CellExit always
  public static void exit(Runtime runtime, int status) {
    throw new CellExit(status);
  }

  /// In place of `CompletableFuture.join`.
  ///
  /// @throws Throwable [CellStopped] where the cell is interrupted while it waits
  public static <T> @Nullable T join(CompletableFuture<T> future) throws Throwable {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      StopChecks.check();
    } catch (ExecutionException | CancellationException e) {
      return future.join(); // throws it as join does
    }
    return future.join();
  }

  /// In place of `Lock.lock`.
  ///
  /// @throws Throwable [CellStopped] where the cell is interrupted while it waits
  public static void lock(Lock lock) throws Throwable {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      StopChecks.check();
      lock.lock();
    }
  }
}
