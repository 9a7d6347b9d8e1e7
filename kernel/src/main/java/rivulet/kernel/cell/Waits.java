package rivulet.kernel.cell;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/// What woven code calls in place of Java's waits that do not notice an interrupt. They end where
/// the cell is stopped; any other interrupt is kept for later, as Java's own do.
///
/// Each throws [CellStopped] where the cell is stopped while it waits.
public final class Waits {
  private Waits() {}

  /// What waits, and can be interrupted.
  interface Wait<T extends @Nullable Object> {
    T get() throws Exception;
  }

  private interface Action {
    void run() throws Exception;
  }

  static <T extends @Nullable Object> T await(Wait<T> wait) throws Throwable {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.get();
        } catch (InterruptedException e) {
          interrupted = true;
          StopChecks.check();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void awaitDone(Action wait) throws Throwable {
    Wait<@Nullable Object> done =
        () -> {
          wait.run();
          return null;
        };
    await(done);
  }

  /// What users implement themselves may not be interruptible at all.
  private static boolean isOfJava(Object object) {
    return object.getClass().getModule() == Object.class.getModule();
  }

  /// In place of `CompletableFuture.join`.
  public static @Nullable Object join(CompletableFuture<?> future) throws Throwable {
    try {
      Wait<@Nullable Object> value = future::get;
      return await(value);
    } catch (ExecutionException | CancellationException e) {
      return future.join(); // throws it as join does
    }
  }

  /// In place of `ForkJoinTask.join`.
  public static @Nullable Object join(ForkJoinTask<?> task) throws Throwable {
    try {
      Wait<@Nullable Object> value = task::get;
      return await(value);
    } catch (ExecutionException | CancellationException e) {
      return task.join();
    }
  }

  /// In place of `ForkJoinPool.invoke`.
  public static @Nullable Object invoke(ForkJoinPool pool, ForkJoinTask<?> task) throws Throwable {
    return join(pool.submit(task));
  }

  /// In place of `Lock.lock`.
  public static void lock(Lock lock) throws Throwable {
    if (isOfJava(lock)) {
      awaitDone(lock::lockInterruptibly);
    } else {
      lock.lock();
    }
  }

  /// In place of `StampedLock.readLock`.
  public static long readLock(StampedLock lock) throws Throwable {
    return await(lock::readLockInterruptibly);
  }

  /// In place of `StampedLock.writeLock`.
  public static long writeLock(StampedLock lock) throws Throwable {
    return await(lock::writeLockInterruptibly);
  }

  /// In place of `Semaphore.acquireUninterruptibly`.
  public static void acquireUninterruptibly(Semaphore semaphore) throws Throwable {
    awaitDone(semaphore::acquire);
  }

  /// In place of `Semaphore.acquireUninterruptibly`.
  public static void acquireUninterruptibly(Semaphore semaphore, int permits) throws Throwable {
    awaitDone(() -> semaphore.acquire(permits));
  }

  /// In place of `Condition.awaitUninterruptibly`. After an interrupt that stops nothing it wakes
  /// up for no reason, as a condition may: a signal may have come while it did not wait.
  @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
  public static void awaitUninterruptibly(Condition condition) throws Throwable {
    if (!isOfJava(condition)) {
      condition.awaitUninterruptibly();
      return;
    }
    try {
      condition.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      StopChecks.check();
    }
  }

  /// In place of `Phaser.awaitAdvance`.
  public static int awaitAdvance(Phaser phaser, int phase) throws Throwable {
    return await(() -> phaser.awaitAdvanceInterruptibly(phase));
  }

  /// In place of `Phaser.arriveAndAwaitAdvance`.
  public static int arriveAndAwaitAdvance(Phaser phaser) throws Throwable {
    return awaitAdvance(phaser, phaser.arrive());
  }

  /// In place of `ExecutorService.close`.
  public static void close(ExecutorService executor) throws Throwable {
    if (!isOfJava(executor) || executor.equals(ForkJoinPool.commonPool())) {
      executor.close();
      return;
    }
    executor.shutdown();
    Action end =
        () -> {
          try {
            while (!executor.awaitTermination(1, TimeUnit.DAYS)) {}
          } catch (InterruptedException e) {
            executor.shutdownNow(); // as Java's own
            throw e;
          }
        };
    awaitDone(end);
  }

  /// In place of `ForkJoinPool.awaitQuiescence`.
  public static boolean awaitQuiescence(ForkJoinPool pool, long timeout, TimeUnit unit)
      throws Throwable {
    long end = System.nanoTime() + unit.toNanos(timeout);
    boolean quiet;
    do {
      StopChecks.check();
      long left = Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(50));
      quiet = pool.awaitQuiescence(Math.max(left, 0), TimeUnit.NANOSECONDS);
    } while (!quiet && System.nanoTime() < end);
    return quiet;
  }
}
