package rivulet.kernel.magic;

/// What an interrupt stops of a magic that runs on a thread: the thread itself, but not while it
/// runs Java for the magic, which has its own way to stop.
final class MagicRun {
  private final Thread thread;
  private boolean interrupted;
  private boolean inJava;
  private boolean ended;

  MagicRun(Thread thread) {
    this.thread = thread;
  }

  synchronized boolean isInJava() {
    return inJava;
  }

  /// From now on Java runs, unless the magic was interrupted.
  ///
  /// @return whether it does
  synchronized boolean enterJava() {
    inJava = !interrupted || inJava;
    return !interrupted;
  }

  synchronized void leaveJava() {
    inJava = false;
  }

  synchronized boolean isInterrupted() {
    return interrupted;
  }

  synchronized void interrupt() {
    if (!interrupted && !ended) {
      interrupted = true;
      if (!inJava) {
        thread.interrupt();
      }
    }
  }

  /// After this no interrupt reaches the thread; called on it.
  synchronized void end() {
    ended = true;
    Thread.interrupted();
  }
}
