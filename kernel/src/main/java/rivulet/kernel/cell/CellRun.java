package rivulet.kernel.cell;

import org.jspecify.annotations.Nullable;

/// One execution of a cell, from its compilation to its end: what an interrupt stops. Threads that
/// the cell starts belong to it.
final class CellRun {
  private static final InheritableThreadLocal<@Nullable CellRun> CURRENT =
      new InheritableThreadLocal<>();

  private final String className;
  private final Stacktraces stacktraces;
  private final Thread thread;
  private boolean running;
  private boolean ended;
  private StackTraceElement @Nullable [] interruptedAt;

  private CellRun(String className, Stacktraces stacktraces) {
    this.className = className;
    this.stacktraces = stacktraces;
    this.thread = Thread.currentThread();
  }

  /// A run of the calling thread.
  ///
  /// @param stacktraces of the session that it belongs to
  static CellRun begin(String className, Stacktraces stacktraces) {
    CellRun run = new CellRun(className, stacktraces);
    CURRENT.set(run);
    return run;
  }

  /// The run that the calling thread belongs to.
  static @Nullable CellRun current() {
    return CURRENT.get();
  }

  /// Has the calling thread work for a run.
  ///
  /// @return the run that it belonged to
  static @Nullable CellRun enter(@Nullable CellRun run) {
    CellRun outer = CURRENT.get();
    CURRENT.set(run);
    return outer;
  }

  /// The compiler has done its work. Before, an interrupt must not reach the thread: it would close
  /// the files that the compiler reads.
  ///
  /// @return false if the run was interrupted already
  synchronized boolean startRunning() {
    running = true;
    return interruptedAt == null;
  }

  /// Stops the run, once: no code of it gets past its next check.
  synchronized void interrupt() {
    if (ended || interruptedAt != null) {
      return;
    }
    interruptedAt = running ? thread.getStackTrace() : new StackTraceElement[0];
    if (running) {
      StopChecks.stop(this);
      thread.interrupt();
    }
  }

  /// What knows the cells of its session.
  Stacktraces stacktraces() {
    return stacktraces;
  }

  /// After this no interrupt reaches the thread.
  ///
  /// @param outer the run that this one was part of, if it was not on its own
  synchronized void end(@Nullable CellRun outer) {
    ended = true;
    CURRENT.set(outer);
    Thread.interrupted();
    StopChecks.ended(this);
  }

  /// Where the thread was when it was interrupted; null if it never was.
  synchronized StackTraceElement @Nullable [] interruptedAt() {
    return interruptedAt;
  }

  /// Whether the calling thread is running code of this cell.
  boolean isOnStack() {
    return StackWalker.getInstance()
        .walk(
            frames -> frames.anyMatch(f -> className.equals(CellLoader.cellOf(f.getClassName()))));
  }
}
