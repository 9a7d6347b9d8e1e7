package rivulet.kernel.cell;

import rivulet.kernel.session.Interpreter.Outcome;

/// Shows what ended a thread of a cell as errors of cells are shown, on standard error. A thread
/// that ends because its cell was interrupted ends in silence.
final class UncaughtErrors implements Thread.UncaughtExceptionHandler {
  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    if (error instanceof CellStopped) {
      return;
    }
    CellRun run = CellRun.current();
    if (run == null) {
      error.printStackTrace();
    } else {
      Outcome.Failure failure = run.stacktraces().failure(error);
      String name = thread.getName().isEmpty() ? "" : " \"" + thread.getName() + "\"";
      String lines = String.join(System.lineSeparator(), failure.traceback());
      System.err.println("Exception in thread" + name + " " + lines);
    }
  }
}
