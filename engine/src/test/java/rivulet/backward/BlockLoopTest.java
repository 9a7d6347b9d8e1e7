package rivulet.backward;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BlockLoopTest {
  private static final long NANOS = 1_000_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void everyBlockRunsOnce(int workers) {
    Scheduler scheduler = Passes.forced(workers);
    for (int count = 0; count < 200; count++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(count);
      scheduler.run(count, NANOS, false, runs::incrementAndGet);
      for (int i = 0; i < count; i++) assertEquals(1, runs.get(i));
    }
  }

  /// Two blocks that wait for each other are done only if two threads run them.
  @Test
  void aWorkerThatSleepsIsWoken() throws InterruptedException {
    Scheduler scheduler = Passes.forced(1);
    Thread.sleep(20);
    CountDownLatch both = new CountDownLatch(2);
    scheduler.run(2, NANOS, false, _ -> meet(both));
    assertEquals(0, both.getCount());
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void whatABlockThrows_isThrown_onceAllHaveEnded(int workers) {
    Scheduler scheduler = Passes.forced(workers);
    IllegalStateException failure = new IllegalStateException("block 5");
    AtomicInteger running = new AtomicInteger();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                scheduler.run(
                    100,
                    NANOS,
                    false,
                    i -> {
                      running.incrementAndGet();
                      try {
                        if (i == 5) throw failure;
                      } finally {
                        running.decrementAndGet();
                      }
                    }));
    assertSame(failure, thrown);
    assertEquals(0, running.get());
    everyBlockRunsOnce(workers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void interrupt_endsALoopThatStops(int workers) {
    Scheduler scheduler = Passes.forced(workers);
    Thread caller = Thread.currentThread();
    AtomicInteger runs = new AtomicInteger();
    IntConsumer block =
        i -> {
          runs.incrementAndGet();
          if (i == 5) caller.interrupt();
        };
    assertThrows(CancellationException.class, () -> scheduler.run(100_000, NANOS, true, block));
    assertTrue(Thread.interrupted(), "the interrupt status was lost");
    assertTrue(runs.get() < 100_000);
    everyBlockRunsOnce(workers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void interrupt_leavesOtherLoopsWhole(int workers) {
    AtomicInteger runs = new AtomicInteger();
    Thread.currentThread().interrupt();
    Passes.forced(workers).run(1000, NANOS, false, _ -> runs.incrementAndGet());
    assertTrue(Thread.interrupted(), "the interrupt status was lost");
    assertEquals(1000, runs.get());
  }

  /// The caller has run its branch and waits for the worker's, in which a loop takes minutes.
  @Test
  void interruptOfTheCaller_endsALoopOfItsWorker() throws InterruptedException {
    Scheduler scheduler = Passes.forced(1);
    Thread caller = Thread.currentThread();
    CyclicBarrier apart = new CyclicBarrier(2);
    TestNode.Body<Long> body =
        (_, step) -> {
          Passes.await(apart);
          if (Thread.currentThread() == caller) return;
          caller.interrupt();
          scheduler.run(100_000, NANOS, true, _ -> sleep(10));
        };
    Node<Long> root = TestNode.sum("Sum", TestNode.of("Left", body), TestNode.of("Right", body));
    assertThrows(CancellationException.class, () -> scheduler.run(Passes.longs(root, 1)));
    assertTrue(Thread.interrupted(), "the interrupt status was lost");
    Passes.awaitAllIdle(scheduler);
  }

  /// The interrupt of a thread means what it does for itself.
  @Test
  void interruptOfAWorker_doesNotEndTheCallersLoops() {
    Scheduler scheduler = Passes.forced(1);
    Thread caller = Thread.currentThread();
    CyclicBarrier apart = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    TestNode.Body<Long> body =
        (_, step) -> {
          Passes.await(apart);
          if (Thread.currentThread() == caller) return;
          Thread.currentThread().interrupt();
          scheduler.run(100, NANOS, true, _ -> runs.incrementAndGet());
          Thread.interrupted();
        };
    Node<Long> root = TestNode.sum("Sum", TestNode.of("Left", body), TestNode.of("Right", body));
    scheduler.run(Passes.longs(root, 1));
    assertEquals(100, runs.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void loopsNest(int workers) {
    Scheduler scheduler = Passes.forced(workers);
    AtomicLong sum = new AtomicLong();
    scheduler.run(
        20,
        NANOS,
        false,
        i ->
            scheduler.run(
                20,
                NANOS,
                false,
                j -> scheduler.run(5, NANOS, false, k -> sum.addAndGet(i * 100 + j * 5 + k))));
    assertEquals(1999L * 2000 / 2, sum.get());
  }

  /// Branches run on workers, and the loops inside them are offered to the others.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void loopsInsideNodes_fromManyThreads(int workers) throws Exception {
    Scheduler scheduler = Passes.forced(workers);
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int t = 0; t < 4; t++) done.add(threads.submit(() -> passes(scheduler)));
      for (Future<?> each : done) each.get();
    }
  }

  private static void passes(Scheduler scheduler) {
    for (int i = 0; i < 200; i++) {
      TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
      AtomicLong committed = new AtomicLong();
      leaf.onCommit(committed::addAndGet);
      Node<Long> left = looping(scheduler, leaf);
      Node<Long> right = looping(scheduler, leaf);
      scheduler.run(Passes.longs(TestNode.sum("Sum", left, right), 1));
      assertEquals(2 * 45, committed.get());
    }
  }

  /// The caller has run its branch and waits for the worker's, in which two blocks wait for each
  /// other: a thread that waits for its pass helps, whether it is still awake or not.
  @ParameterizedTest
  @ValueSource(longs = {0, 30})
  void aCallerThatWaitsForItsPass_runsBlocksOfAWorkersLoop(long millis) {
    Scheduler scheduler = Passes.forced(1);
    Thread caller = Thread.currentThread();
    CyclicBarrier apart = new CyclicBarrier(2);
    CountDownLatch both = new CountDownLatch(2);
    TestNode.Body<Long> body =
        (_, step) -> {
          Passes.await(apart);
          if (Thread.currentThread() == caller) return;
          sleep(millis);
          scheduler.run(2, NANOS, false, _ -> meet(both));
        };
    Node<Long> root = TestNode.sum("Sum", TestNode.of("Left", body), TestNode.of("Right", body));
    scheduler.run(Passes.longs(root, 1));
    assertEquals(0, both.getCount());
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Node<Long> looping(Scheduler scheduler, TestLeaf<Long> leaf) {
    return TestNode.of(
        "Loop",
        (_, step) -> {
          AtomicLong sum = new AtomicLong();
          scheduler.run(10, NANOS, false, sum::addAndGet);
          step.emit(0, requireNonNull(step.gradient(0)) * sum.get(), true);
        },
        leaf);
  }
}
