package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes of leaves in the middle of a pass.
@Timeout(300)
class UpdateTest {
  private final TestLeaf<Long> first = new TestLeaf<>("first", Passes.LONGS);
  private final TestLeaf<Long> second = new TestLeaf<>("second", Passes.LONGS);
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  /// A leaf's memory is the leaf itself.
  private record Updating<G>(Consumer<Leaf<G>> change) implements LeafUpdates<G> {
    @Override
    public List<?> memory(Leaf<G> leaf) {
      return List.of(leaf);
    }

    @Override
    public long cost(Leaf<G> leaf) {
      return 0;
    }

    @Override
    public void update(Leaf<G> leaf) {
      change.accept(leaf);
    }

    @Override
    public G secure(G gradient) {
      return gradient;
    }
  }

  private static <G> Pass<G> updating(Pass<G> pass, LeafUpdates<G> updates) {
    return new Pass<>(
        pass.roots(), pass.captures(), pass.keepGraph(), pass.arithmetic(), pass.mode(), updates);
  }

  private Pass<Long> noting(Node<Long> root) {
    return updating(
        Passes.longs(root, 1),
        new Updating<>(
            leaf -> events.add(leaf.name() + " moves by " + ((TestLeaf<Long>) leaf).grad)));
  }

  private TestNode<Long> noted(String name, Node<Long> next, Object... reads) {
    return TestNode.<Long>of(
            name,
            (part, step) -> {
              step.emit(0, step.gradient(0), false);
              events.add(name);
            },
            next)
        .reads(reads);
  }

  @Test
  void update_runsBeforeTheRestOfThePass() {
    Node<Long> later = noted("later", second);
    Node<Long> root = TestNode.sum("Sum", noted("earlier", first), later).reads();
    // the root's inputs run in descending order of creation
    Passes.privately(0).run(noting(root));
    assertEquals(List.of("earlier", "first moves by 1", "later", "second moves by 1"), events);
  }

  @Test
  void update_andTheRestOfThePass_runAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    TestNode<Long> rest =
        TestNode.<Long>of("Rest", (part, step) -> Passes.await(both), second).reads();
    Node<Long> root = TestNode.sum("Sum", noted("earlier", first), rest).reads();
    Pass<Long> pass = Passes.longs(root, 1);
    Passes.forced(1).run(updating(pass, new Updating<>(leaf -> Passes.await(both))));
    assertEquals(1L, first.grad);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void update_waitsForEveryNodeThatReadsItsMemory(int workers) {
    for (int i = 0; i < 300; i++) {
      events.clear();
      Node<Long> last = noted("reader", second, first);
      Node<Long> root = TestNode.sum("Sum", noted("earlier", first), last).reads();
      Passes.forced(workers).run(noting(root));
      assertTrue(events.indexOf("reader") < events.indexOf("first moves by " + first.grad));
    }
  }

  @Test
  void update_waitsForEveryNodeThatMayReadAnything() {
    Node<Long> any = TestNode.sum("Any", second);
    Node<Long> root = TestNode.sum("Sum", noted("earlier", first), any).reads();
    ((TestNode<Long>) any).finish(step -> events.add("any"));
    Passes.privately(0).run(noting(root));
    assertEquals(List.of("earlier", "any", "first moves by 1", "second moves by 1"), events);
  }

  @Test
  void leavesThatShareMemory_areCommittedAtTheEndOnly() {
    LeafUpdates<Long> same =
        new LeafUpdates<>() {
          @Override
          public List<?> memory(Leaf<Long> leaf) {
            return List.of(events);
          }

          @Override
          public long cost(Leaf<Long> leaf) {
            return 0;
          }

          @Override
          public void update(Leaf<Long> leaf) {
            events.add(leaf.name());
          }

          @Override
          public Long secure(Long gradient) {
            return gradient;
          }
        };
    Passes.privately(0).run(updating(Passes.longs(TestNode.sum("Sum", first, second), 1), same));
    assertEquals(List.of(), events);
    assertArrayEquals(new Long[] {1L, 1L}, new Long[] {first.grad, second.grad});
  }

  @Test
  void leafWithoutAGradient_isNotUpdated() {
    Node<Long> nothing = TestNode.<Long>of("Nothing", (part, step) -> {}, second).reads();
    Passes.privately(0).run(noting(TestNode.sum("Sum", first, nothing).reads()));
    assertEquals(List.of("first moves by 1"), events);
    assertNull(second.grad);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void randomGraphs_haveTheBitsOfThePassAndTheUpdatesAfterIt(int workers) {
    long seed = new Random().nextLong();
    System.out.println("UpdateTest seed " + seed + ", workers " + workers);
    Scheduler scheduler = Passes.forced(workers);
    for (int i = 0; i < 500; i++) {
      RandomGraph graph = new RandomGraph(seed + i, i % 4 == 0);
      Pass<Double> pass = withoutCaptures(graph.pass());
      double[] before = graph.values.clone();
      SequentialWalk.run(pass);
      graph.leaves.forEach(leaf -> move(graph, leaf));
      String expected = result(graph);
      System.arraycopy(before, 0, graph.values, 0, before.length);
      scheduler.run(updating(pass, new Updating<>(leaf -> move(graph, leaf))));
      assertEquals(expected, result(graph), "graph of seed " + (seed + i));
    }
  }

  private static Pass<Double> withoutCaptures(Pass<Double> pass) {
    return Passes.of(pass.roots(), null, pass.arithmetic());
  }

  private static void move(RandomGraph graph, Leaf<Double> leaf) {
    int index = graph.leaves.indexOf(leaf);
    Double gradient = graph.leaves.get(index).grad;
    graph.values[index] -= gradient == null ? 0 : 0.1 * gradient;
  }

  /// Values and gradients in bits; starts afresh after.
  private static String result(RandomGraph graph) {
    StringBuilder text = new StringBuilder();
    for (double value : graph.values) {
      text.append(Long.toHexString(Double.doubleToRawLongBits(value))).append(' ');
    }
    graph.log.clear();
    return text + graph.takeResult(List.<@Nullable Double>of());
  }

  @Test
  void failure_leavesWhatHasMoved_andNothingHalf() {
    Node<Long> failing =
        TestNode.<Long>of(
                "Failing",
                (part, step) -> {
                  throw new ArithmeticException("late");
                },
                second)
            .reads();
    Node<Long> root = TestNode.sum("Sum", noted("earlier", first), failing).reads();
    assertThrows(ArithmeticException.class, () -> Passes.privately(0).run(noting(root)));
    assertEquals(List.of("earlier", "first moves by 1"), events);
    assertEquals(1L, first.grad);
    assertNull(second.grad);
  }

  @Test
  void failureOfAnUpdate_isThePasss() {
    Pass<Long> pass =
        updating(
            Passes.longs(TestNode.sum("Sum", first).reads(), 1),
            new Updating<>(leaf -> {
              throw new ArithmeticException("in an update");
            }));
    ArithmeticException thrown =
        assertThrows(ArithmeticException.class, () -> Passes.forced(1).run(pass));
    assertEquals("in an update", thrown.getMessage());
  }

  /// A worker is in the middle of an update when the caller, with nothing to do, is interrupted.
  @Test
  void interrupt_waitsForTheUpdateThatIsUnderWay() {
    Thread caller = Thread.currentThread();
    CountDownLatch workerIsIn = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    TestNode.Body<Long> elsewhere =
        (part, step) -> {
          if (Thread.currentThread() == caller) {
            await(workerIsIn);
          } else {
            step.emit(0, 1L, true);
          }
        };
    Updating<Long> slow =
        new Updating<>(leaf -> {
          workerIsIn.countDown();
          awaitReturnOf(caller);
          caller.interrupt();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
          ended.set(true);
        });
    Node<Long> root =
        TestNode.sum(
                "Sum",
                TestNode.of("Left", elsewhere, first).reads(),
                TestNode.of("Right", elsewhere, second).reads())
            .reads();
    Pass<Long> pass = updating(Passes.longs(root, 1), slow);
    assertFalse(ended.get());
    assertThrows(CancellationException.class, () -> Passes.forced(1).run(pass));
    assertTrue(Thread.interrupted(), "the interrupt status was lost");
    assertTrue(ended.get(), "the caller went on during an update");
  }

  /// Until the caller has nothing left to do but to wait.
  private static void awaitReturnOf(Thread caller) {
    while (!(LockSupport.getBlocker(caller) instanceof Arena)) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void interruptAfterTheLastNode_comesTooLate() {
    first.onCommit(total -> Thread.currentThread().interrupt());
    Passes.privately(0).run(noting(TestNode.sum("Sum", first).reads()));
    assertTrue(Thread.interrupted(), "the interrupt status was lost");
    assertEquals(List.of("first moves by 1"), events);
  }
}
