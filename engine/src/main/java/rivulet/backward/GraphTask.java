package rivulet.backward;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One call of backward: its plan, the branches that are under way, and how it ended.
///
/// @param <G> what flows along the edges
final class GraphTask<G> {
  private final Pass<G> pass;
  private final Plan<G> plan;
  private final Arena arena;
  private final Scheduler scheduler;
  private final AtomicInteger splitOff = new AtomicInteger(); // below 0: the root has ended too
  private final Failures failures = new Failures();

  GraphTask(Pass<G> pass, Plan<G> plan, Arena arena, Scheduler scheduler) {
    this.pass = pass;
    this.plan = plan;
    this.arena = arena;
    this.scheduler = scheduler;
  }

  boolean shared() {
    return arena.shared();
  }

  Arithmetic<G> arithmetic() {
    return pass.arithmetic();
  }

  boolean keepsGraph() {
    return pass.keepGraph();
  }

  Pass.Scope enterMode() {
    return pass.mode().enter();
  }

  boolean isOwner() {
    return arena.isOwner();
  }

  boolean isDone() {
    return splitOff.get() < 0;
  }

  /// Whether work at this place of the sequential order is still wanted: a failure stops what comes
  /// after it, not what comes before.
  boolean admits(long order) {
    return failures.admit(order);
  }

  void fail(long order, Throwable failure) {
    failures.add(order, failure);
  }

  /// Stops everything; the caller does not wait for nodes that are running elsewhere. A pass that
  /// has changed leaves and has nothing left but to commit the others is not stopped any more.
  void cancel() {
    if (!isDone() || !plan.updatesLeaves()) {
      failures.cancel();
    }
  }

  boolean isCancelled() {
    return failures.isCancelled();
  }

  boolean splits(Node<G> node) {
    return shared() && scheduler.policy().splits(node);
  }

  /// Whether work of this estimated cost is worth a branch of its own.
  boolean paysApart(long cost) {
    return scheduler.policy().paysApart(cost);
  }

  /// The branch that the pass begins with.
  Branch<G> root() {
    Branch<G> root = new Branch<>(this);
    plan.start(root);
    return root;
  }

  boolean wantsOffer() {
    return arena.hasNothingOnOffer();
  }

  /// Hands late work of a branch to an idle actor; where there is none it stays where it is.
  void offer(ReadyQueue<G> ready) {
    Work<G> late = ready.takeLate();
    if (late == null) {
      return;
    }
    ActorRef<BranchActor.Command> actor = scheduler.pool().claim();
    if (actor == null) {
      ready.add(late);
      return;
    }
    Branch<G> branch = new Branch<>(this);
    branch.push(late);
    splitOff.incrementAndGet();
    try {
      actor.tell(new BranchActor.Run(branch));
    } catch (Throwable t) { // a full stack or heap: nobody else would end that branch
      branchEnded();
      throw t;
    }
  }

  void branchEnded() {
    if (splitOff.decrementAndGet() < 0) {
      arena.wakeOwner();
    }
  }

  /// Commits what the pass found, or throws what went wrong.
  List<@Nullable G> end() {
    if (Thread.currentThread().isInterrupted()) {
      cancel();
    }
    if (!admits(Long.MAX_VALUE)) {
      plan.awaitUpdates();
    }
    failures.rethrow();
    if (pass.captures() == null) {
      plan.commit();
    }
    return plan.captured();
  }
}
