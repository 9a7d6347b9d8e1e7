package rivulet.backward;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;

/// Runs one branch at a time on whichever thread its mailbox is run by.
///
/// It is claimed for one message and free again once its mailbox is idle. Giving it back from
/// inside the message would be too early: the mailbox still counts as scheduled then, and the next
/// message would be queued by the finishing thread, in a pass that nobody may be looking at any
/// more.
final class BranchActor {
  /// What a branch actor understands.
  sealed interface Command {}

  /// Run a branch to its end.
  record Run(Branch<?> branch) implements Command {}

  private final Runnable release;

  private BranchActor(ActorRef<Command> self, BranchPool pool) {
    this.release = () -> pool.release(self);
    Desk.current().afterMailbox(() -> pool.enlist(self));
  }

  static Behavior<Command> create(BranchPool pool) {
    return Behaviors.setup(context -> new BranchActor(context.getSelf(), pool).behavior());
  }

  private Behavior<Command> behavior() {
    return Behaviors.receiveMessage(this::receive);
  }

  private Behavior<Command> receive(Command command) {
    switch (command) {
      case Run run -> run(run.branch());
    }
    return Behaviors.same();
  }

  private void run(Branch<?> branch) {
    Desk.current().afterMailbox(release);
    branch.run();
  }
}
