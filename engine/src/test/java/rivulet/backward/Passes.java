package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Passes and the schedulers that tests run them on.
final class Passes {
  static final Arithmetic<Long> LONGS = (left, owned, right) -> left + right;
  static final Arithmetic<Double> DOUBLES = (left, owned, right) -> left + right;

  private static final Scheduler FORCED = started(2, SharingPolicy.always());
  private static final Scheduler MEASURED = started(2, SharingPolicy.measured());

  private Passes() {}

  private static Scheduler started(int threads, SharingPolicy policy) {
    Scheduler scheduler = new Scheduler(threads, policy);
    scheduler.start();
    return scheduler;
  }

  /// The scheduler that shares every pass, with this many workers beside the caller.
  static Scheduler forced(int workers) {
    FORCED.resize(workers + 1);
    return FORCED;
  }

  /// The scheduler that shares what costs enough, and so none of the tests' cheap passes.
  static Scheduler privately(int workers) {
    MEASURED.resize(workers + 1);
    return MEASURED;
  }

  static <G> Pass<G> of(Node<G> root, G gradient, Arithmetic<G> arithmetic) {
    return of(List.of(new Pass.Root<>(new Pass.Edge<>(root, 0), gradient)), null, arithmetic);
  }

  static <G> Pass<G> of(
      List<Pass.Root<G>> roots, @Nullable List<Pass.Edge<G>> captures, Arithmetic<G> arithmetic) {
    return new Pass<>(roots, captures, true, arithmetic, Pass.Mode.NONE, null);
  }

  static Pass<Long> longs(Node<Long> root, long gradient) {
    return of(root, gradient, LONGS);
  }

  /// Waits until every actor is back: a worker gives one back only after the pass has ended.
  static void awaitAllIdle(Scheduler scheduler) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (idleActors(scheduler) < BranchPool.SIZE && System.nanoTime() < end) {
      Thread.sleep(1);
    }
    assertEquals(BranchPool.SIZE, idleActors(scheduler));
  }

  /// Waits for another thread, for a minute at most.
  static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /// How many actors can be claimed.
  static int idleActors(Scheduler scheduler) {
    List<ActorRef<BranchActor.Command>> claimed = new ArrayList<>();
    for (var actor = scheduler.pool().claim(); actor != null; actor = scheduler.pool().claim()) {
      claimed.add(actor);
    }
    claimed.forEach(scheduler.pool()::release);
    return claimed.size();
  }
}
