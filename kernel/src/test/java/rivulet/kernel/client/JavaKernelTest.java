package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import rivulet.kernel.cell.JavaInterpreter;
import rivulet.kernel.session.Interpreter;
import rivulet.kernel.session.Kernel;
import rivulet.kernel.session.Transport;

/// What only cells of Java can show: whose output it is that threads print, whichever they are.
class JavaKernelTest extends KernelConversation {
  private final InProcessLink link = new InProcessLink();

  @Override
  Transport open() {
    return link;
  }

  @Override
  Link connect(Kernel made) {
    link.connect(made);
    return link;
  }

  @Override
  void closeTransport() {}

  @Override
  Interpreter interpreter() {
    return new JavaInterpreter(List.of());
  }

  /// Runs a cell that makes a worker, one that has it do something later, and one that lets it go.
  private void assertPrintsInTheSecondCell(String first, String second) throws Exception {
    ok(
        run(
            "var gate = new CountDownLatch(1); void late() { try { gate.await(); } "
                + "catch (InterruptedException e) {} System.out.println(\"late\"); }"));
    Told made = ok(run(first));
    Told given = ok(run(second));
    Told last = ok(run("gate.countDown();"));
    for (int i = 0; i < 500 && given.stream("stdout").isEmpty(); i++) {
      client.listen(Duration.ofMillis(20));
    }
    assertEquals("late\n", given.stream("stdout"));
    assertEquals("", made.stream("stdout") + last.stream("stdout"));
  }

  private static Told ok(Told told) {
    assertEquals("ok", reply(told).status(), () -> reply(told).toString());
    return told;
  }

  @Test
  void threads_printWhereTheyWereStarted() throws Exception {
    assertPrintsInTheSecondCell("", "new Thread(() -> late()).start();");
    assertPrintsInTheSecondCell("", "Thread.startVirtualThread(() -> late());");
  }

  @Test
  void executor_printsWhereTheTaskWasGiven() throws Exception {
    String pool = "var pool = Executors.newFixedThreadPool(1); pool.submit(() -> 1).get();";
    assertPrintsInTheSecondCell(pool, "pool.submit(() -> late());");
    assertPrintsInTheSecondCell(pool, "pool.execute(() -> late());");
  }

  @Test
  void executor_ofAnyKind_printsWhereTheTaskWasGiven() throws Exception {
    assertPrintsInTheSecondCell(
        "var timer = Executors.newScheduledThreadPool(1); timer.submit(() -> 1).get();",
        "timer.schedule(() -> late(), 1L, TimeUnit.MILLISECONDS);");
    assertPrintsInTheSecondCell(
        "ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();",
        "Callable<Integer> task = () -> { late(); return 1; };"
            + " new Thread(() -> { try { each.invokeAll(List.of(task)); } "
            + "catch (InterruptedException e) {} }).start();");
    assertPrintsInTheSecondCell(
        "var fork = new ForkJoinPool(1); fork.submit(() -> 1).get();",
        "fork.submit(() -> late());");
  }

  @Test
  void commonPool_printsWhereTheTaskWasGiven() throws Exception {
    assertPrintsInTheSecondCell("", "CompletableFuture.runAsync(() -> late());");
    assertPrintsInTheSecondCell(
        "",
        "CompletableFuture.supplyAsync(() -> 1).thenApplyAsync(x -> x + 1)"
            + ".whenCompleteAsync((x, e) -> late());");
  }

  @Test
  void parallelStream_printsInTheCellThatRuns() throws Exception {
    ok(run("IntStream.range(0, 100).parallel().forEach(i -> System.out.println(\"first\"));"));
    Told told =
        ok(run("IntStream.range(0, 100).parallel().forEach(i -> System.out.println(\"x\"));"));
    assertEquals("x\n".repeat(100), told.stream("stdout"));
  }

  @Test
  void tasks_thatHaveAnIdentity_keepIt() throws Exception {
    Told told =
        ok(
            run(
                """
                record Job(int rank) implements Runnable, Comparable<Job> {
                  public void run() { System.out.println(rank); }
                  public int compareTo(Job other) { return rank - other.rank; }
                }
                var ranked = new ThreadPoolExecutor(
                    1, 1, 1, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
                ranked.execute(new Job(1));
                ranked.execute(new Job(3));
                ranked.execute(new Job(2));
                ranked.shutdown();
                ranked.awaitTermination(10, TimeUnit.SECONDS);
                """));
    assertEquals(List.of("1", "2", "3"), told.stream("stdout").lines().sorted().toList());
  }
}
