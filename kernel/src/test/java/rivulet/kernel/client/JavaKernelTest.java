package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rivulet.kernel.cell.JavaInterpreter;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Comm;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Input;
import rivulet.kernel.protocol.Output;
import rivulet.kernel.protocol.Subshell;
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

  @Test
  void comm_handlerThatDoesNotEnd_isInterruptedAtItsLine() throws Exception {
    ok(
        run(
            """
            import rivulet.kernel.session.Comms;
            Comms.current().register("spin", (comm, first) -> {
              System.out.println("spinning");
              while (true) {}
            });
            """));
    Told opened = send(Channel.SHELL, new Comm.Open("id-1", "spin", Map.of()));
    while (!opened.stream("stdout").contains("spinning")) {
      client.listen(Duration.ofMillis(20));
    }
    client.await(client.interrupt(), SOON);
    while (opened.contents(Output.Status.class).size() < 2) {
      client.listen(Duration.ofMillis(20));
    }
    String told = opened.stream("stderr").replaceAll("\u001b\\[[0-9;]*m", "");
    assertTrue(told.contains("Interrupted\nCell In[1], line 4"), told);
    ok(run("1 + 1"));
  }

  private Told answering(String code) throws Exception {
    List<Input.Request> asked = new ArrayList<>();
    client.onInput(question -> {
      asked.add(question);
      client.answer(question.prompt() + asked.size() + question.password());
    });
    return ok(tell(request(code, false, true, Map.of(), true, true)));
  }

  @Test
  void input_needsNoImport() throws Exception {
    Told told =
        answering("System.out.println(input(\"name \")); System.out.println(password(\"code \"));");
    assertEquals("name 1false\ncode 2true\n", told.stream("stdout"));
    Told own = ok(run("String input(String x) { return x + x; }\nSystem.out.print(input(\"a\"));"));
    assertEquals("aa", own.stream("stdout"));
    assertEquals("bb", ok(run("System.out.print(input(\"b\"));")).stream("stdout"));
  }

  @Test
  void console_asksTheClient() throws Exception {
    Told told =
        answering(
            """
            Console console = System.console();
            console.printf("%s!%n", console.readLine("%d: ", 7));
            console.writer().println(new String(console.readPassword("secret ")));
            console.writer().println(new BufferedReader(console.reader()).readLine());
            """);
    assertEquals("7: 1false!\nsecret 2true\n3false\n", told.stream("stdout"));
  }

  @Test
  void readersOfJava_askTheClient() throws Exception {
    Told told =
        answering(
            """
            System.out.println(new Scanner(System.in).nextLine());
            System.out.println(new BufferedReader(new InputStreamReader(System.in)).readLine());
            """);
    assertEquals("1false\n2false\n", told.stream("stdout"));
    Told own = answering("System.out.println(IO.readln(\"? \"));");
    assertEquals("? 1false\n", own.stream("stdout"));
  }

  @Test
  void read_interrupted_stopsTheCell() throws Exception {
    client.onInput(question -> client.interrupt());
    for (String cell :
        List.of(
            "input(\"?\")", "new Scanner(System.in).nextLine()", "System.console().readLine()")) {
      Told told = tell(request(cell, false, true, Map.of(), true, true));
      assertEquals("Interrupted", reply(told).ename());
    }
    ok(run("1 + 1"));
  }

  @Test
  void subshell_runsCellsOfJavaBesideTheOthers() throws Exception {
    ok(run("int shared = 1; var open = new CountDownLatch(1);"));
    Told created = send(Channel.CONTROL, new Subshell.CreateRequest());
    String id =
        assertInstanceOf(Subshell.CreateReply.class, client.await(created.exchange(), SOON))
            .subshellId();
    Told waiting = send(Channel.SHELL, Execute.Request.of("open.await(); shared + 1"));
    Told beside = toSubshell(id, "int more = shared + 41; more");
    client.await(beside.exchange(), SOON);
    assertEquals(
        Map.of("text/plain", "42"), beside.contents(Output.ExecuteResult.class).getFirst().data());
    client.await(toSubshell(id, "shared = 10; open.countDown();").exchange(), SOON);
    client.await(waiting.exchange(), SOON);
    assertEquals(
        Map.of("text/plain", "11"), waiting.contents(Output.ExecuteResult.class).getFirst().data());
    assertEquals("42", ok(run("System.out.print(more);")).stream("stdout"));
  }

  @Test
  void subshell_isInterruptedWithTheOthers() throws Exception {
    Told created = send(Channel.CONTROL, new Subshell.CreateRequest());
    String id =
        assertInstanceOf(Subshell.CreateReply.class, client.await(created.exchange(), SOON))
            .subshellId();
    Told main = send(Channel.SHELL, Execute.Request.of("while (true) {}"));
    Told beside = toSubshell(id, "while (true) {}");
    stopLoop(main);
    stopLoop(beside);
    assertEquals("Interrupted", reply(main).ename());
    assertEquals("Interrupted", reply(beside).ename());
    ok(run("1 + 1"));
  }
}
