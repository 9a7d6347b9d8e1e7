package rivulet.backward;

/// A piece of a pass that one thread runs to its end: it takes what its own nodes make ready,
/// earliest in the sequential order first, and in a shared pass keeps one piece on offer to other
/// threads.
///
/// @param <G> what flows along the edges
final class Branch<G> {
  private final GraphTask<G> task;
  private final ReadyQueue<G> ready = new ReadyQueue<>();

  Branch(GraphTask<G> task) {
    this.task = task;
  }

  GraphTask<G> task() {
    return task;
  }

  void push(Work<G> work) {
    ready.add(work);
  }

  boolean splits(Node<G> node) {
    return task.splits(node);
  }

  /// Runs it all; whatever goes wrong is kept in the task.
  void run() {
    try {
      if (task.isOwner()) {
        drain(true);
      } else {
        drainForeign();
      }
    } catch (Throwable t) {
      task.fail(Long.MIN_VALUE, t);
    } finally {
      task.branchEnded();
    }
  }

  /// Another thread than the caller enters the pass's mode for itself.
  private void drainForeign() {
    Desk desk = Desk.current();
    GraphTask<?> before = desk.serve(task);
    try (Pass.Scope _ = task.enterMode()) {
      drain(false);
    } finally {
      desk.serve(before);
    }
  }

  private void drain(boolean owner) {
    for (Work<G> work = ready.poll(); work != null; work = ready.poll()) {
      if (owner && Thread.currentThread().isInterrupted()) {
        task.cancel();
      }
      if (!task.admits(work.order())) {
        return;
      }
      attempt(work);
      offer(1);
    }
  }

  private void attempt(Work<G> work) {
    try {
      work.runOn(this);
    } catch (Throwable t) {
      task.fail(work.order(), t);
    }
  }

  /// Splits off a branch if none is on offer and more than `keep` pieces are ready.
  void offer(int keep) {
    if (task.shared() && ready.size() > keep && task.wantsOffer()) {
      task.offer(ready);
    }
  }
}
