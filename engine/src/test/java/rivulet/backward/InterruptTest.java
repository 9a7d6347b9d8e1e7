package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class InterruptTest {
  private final TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);

  private void assertCancelled(Scheduler scheduler, Node<Long> root) {
    assertThrows(CancellationException.class, () -> scheduler.run(Passes.longs(root, 1)));
    assertTrue(Thread.interrupted(), "the interrupt status was lost");
    assertNull(leaf.grad);
  }

  private void assertWorks(Scheduler scheduler) {
    scheduler.run(Passes.longs(TestNode.sum("Sum", leaf, leaf), 1));
    assertEquals(2L, leaf.grad);
    leaf.grad = null;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void interruptBefore_runsNothing(int workers) {
    Scheduler scheduler = Passes.forced(workers);
    TestNode<Long> root = TestNode.sum("Sum", leaf);
    Thread.currentThread().interrupt();
    assertCancelled(scheduler, root);
    assertEquals(0, root.applied.get());
    assertWorks(scheduler);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void interruptInANode_stopsAtTheNext(int workers) {
    Scheduler scheduler = Passes.forced(workers);
    for (int i = 0; i < 200; i++) {
      TestNode<Long> beyond = TestNode.sum("Beyond", leaf);
      Node<Long> root =
          TestNode.of(
              "Interrupting",
              (part, step) -> {
                step.emit(0, 1L, true);
                Thread.currentThread().interrupt();
              },
              beyond);
      assertCancelled(scheduler, root);
      assertEquals(0, beyond.applied.get());
      assertWorks(scheduler);
    }
  }

  @Test
  void interruptInTheLastNode_commitsNothing() {
    assertCancelled(
        Passes.forced(0),
        TestNode.sum("Sum", leaf.prepare(step -> Thread.currentThread().interrupt())));
  }

  @Test
  void interruptInANestedPass_cancelsTheOuterOneToo() {
    Scheduler scheduler = Passes.forced(0);
    TestLeaf<Long> inner = new TestLeaf<>("inner", Passes.LONGS);
    inner.prepare(step -> Thread.currentThread().interrupt());
    Pass<Long> nested = Passes.longs(TestNode.sum("Inner", inner), 1);
    assertCancelled(scheduler, TestNode.of("Outer", (part, step) -> scheduler.run(nested), leaf));
    assertNull(inner.grad);
  }

  @Test
  void interruptWhileWorkersWork_doesNotWaitForThem() throws InterruptedException {
    Scheduler scheduler = Passes.forced(1);
    Thread caller = Thread.currentThread();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch workerIsIn = new CountDownLatch(1);
    TestNode.Body<Long> hold =
        (part, step) -> {
          if (Thread.currentThread() == caller) {
            await(workerIsIn);
          } else {
            workerIsIn.countDown();
            awaitReturnOf(caller);
            caller.interrupt();
            await(release);
          }
        };
    Node<Long> left = TestNode.of("Left", hold, leaf);
    Node<Long> right = TestNode.of("Right", hold, leaf);
    assertCancelled(scheduler, TestNode.sum("Sum", left, right));
    release.countDown();
    assertWorks(scheduler);
  }

  /// Until the caller has nothing left to do but to wait.
  private static void awaitReturnOf(Thread caller) {
    while (!(LockSupport.getBlocker(caller) instanceof Arena)) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void interruptFromOutside_atAnyMoment(int workers) throws InterruptedException {
    Scheduler scheduler = Passes.forced(workers);
    for (int i = 0; i < 40; i++) {
      Node<Long> root = wide(2000);
      Thread interrupter = interruptSoon(Thread.currentThread(), 50 * i);
      assertCancelled(scheduler, root);
      interrupter.join();
      assertWorks(scheduler);
    }
  }

  /// Layers of two nodes that take 100 µs each: far more than the interrupt takes to come.
  private Node<Long> wide(int layers) {
    Node<Long> below = leaf;
    for (int i = 0; i < layers; i++) {
      Node<Long> next = below;
      below = TestNode.sum("Sum", slow(next), slow(next));
    }
    return below;
  }

  private static Node<Long> slow(Node<Long> next) {
    return TestNode.of(
        "Slow",
        (part, step) -> {
          long end = System.nanoTime() + 100_000;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          step.emit(0, step.gradient(0), false);
        },
        next);
  }

  private static Thread interruptSoon(Thread target, int micros) {
    return Thread.ofPlatform()
        .start(() -> {
          long end = System.nanoTime() + 1000L * micros;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          target.interrupt();
        });
  }
}
