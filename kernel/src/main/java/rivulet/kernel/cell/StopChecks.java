package rivulet.kernel.cell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinWorkerThread;

/// The check that woven code makes at every method entry and back edge.
///
/// It calls through one mutable call site, whose target the JIT treats as a constant: while nobody
/// wants to stop, compiled loops contain no trace of it. Asking for a stop changes the target,
/// which throws compiled code away and lets every thread look whether it is meant.
public final class StopChecks {
  private static final MethodHandle NOTHING = MethodHandles.zero(void.class);
  private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
  private static final MethodHandle INVOKER = SITE.dynamicInvoker();
  private static final MethodHandle LOOK;

  /// No constant, so that a look stays a call when the JIT compiles a loop: one that were part of
  /// the loop would cost it the place where a thread can be stopped, and the JVM waits there.
  private static volatile MethodHandle look;

  /// Runs whose threads may still be on their way to their next check.
  private static final Set<CellRun> STOPPED = ConcurrentHashMap.newKeySet();

  /// How long no thread must have met the check before a stop counts as done.
  private static final Duration QUIET = Duration.ofSeconds(1);

  /// For how many such times threads that are somewhere else, called by the cell, are waited for:
  /// meanwhile the checks of all cells take longer.
  private static final int MOST_TIMES = 15;

  private static volatile long lastMet;

  static {
    try {
      MethodType type = MethodType.methodType(void.class);
      LOOK = MethodHandles.lookup().findStatic(StopChecks.class, "lookByCall", type);
      look = MethodHandles.lookup().findStatic(StopChecks.class, "look", type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private StopChecks() {}

  /// What woven code calls.
  ///
  /// @throws Throwable [CellStopped], where the thread belongs to a cell that was stopped
  public static void check() throws Throwable {
    INVOKER.invokeExact();
  }

  /// The same for code of ours that implements what Java calls.
  static void checkUnchecked() {
    try {
      INVOKER.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// From now on all threads of this run are thrown out.
  static synchronized void stop(CellRun run) {
    STOPPED.add(run);
    lastMet = System.nanoTime();
    aim(LOOK);
  }

  /// The run has ended; threads that it left behind are thrown out until none is met any more.
  static void ended(CellRun run) {
    if (STOPPED.contains(run)) {
      Thread.ofVirtual().inheritInheritableThreadLocals(false).start(() -> forgetWhenQuiet(run));
    }
  }

  /// The run's thread is left behind in code that is not woven. From now on it is thrown out where
  /// it is met in woven code; to look for it at every check would slow all other cells down.
  static void leave(CellRun run) {
    forget(run);
    Thread.ofPlatform()
        .daemon()
        .name("rivulet-left")
        .inheritInheritableThreadLocals(false)
        .start(() -> throwOutWhenMet(run));
  }

  private static void throwOutWhenMet(CellRun run) {
    try {
      while (!run.hasEnded()) {
        Thread.sleep(QUIET);
        if (isInWovenCode(run.thread())) {
          stop(run);
          Thread.sleep(QUIET);
          forget(run);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isInWovenCode(Thread thread) {
    StackTraceElement[] frames = thread.getStackTrace();
    return thread.getState() == Thread.State.RUNNABLE
        && frames.length > 0
        && !frames[0].getClassName().matches("(java|javax|jdk|sun)\\..*");
  }

  private static void forgetWhenQuiet(CellRun run) {
    try {
      for (int times = 0;
          System.nanoTime() - lastMet < QUIET.toNanos()
              || (times < MOST_TIMES && run.isOnAnyStack());
          times++) {
        Thread.sleep(QUIET);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    forget(run);
  }

  private static synchronized void forget(CellRun run) {
    STOPPED.remove(run);
    if (STOPPED.isEmpty()) {
      aim(NOTHING);
    }
  }

  private static void aim(MethodHandle target) {
    SITE.setTarget(target);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }

  @SuppressWarnings("UnusedMethod") // by LOOK
  private static void lookByCall() throws Throwable {
    look.invokeExact();
  }

  @SuppressWarnings("UnusedMethod") // by its handle
  private static void look() {
    CellRun own = CellRun.current();
    if ((own != null && STOPPED.contains(own)) || worksForStopped()) {
      lastMet = System.nanoTime();
      throw new CellStopped();
    }
  }

  /// Threads of a shared pool belong to no cell; what they run does.
  private static boolean worksForStopped() {
    return Thread.currentThread() instanceof ForkJoinWorkerThread
        && STOPPED.stream().anyMatch(CellRun::isOnStack);
  }
}
