package rivulet.kernel.session;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// One daemon thread and what waits for it, in order. Nothing that a task does ends the thread.
final class Lane implements AutoCloseable {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Consumer<String> log;
  private volatile boolean open = true;
  private volatile CellThread cells = new CellThread();
  private boolean aborting; // belongs to the lane's thread

  Lane(String name, Consumer<String> log) {
    this(Thread.ofPlatform().daemon().name(name), log);
  }

  Lane(Thread.Builder thread, Consumer<String> log) {
    this.log = log;
    thread.start(this::work);
  }

  void add(Runnable task) {
    tasks.add(task);
  }

  /// The thread that runs the lane's cells.
  CellThread cells() {
    return cells;
  }

  /// Takes another thread for cells: on that one, a cell does not stop.
  void renewCells() {
    cells = new CellThread();
  }

  /// Whether what waits is to be dropped; asked on the lane's thread.
  boolean isAborting() {
    return aborting;
  }

  /// Everything that waits now is dropped; what a client sends after it has seen the error is not,
  /// since the marker is placed before the error's reply leaves. Called on the lane's thread.
  void abortWaiting(Transport transport) {
    aborting = true;
    transport.afterReceived(() -> add(() -> aborting = false));
  }

  /// Ends the thread once it has done what it is doing.
  @Override
  public void close() {
    open = false;
    tasks.add(() -> {});
    cells.close();
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
