package rivulet.backward;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Workers, branch actors and a policy: what passes run on.
///
/// The thread that calls backward plans the pass, sends its root branch to a branch actor as one
/// message and runs that actor's mailbox itself. A branch follows its nodes as deep as they go; in
/// a pass that is worth it, it splits off what else is ready, one piece at a time, as a message to
/// another actor, whose mailbox whoever is free runs. Results meet in the slots of `InputBuffer`,
/// not in messages, so that sums have the same bits for any number of workers. The order that a
/// single thread would take is PyTorch's (`torch/csrc/autograd/engine.cpp`): highest sequence
/// number first, leaves as soon as they can; failures are reported, and leaves committed, as if it
/// had been taken.
///
/// That the caller runs the mailboxes, that work is split only while none is on offer, and that
/// cheap passes wake nobody, were each chosen by measurement over one actor or one message a node,
/// over handing the pass to a pool, and over splitting whenever somebody is idle.
final class Scheduler {
  private final HelpingExecutor executor;
  private final SharingPolicy policy;
  private final BranchPool pool = new BranchPool();

  Scheduler(int threads, SharingPolicy policy) {
    this.executor = new HelpingExecutor(threads - 1);
    this.policy = policy;
  }

  /// Starts the actors; until they are there, passes run without them.
  void start() {
    pool.start(executor);
  }

  int threads() {
    return executor.workers() + 1;
  }

  void resize(int threads) {
    executor.resize(threads - 1);
  }

  SharingPolicy policy() {
    return policy;
  }

  BranchPool pool() {
    return pool;
  }

  <G> List<@Nullable G> run(Pass<G> pass) {
    try (Pass.Scope _ = pass.mode().enter()) {
      Plan<G> plan = new Plan<>(pass);
      Arena arena = executor.open(shares(plan));
      GraphTask<G> task = new GraphTask<>(pass, plan, arena, this);
      try {
        begin(task, arena);
        arena.help(task);
      } finally {
        arena.close();
      }
      return task.end();
    }
  }

  /// Runs a loop over blocks, with workers' help where it is worth it.
  void run(int count, long nanos, boolean stops, IntConsumer block) {
    BlockLoop loop = new BlockLoop(count, stops ? Desk.current().stop() : () -> false, block);
    if (executor.workers() > 0 && policy.shares(nanos, executor)) {
      executor.run(loop, Math.min(count - 1, policy.wakes(nanos)));
    } else {
      loop.finish();
    }
  }

  private boolean shares(Plan<?> plan) {
    return executor.workers() > 0
        && pool.isReady()
        && plan.hasBranches()
        && policy.mayShare(plan.cost())
        && policy.shares(2 * plan.spare(), executor); // as much as two equal branches have
  }

  private <G> void begin(GraphTask<G> task, Arena arena) {
    Branch<G> root = task.root();
    ActorRef<BranchActor.Command> actor = pool.claim();
    if (actor == null) {
      root.run();
    } else {
      arena.start(() -> actor.tell(new BranchActor.Run(root)));
    }
  }
}
