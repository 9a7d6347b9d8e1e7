package rivulet.kernel.session;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// One daemon thread and what waits for it, in order. Nothing that a task does ends the thread.
final class Lane implements AutoCloseable {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Consumer<String> log;
  private volatile boolean open = true;

  Lane(String name, Consumer<String> log) {
    this.log = log;
    Thread.ofPlatform().daemon().name(name).start(this::work);
  }

  void add(Runnable task) {
    tasks.add(task);
  }

  /// Ends the thread once it has done what it is doing.
  @Override
  public void close() {
    open = false;
    tasks.add(() -> {});
  }

  private void work() {
    while (open) {
      try {
        tasks.take().run();
      } catch (InterruptedException e) {
        // It was meant for a cell that has ended; the exception has used it up.
      } catch (Throwable t) {
        log.accept(Thread.currentThread().getName() + ": " + t);
      }
    }
  }
}
