package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class FailureTest {
  private final TestLeaf<Long> first = new TestLeaf<>("first", Passes.LONGS);
  private final TestLeaf<Long> second = new TestLeaf<>("second", Passes.LONGS);

  private static TestNode<Long> failing(Throwable thrown, Node<Long> next) {
    return TestNode.of("Failing", (part, step) -> sneakyThrow(thrown), next);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void failure_isTheSameObject_andNothingIsCommitted(int workers) {
    Scheduler scheduler = Passes.forced(workers);
    for (Throwable thrown :
        new Throwable[] {new ArithmeticException("a"), new OutOfMemoryError()}) {
      Node<Long> root = TestNode.sum("Sum", failing(thrown, first), TestNode.sum("Ok", second));
      Pass<Long> pass = Passes.longs(root, 1);
      assertSame(thrown, assertThrows(thrown.getClass(), () -> scheduler.run(pass)));
      assertNull(first.grad);
      assertNull(second.grad);
    }
  }

  @Test
  void checkedFailure_isTheCause() {
    Throwable thrown = new IOException("disk");
    Pass<Long> pass = Passes.longs(failing(thrown, first), 1);
    CompletionException wrapped =
        assertThrows(CompletionException.class, () -> Passes.forced(1).run(pass));
    assertSame(thrown, wrapped.getCause());
  }

  @Test
  void failureOfAnotherThread_showsWhereBackwardWasCalled() {
    Thread caller = Thread.currentThread();
    CyclicBarrier both = new CyclicBarrier(2);
    TestNode.Body<Long> failOnWorker =
        (part, step) -> {
          Passes.await(both);
          if (Thread.currentThread() != caller) {
            throw new ArithmeticException("on a worker");
          }
        };
    Node<Long> root =
        TestNode.sum(
            "Sum",
            TestNode.of("Left", failOnWorker, first),
            TestNode.of("Right", failOnWorker, second));
    ArithmeticException thrown =
        assertThrows(ArithmeticException.class, () -> Passes.forced(1).run(Passes.longs(root, 1)));
    assertEquals(1, thrown.getSuppressed().length);
    Throwable marker = thrown.getSuppressed()[0];
    assertEquals("backward was called by " + caller.getName(), marker.getMessage());
    assertTrue(
        Arrays.stream(marker.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals(FailureTest.class.getName())));
  }

  @Test
  void failureThatTheSequentialOrderMeetsFirst_isReported_thoughItComesLast()
      throws InterruptedException {
    CountDownLatch laterFailed = new CountDownLatch(1);
    RuntimeException late = new ArithmeticException("later in the order, earlier in time");
    RuntimeException early = new ArithmeticException("earlier in the order");
    TestNode<Long> later =
        TestNode.of(
            "Later",
            (part, step) -> {
              laterFailed.countDown();
              throw late;
            },
            first);
    TestNode<Long> earlier =
        TestNode.of(
            "Earlier",
            (part, step) -> {
              awaitUninterrupted(laterFailed);
              throw early;
            },
            second);
    Pass<Long> pass = Passes.longs(TestNode.sum("Sum", later, earlier), 1);
    ArithmeticException thrown =
        assertThrows(ArithmeticException.class, () -> Passes.forced(1).run(pass));
    assertSame(early, thrown);
    assertSame(late, thrown.getSuppressed()[0]);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void failure_stopsWhatComesLaterInTheOrder() {
    TestNode<Long> later = TestNode.sum("Later", first);
    Node<Long> root = TestNode.sum("Sum", later, failing(new ArithmeticException("early"), second));
    assertThrows(ArithmeticException.class, () -> Passes.forced(0).run(Passes.longs(root, 1)));
    assertEquals(0, later.applied.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void failuresInRandomGraphs_areThoseOfTheSequentialWalk(int workers) {
    long seed = new Random().nextLong();
    System.out.println("FailureTest seed " + seed);
    Scheduler scheduler = Passes.forced(workers);
    int failed = 0;
    for (int i = 0; i < 500; i++) {
      RandomGraph graph = new RandomGraph(seed + i, i % 2 == 0);
      Pass<Double> pass = graph.pass();
      graph.breakSome();
      String expected = outcome(graph, () -> SequentialWalk.run(pass));
      assertEquals(expected, outcome(graph, () -> scheduler.run(pass)), "seed " + (seed + i));
      failed += expected.startsWith("broken") ? 1 : 0;
    }
    assertTrue(failed > 100, failed + " passes failed");
  }

  private static String outcome(RandomGraph graph, Supplier<List<@Nullable Double>> run) {
    try {
      return graph.takeResult(run.get());
    } catch (IllegalStateException e) {
      return e.getMessage() + graph.takeResult(List.of());
    }
  }

  @Test
  void failures_costNoActors() throws InterruptedException {
    Scheduler scheduler = Passes.forced(2);
    for (int i = 0; i < 500; i++) {
      Node<Long> root =
          TestNode.sum("Sum", failing(new OutOfMemoryError(), first), TestNode.sum("Ok", second));
      assertThrows(OutOfMemoryError.class, () -> scheduler.run(Passes.longs(root, 1)));
    }
    Passes.awaitAllIdle(scheduler);
  }

  @Test
  void commitThatThrows_endsTheCommits() {
    second.onCommit(total -> {
      throw new ArithmeticException("in a hook");
    });
    TestLeaf<Long> third = new TestLeaf<>("third", Passes.LONGS);
    Pass<Long> pass = Passes.longs(TestNode.sum("Sum", first, second, third), 1);
    assertThrows(ArithmeticException.class, () -> Passes.forced(1).run(pass));
    assertArrayEquals(
        new Long[] {1L, null, null}, new Long[] {first.grad, second.grad, third.grad});
  }

  @Test
  void emittingTwice_isRefused() {
    Node<Long> root =
        TestNode.of(
            "Twice",
            (part, step) -> {
              step.emit(0, 1L, true);
              step.emit(0, 1L, true);
            },
            first);
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class, () -> Passes.forced(1).run(Passes.longs(root, 1)));
    assertEquals("Twice emitted the gradient of input 0 twice", thrown.getMessage());
  }
}
