package rivulet.kernel.cell;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One execution of a cell, from its compilation to its end: what an interrupt stops. Threads that
/// the cell starts belong to it.
final class CellRun {
  private static final InheritableThreadLocal<@Nullable CellRun> CURRENT =
      new InheritableThreadLocal<>();

  private static final Duration BETWEEN_KNOCKS = Duration.ofMillis(200);
  private static final int KNOCKS_AFTER_THE_END = 10;

  private final String className;
  private final Source source;
  private final Stacktraces stacktraces;
  private final Results results;
  private final @Nullable CellRun outer;
  private final Thread thread;
  private boolean running;
  private boolean ended;
  private boolean abandoned;
  private StackTraceElement @Nullable [] interruptedAt;

  private CellRun(
      String className,
      Source source,
      Stacktraces stacktraces,
      Results results,
      @Nullable CellRun outer) {
    this.className = className;
    this.source = source;
    this.stacktraces = stacktraces;
    this.results = results;
    this.outer = outer;
    this.thread = Thread.currentThread();
  }

  /// A run of the calling thread.
  ///
  /// @param stacktraces of the session that it belongs to
  /// @param results of the same
  /// @param outer the run that this one is part of, if it is not on its own
  static CellRun begin(
      String className,
      Source source,
      Stacktraces stacktraces,
      Results results,
      @Nullable CellRun outer) {
    CellRun run = new CellRun(className, source, stacktraces, results, outer);
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

  /// Stops the run and those that it is part of, once: no code of them gets past its next check.
  void interrupt() {
    if (isStoppedNow()) {
      Thread.ofPlatform()
          .daemon()
          .name("rivulet-interrupt")
          .inheritInheritableThreadLocals(false)
          .start(this::knock);
    }
    if (outer != null) {
      outer.interrupt();
    }
  }

  private synchronized boolean isStoppedNow() {
    if (ended || interruptedAt != null) {
      return false;
    }
    interruptedAt = running ? thread.getStackTrace() : new StackTraceElement[0];
    if (running) {
      StopChecks.stop(this);
      thread.interrupt();
    }
    return running;
  }

  /// An interrupt that somebody swallowed is lost, and threads of a pool that work for the cell may
  /// wait for something: all of them are interrupted again until the run has ended, and workers of
  /// fork-join pools until they have left it, which may be later, but not for ever.
  private void knock() {
    try {
      int late = 0;
      while (interruptThreads() && late < KNOCKS_AFTER_THE_END) {
        Thread.sleep(BETWEEN_KNOCKS);
        late += hasEnded() ? 1 : 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether there may be more to interrupt
  private synchronized boolean interruptThreads() {
    if (abandoned) {
      return false;
    }
    if (!ended) {
      thread.interrupt();
    }
    List<Thread> found =
        threads().filter(other -> !ended || other instanceof ForkJoinWorkerThread).toList();
    found.forEach(Thread::interrupt);
    return !ended || !found.isEmpty();
  }

  /// Whether a thread is in code of this cell, or in something that this code has called.
  boolean isOnAnyStack() {
    return threads().findAny().isPresent();
  }

  private Stream<Thread> threads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> Arrays.stream(each.getValue()).anyMatch(this::isOfThisCell))
        .map(Map.Entry::getKey);
  }

  /// Gives the run up, with those that it is part of.
  ///
  /// @return false where it has ended, or was not stopped after it began to run
  synchronized boolean abandon() {
    if (ended || !running || interruptedAt == null) {
      return false;
    }
    abandoned = true;
    StopChecks.leave(this);
    if (outer != null) {
      outer.abandon();
    }
    return true;
  }

  /// Whether the run was given up, and its thread is no longer the session's.
  synchronized boolean isAbandoned() {
    return abandoned;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  Thread thread() {
    return thread;
  }

  Source source() {
    return source;
  }

  /// What the cells of its session have shown.
  Results results() {
    return results;
  }

  /// What knows the cells of its session.
  Stacktraces stacktraces() {
    return stacktraces;
  }

  /// After this no interrupt reaches the thread.
  synchronized void end() {
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
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames -> frames.anyMatch(f -> isOfThisCell(f.getDeclaringClass())));
  }

  /// Other sessions have cells of the same name.
  private boolean isOfThisCell(Class<?> type) {
    return type.getClassLoader() instanceof CellLoader cell
        && cell.className().equals(className)
        && stacktraces.isOfSession(cell);
  }

  private boolean isOfThisCell(StackTraceElement frame) {
    return className.equals(CellLoader.cellOf(frame.getClassName()))
        && stacktraces.isOfSession(frame);
  }
}
