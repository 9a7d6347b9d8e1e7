package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class BackwardEngineTest {
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  @Test
  void fiveNodes() {
    runFiveNodes();
  }

  private static void runFiveNodes() {
    TestLeaf<Long> a = new TestLeaf<>("a", Passes.LONGS);
    TestLeaf<Long> b = new TestLeaf<>("b", Passes.LONGS);
    TestNode<Long> mul =
        TestNode.of(
            "Mul",
            (part, step) -> {
              step.emit(0, 7L, true);
              step.emit(1, 5L, true);
            },
            a,
            b);
    BackwardEngine.run(Passes.longs(TestNode.sum("Neg", TestNode.sum("Add", mul, a)), 1));
    assertEquals(8L, a.grad);
    assertEquals(5L, b.grad);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void chainOfAMillionNodes(int workers) {
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    Node<Long> root = leaf;
    for (int i = 0; i < 1_000_000; i++) {
      root = new Link(root);
    }
    Passes.forced(workers).run(Passes.longs(root, 3));
    assertEquals(3L, leaf.grad);
    Passes.privately(workers).run(Passes.longs(root, 4));
    assertEquals(7L, leaf.grad);
  }

  @Test
  void oneLeafUsedAMillionTimes() {
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    Node<Long> root = leaf;
    for (int i = 0; i < 1_000_000; i++) {
      root = new Link(root, leaf);
    }
    Passes.forced(1).run(Passes.longs(root, 1));
    assertEquals(1_000_001L, leaf.grad);
  }

  /// A worker that has been told to retire may be woken before it has gone; the wake must not be
  /// lost with it.
  @Test
  void workersThatRetire_passOnWhatWokeThem() throws InterruptedException {
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    for (int round = 0; round < 200; round++) {
      Passes.forced(8);
      Thread.sleep(3); // until they are asleep
      CyclicBarrier both = new CyclicBarrier(2);
      TestNode.Body<Long> meet =
          (part, step) -> {
            Passes.await(both);
            step.emit(0, 1L, true);
          };
      Node<Long> root =
          TestNode.sum("Sum", TestNode.of("Left", meet, leaf), TestNode.of("Right", meet, leaf));
      Passes.forced(1).run(Passes.longs(root, 1));
      assertEquals(2L * (round + 1), leaf.grad);
    }
  }

  private static final class Link extends Node<Long> {
    @SafeVarargs
    @SuppressWarnings("varargs")
    Link(Node<Long>... next) {
      super(next, null);
    }

    @Override
    protected void apply(int part, Step<Long> step) {
      for (int input = inputs() - 1; input >= 0; input--) {
        step.emit(input, step.gradient(0), false);
      }
    }

    @Override
    public String name() {
      return "Link";
    }
  }

  @Test
  void partsOfANode_runOnDifferentThreads() throws InterruptedException {
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    CyclicBarrier both = new CyclicBarrier(2);
    TestNode<Long> root =
        TestNode.of(
            "MatMul",
            (part, step) -> {
              try {
                both.await(100, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              step.emit(part, part + 1L, true);
            },
            leaf,
            leaf);
    Passes.forced(1).run(Passes.longs(root.parts(2), 1));
    assertEquals(3L, leaf.grad);
    assertEquals(1, root.finished.get());
  }

  @Test
  void finishedPass_staysReachableFromNowhere() throws InterruptedException {
    Scheduler scheduler = Passes.forced(2);
    List<WeakReference<Object>> gone = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      runAndForget(scheduler, gone);
    }
    for (int i = 0; i < 100 && gone.stream().anyMatch(ref -> ref.get() != null); i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertEquals(0, gone.stream().filter(ref -> ref.get() != null).count());
  }

  private static void runAndForget(Scheduler scheduler, List<WeakReference<Object>> gone) {
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    Node<Long> left = TestNode.sum("Left", leaf);
    Node<Long> root = TestNode.sum("Sum", left, TestNode.sum("Right", leaf));
    scheduler.run(Passes.longs(root, 1));
    gone.add(new WeakReference<>(leaf));
    gone.add(new WeakReference<>(root));
  }

  @Test
  void numThreads_isWhatWasSet() {
    int before = BackwardEngine.numThreads();
    try {
      BackwardEngine.setNumThreads(1);
      assertEquals(1, BackwardEngine.numThreads());
      runFiveNodes();
      BackwardEngine.setNumThreads(5);
      assertEquals(5, BackwardEngine.numThreads());
      runFiveNodes();
      IllegalArgumentException thrown =
          assertThrows(IllegalArgumentException.class, () -> BackwardEngine.setNumThreads(0));
      assertEquals("[setNumThreads] expected 1 or more, got 0", thrown.getMessage());
    } finally {
      BackwardEngine.setNumThreads(before);
    }
  }

  @Test
  void passesInARow_wakeAWorkerForTheNext() {
    SharingPolicy policy = SharingPolicy.measured();
    HelpingExecutor executor = new HelpingExecutor(1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
    while (!policy.shares(50_000, executor) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertTrue(System.nanoTime() < end, "no worker was ever awake");
    assertTrue(policy.shares(1_000_000, executor));
    assertTrue(!policy.shares(1_000, executor));
    executor.resize(0);
  }

  @Test
  void cheapParts_areNotSplit() {
    SharingPolicy policy = SharingPolicy.measured();
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    assertTrue(policy.splits(TestNode.sum("MatMul", leaf, leaf).parts(2).costs(50_000)));
    assertTrue(!policy.splits(TestNode.sum("MatMul", leaf, leaf).parts(2).costs(500)));
    assertTrue(!policy.splits(TestNode.sum("Exp", leaf).costs(50_000)));
  }

  @Test
  void actorsStart_whateverTheThreadsClassLoader() throws Exception {
    Scheduler scheduler = new Scheduler(1, SharingPolicy.measured());
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      Thread thread = new Thread(scheduler::start);
      thread.setContextClassLoader(empty);
      thread.start();
      thread.join();
    }
    assertTrue(scheduler.pool().isReady());
    assertNotNull(scheduler.pool().claim());
  }

  /// What a JVM of its own runs: passes before and after Akka has started.
  static final class Program {
    private Program() {}

    /// Prints the sum of the gradients.
    public static void main(String[] args) throws InterruptedException {
      TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
      Node<Long> root = TestNode.sum("Sum", leaf, leaf);
      for (int i = 0; i < 200; i++) {
        BackwardEngine.run(Passes.longs(root, 1));
        Thread.sleep(5);
      }
      System.out.print(leaf.grad);
    }
  }

  private static String output(String threads) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            JAVA,
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName());
    builder.environment().put("RIVULET_NUM_THREADS", threads);
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3"})
  void freshJvm_printsNothingButTheResult(String threads) throws Exception {
    assertEquals("400", output(threads));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-2", "many", "2.5"})
  void malformedThreads_areNamed(String threads) throws Exception {
    String expected =
        "java.lang.IllegalArgumentException: [RIVULET_NUM_THREADS] expected a number of threads,"
            + " 1 to 9999, got '"
            + threads
            + "'";
    assertTrue(output(threads).contains(expected), () -> "no such message for " + threads);
  }

  @Test
  void stepIsOnlyGood_whileItsNodeRuns() {
    TestLeaf<Long> leaf = new TestLeaf<>("leaf", Passes.LONGS);
    List<Step<Long>> kept = new ArrayList<>();
    Node<Long> root = TestNode.of("Keeping", (part, step) -> kept.add(step), leaf);
    Passes.forced(0).run(Passes.longs(root, 1));
    assertNull(leaf.grad);
    assertThrows(IllegalStateException.class, () -> kept.getFirst().emit(0, 1L, true));
    assertThrows(IllegalStateException.class, () -> kept.getFirst().replace(0, 1L));
  }
}
