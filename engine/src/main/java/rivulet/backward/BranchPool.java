package rivulet.backward;

import akka.actor.BootstrapSetup;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.MailboxSelector;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;

/// The branch actors, all started beforehand, each lent to one branch at a time.
///
/// Starting an actor takes a message to another actor; to wait for that inside one is a deadlock
/// when every thread does. So nobody waits: where no actor is idle, a branch stays with its thread.
final class BranchPool {
  static final int SIZE = 256;
  private static final String SETTINGS =
      """
      akka {
        loggers-dispatcher = akka.actor.internal-dispatcher
        loglevel = OFF
        stdout-loglevel = OFF
        use-slf4j = off
        log-dead-letters = 0
        log-dead-letters-during-shutdown = off
        jvm-exit-on-fatal-error = off
        jvm-shutdown-hooks = off
        daemonic = on
        scheduler.tick-duration = 100ms
        actor {
          allow-java-serialization = off
          default-dispatcher.throughput = 1
          internal-dispatcher.fork-join-executor { parallelism-min = 1, parallelism-max = 1 }
        }
      }
      rivulet-mailbox.mailbox-type = "akka.dispatch.SingleConsumerOnlyUnboundedMailbox"
      """;

  /// An idle actor and those below it; the latest to come back, whose data is warm, goes first.
  private record Idle(ActorRef<BranchActor.Command> actor, @Nullable Idle below) {}

  private final AtomicReference<@Nullable Idle> idle = new AtomicReference<>();
  private final AtomicInteger started = new AtomicInteger();
  private volatile boolean ready;

  /// Starts the actors; returns when all can be claimed. Takes most of a second in a fresh JVM.
  void start(HelpingExecutor executor) {
    ActorSystem.create(guardian(), "rivulet", setup(executor));
    while (started.get() < SIZE) {
      Runnable mailbox = executor.takeInjected();
      if (mailbox == null) {
        LockSupport.parkNanos(100_000);
      } else {
        Desk.current().run(mailbox);
      }
    }
    ready = true;
  }

  /// Neither the user's `application.conf` nor the thread's class loader has a say.
  private static BootstrapSetup setup(HelpingExecutor executor) {
    ClassLoader loader = BranchPool.class.getClassLoader();
    Config settings = ConfigFactory.parseString(SETTINGS);
    return BootstrapSetup.create()
        .withClassloader(loader)
        .withConfig(settings.withFallback(ConfigFactory.defaultReference(loader)).resolve())
        .withDefaultExecutionContext(ExecutionContext.fromExecutor(executor));
  }

  private Behavior<Void> guardian() {
    return Behaviors.setup(context -> {
      Props mailbox = MailboxSelector.fromConfig("rivulet-mailbox");
      for (int i = 0; i < SIZE; i++) {
        context.spawn(BranchActor.create(this), "branch-" + i, mailbox);
      }
      return Behaviors.empty();
    });
  }

  boolean isReady() {
    return ready;
  }

  /// An idle actor, exclusively, until its mailbox has run; null where there is none.
  @Nullable ActorRef<BranchActor.Command> claim() {
    Idle top = ready ? idle.get() : null;
    while (top != null && !idle.compareAndSet(top, top.below)) {
      top = idle.get();
    }
    return top == null ? null : top.actor;
  }

  /// Called when an actor has started, and whenever its mailbox is idle again.
  void release(ActorRef<BranchActor.Command> actor) {
    Idle below = idle.get();
    while (!idle.compareAndSet(below, new Idle(actor, below))) {
      below = idle.get();
    }
  }

  /// Called by an actor that has started.
  void enlist(ActorRef<BranchActor.Command> actor) {
    release(actor);
    started.incrementAndGet();
  }
}
