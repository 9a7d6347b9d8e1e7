package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class NestingTest {
  /// A pass over two branches whose nodes run the next inner pass, `depth` times.
  private static Pass<Long> nested(Scheduler scheduler, int depth, int width, AtomicLong leaves) {
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    leaf.onCommit(leaves::addAndGet);
    List<Node<Long>> branches = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      boolean descends = depth > 0 && i < width;
      branches.add(
          TestNode.of(
              "Nesting",
              (part, step) -> {
                if (descends) {
                  scheduler.run(nested(scheduler, depth - 1, width, leaves));
                }
                step.emit(0, step.gradient(0), false);
              },
              leaf));
    }
    return Passes.longs(TestNode.sum("Sum", branches.get(0), branches.get(1)), 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void passesNest_deeperThanThereAreActors(int workers) {
    Scheduler scheduler = Passes.forced(workers);
    AtomicLong leaves = new AtomicLong();
    scheduler.run(nested(scheduler, 300, 1, leaves));
    assertEquals(2 * 301, leaves.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void passesNest_asATree_fromManyThreads(int workers) throws Exception {
    Scheduler scheduler = Passes.forced(workers);
    inThreads(
        6,
        () -> {
          for (int i = 0; i < 10; i++) {
            AtomicLong leaves = new AtomicLong();
            scheduler.run(nested(scheduler, 7, 2, leaves));
            assertEquals(2 * 255, leaves.get());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void passesFromManyThreads_intoSharedLeaves_addUp(int workers) throws Exception {
    Scheduler scheduler = Passes.forced(workers);
    TestLeaf<Long> left = new TestLeaf<>("left", Passes.LONGS);
    TestLeaf<Long> right = new TestLeaf<>("right", Passes.LONGS);
    Node<Long> root =
        TestNode.sum("Sum", TestNode.sum("L", left, left), TestNode.sum("R", right, left));
    inThreads(
        8,
        () -> {
          for (int i = 0; i < 3000; i++) {
            scheduler.run(Passes.longs(root, 1));
          }
        });
    assertEquals(8 * 3000 * 3, left.grad);
    assertEquals(8 * 3000, right.grad);
  }

  @Test
  void privateAndSharedPasses_fromManyThreads_doNotTakeEachOthersMessages() throws Exception {
    Scheduler scheduler = Passes.forced(2);
    inThreads(
        4,
        () -> {
          for (int i = 0; i < 500; i++) {
            AtomicLong leaves = new AtomicLong();
            scheduler.run(nested(scheduler, i % 3, 2, leaves));
            scheduler.resize(1 + i % 4);
            assertEquals(2L * ((2 << (i % 3)) - 1), leaves.get());
          }
        });
  }

  @Test
  void actorIsNotLentAgain_beforeItsMailboxIsIdle() throws InterruptedException {
    Scheduler scheduler = Passes.forced(0);
    Passes.awaitAllIdle(scheduler);
    List<Integer> idle = new ArrayList<>();
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    leaf.prepare(step -> idle.add(Passes.idleActors(scheduler)));
    scheduler.run(Passes.longs(TestNode.sum("Sum", leaf), 1));
    assertEquals(List.of(BranchPool.SIZE - 1), idle);
    Passes.awaitAllIdle(scheduler);
  }

  @Test
  void withoutAnIdleActor_aPassRunsWhereItIs() {
    Scheduler scheduler = Passes.forced(2);
    List<ActorRef<BranchActor.Command>> all = new ArrayList<>();
    for (var actor = scheduler.pool().claim(); actor != null; actor = scheduler.pool().claim()) {
      all.add(actor);
    }
    AtomicLong leaves = new AtomicLong();
    scheduler.run(nested(scheduler, 3, 2, leaves));
    all.forEach(scheduler.pool()::release);
    assertEquals(2 * 15, leaves.get());
  }

  @Test
  void rootMessage_staysWithTheCaller_evenIfWorkersAreAwake() {
    Scheduler scheduler = Passes.forced(3);
    Thread caller = Thread.currentThread();
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    for (int i = 0; i < 3000; i++) {
      List<Thread> ran = new ArrayList<>();
      scheduler.run(
          Passes.longs(
              TestNode.sum("Sum", leaf).prepare(step -> ran.add(Thread.currentThread())), 1));
      assertEquals(List.of(caller), ran);
    }
  }

  private static void inThreads(int count, Runnable body)
      throws InterruptedException, TimeoutException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        futures.add(threads.submit(body));
      }
      for (Future<?> future : futures) {
        future.get(200, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void mode_isEnteredByEveryThread_andRestored() {
    ThreadLocal<String> mode = ThreadLocal.withInitial(() -> "outside");
    Scheduler scheduler = Passes.forced(3);
    for (int i = 0; i < 500; i++) {
      TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
      leaf.onCommit(total -> assertEquals("outer", mode.get()));
      Node<Long> inner = expecting(mode, "inner", () -> {}, new TestLeaf<>("in", Passes.LONGS));
      Runnable nest = () -> scheduler.run(in(mode, "inner", inner));
      Node<Long> left = expecting(mode, "outer", nest, leaf);
      Node<Long> right = expecting(mode, "outer", nest, leaf);
      scheduler.run(in(mode, "outer", TestNode.sum("Sum", left, right)));
      assertNotNull(leaf.grad);
      assertEquals("outside", mode.get());
    }
  }

  private static Node<Long> expecting(
      ThreadLocal<String> mode, String expected, Runnable action, Node<Long> next) {
    return TestNode.of(
        "Expecting",
        (part, step) -> {
          assertEquals(expected, mode.get());
          action.run();
          assertEquals(expected, mode.get());
          step.emit(0, step.gradient(0), false);
        },
        next);
  }

  private static Pass<Long> in(ThreadLocal<String> mode, String name, Node<Long> root) {
    Pass<Long> pass = Passes.longs(root, 1);
    Pass.Mode enter =
        () -> {
          String before = mode.get();
          mode.set(name);
          return () -> mode.set(before);
        };
    return new Pass<>(pass.roots(), null, true, Passes.LONGS, enter, null);
  }
}
