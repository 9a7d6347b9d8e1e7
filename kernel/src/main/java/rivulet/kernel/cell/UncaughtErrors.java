package rivulet.kernel.cell;

import rivulet.kernel.session.Interpreter.Outcome;

/// Shows what ended a thread of a cell as errors of cells are shown, on standard error. A thread
/// that ends because its cell was interrupted ends in silence.
final class UncaughtErrors implements Thread.UncaughtExceptionHandler {
  private final Stacktraces stacktraces;

  UncaughtErrors(Stacktraces stacktraces) {
    this.stacktraces = stacktraces;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    if (error instanceof CellStopped) {
      return;
    }
    if (CellRun.current() == null) {
      error.printStackTrace();
    } else {
      Outcome.Failure failure = stacktraces.failure(error);
      String name = thread.getName().isEmpty() ? "" : " \"" + thread.getName() + "\"";
      String lines = String.join(System.lineSeparator(), failure.traceback());
      System.err.println("Exception in thread" + name + " " + lines);
    }
  }
}
