package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.session.Interpreter.Outcome;

@Timeout(60)
public class InterruptTest {
  /// What cells under test count down when they are about to be stopped.
  public static volatile CountDownLatch started = new CountDownLatch(1);

  /// What threads of cells move while they run.
  public static final AtomicLong beats = new AtomicLong();

  public static void begin() {
    started.countDown();
  }

  private static final CountDownLatch back = new CountDownLatch(1);

  /// What a worker of the common pool comes back from long after its cell was stopped.
  public static void comeBackLate() {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4); System.nanoTime() < end; ) {
        Thread.onSpinWait();
      }
      back.countDown();
    }
  }

  private final Cells cells = new Cells();

  private Outcome.Failure interrupted(String code) throws InterruptedException {
    cells.value("import static rivulet.kernel.cell.InterruptTest.*;");
    return interruptedNext(code);
  }

  private Outcome.Failure interruptedNext(String code) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    started = latch;
    Thread stopper =
        Thread.ofPlatform()
            .start(() -> {
              try {
                assertTrue(latch.await(30, TimeUnit.SECONDS));
                Thread.sleep(50); // lets the cell get into its loop
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              cells.interpreter.interrupt();
            });
    Outcome outcome = cells.run(code);
    stopper.join();
    return assertInstanceOf(Outcome.Failure.class, outcome, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (;;) { kept += 1; }",
        "long i = 0; do { i++; } while (i >= 0 || i < 0);",
        "while (true) { Math.sin(1); }",
        "Thread.sleep(100_000);",
        "while (true) { try { Thread.sleep(100_000); } catch (InterruptedException e) { } }",
        "while (true) { try { while (true) {} } catch (Throwable t) { } }",
        "for (;;) { try { kept += 1; } finally { kept -= 1; } }",
        "while (true) { try { kept += 1; } finally { continue; } }",
        "int f(int n) { return n > 500 ? 0 : f(n + 1) + f(n + 1); } f(0);",
        "void g() { g2(); } void g2() { try { g(); } finally { g(); } } try { g(); } catch (StackOverflowError e) {} while (true) {}",
        "class L { L() { while (true) {} } } new L();",
        "Runnable r = () -> { while (true) {} }; r.run();",
        "IntStream.range(0, 8).parallel().forEach(k -> { while (true) { beats.incrementAndGet(); } });",
        "Thread t = new Thread(() -> { while (true) { beats.incrementAndGet(); } }); t.start(); t.join();",
        "new CountDownLatch(1).await();",
        "new CompletableFuture<Integer>().join();",
        "var lock = new java.util.concurrent.locks.ReentrantLock(); Thread t = new Thread(() -> { lock.lock(); while (true) { beats.incrementAndGet(); } }); t.start(); while (!lock.isLocked()) {} lock.lock();",
        "int n = 0; while (true) switch (n) { case 0: n = 1; continue; default: n = 0; }",
      })
  void everyLoop_stops_andTheSessionLives(String code) throws InterruptedException {
    assertStops(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Semaphore(0).acquireUninterruptibly();",
        "new Semaphore(1).acquireUninterruptibly(2);",
        "var l = new ReentrantLock(); l.lock(); l.newCondition().awaitUninterruptibly();",
        "var rw = new ReentrantReadWriteLock(); Thread t = new Thread(() -> { rw.writeLock().lock(); while (true) { beats.incrementAndGet(); } }); t.start(); while (!rw.isWriteLocked()) {} rw.readLock().lock();",
        "var s = new StampedLock(); s.writeLock(); s.readLock();",
        "var s = new StampedLock(); s.writeLock(); s.writeLock();",
        "new Phaser(2).arriveAndAwaitAdvance();",
        "new Phaser(1).awaitAdvance(0);",
        "try (var ex = Executors.newFixedThreadPool(1)) { ex.submit(() -> { while (true) { try { Thread.sleep(100_000); } catch (InterruptedException e) { } } }); }",
        "try (var ex = Executors.newVirtualThreadPerTaskExecutor()) { ex.submit(() -> { new CountDownLatch(1).await(); return 1; }); }",
        "Callable<Integer> c = () -> { Thread.sleep(100_000); return 1; }; Executors.newCachedThreadPool().invokeAll(List.of(c, c));",
        "Callable<Integer> c = () -> { Thread.sleep(100_000); return 1; }; new ForkJoinPool(2).invokeAll(List.of(c, c));",
        "ForkJoinPool.commonPool().invoke(new RecursiveAction() { protected void compute() { while (true) { beats.incrementAndGet(); } } });",
        "new RecursiveAction() { protected void compute() { while (true) { LockSupport.park(); } } }.fork().join();",
        "ForkJoinPool.commonPool().submit(() -> { while (true) { beats.incrementAndGet(); } }); ForkJoinPool.commonPool().awaitQuiescence(1, TimeUnit.DAYS);",
        "IntStream.range(0, 8).parallel().forEach(k -> { try { Thread.sleep(100_000); } catch (InterruptedException e) { throw new RuntimeException(e); } });",
        "Stream.of(new CompletableFuture<Integer>()).map(CompletableFuture::join).toList();",
        "Lock l = new ReentrantLock(); Thread t = new Thread(l::lock); t.start(); t.join(); Runnable r = l::lock; r.run();",
        "while (true) { LockSupport.park(); }",
        "Thread t = new Thread(() -> { while (true) { beats.incrementAndGet(); } }); t.start(); while (t.isAlive()) { try { t.join(); } catch (InterruptedException e) { } }",
        "Pattern.compile(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\").matcher(\"x\".repeat(300)).find();",
        "Pattern.matches(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\", \"x\".repeat(300));",
        "\"x\".repeat(300).matches(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\");",
        "\"x\".repeat(300).replaceAll(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\", \"\");",
        "\"x\".repeat(300).split(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\");",
        "Pattern.compile(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\").split(\"x\".repeat(300));",
        "Pattern.compile(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\").splitWithDelimiters(\"x\".repeat(300), 0);",
        "Pattern.compile(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\").splitAsStream(\"x\".repeat(300)).toList();",
        "Stream.of(\"x\".repeat(300)).filter(Pattern.compile(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\").asPredicate()).toList();",
        "Pattern.compile(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\").asMatchPredicate().test(\"x\".repeat(300));",
        "Pattern.compile(\"(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y\").matcher(\"\").reset(\"x\".repeat(300)).find();",
        "new java.net.ServerSocket(0).accept();",
        "var s = new java.net.ServerSocket(0); new java.net.Socket(\"localhost\", s.getLocalPort()).getInputStream().read();",
        "new java.net.DatagramSocket().receive(new java.net.DatagramPacket(new byte[9], 9));",
        "var s = new java.net.ServerSocket(0); java.net.URI.create(\"http://localhost:\" + s.getLocalPort()).toURL().openStream();",
        "new ProcessBuilder(\"sleep\", \"100\").start().getInputStream().read();",
        "new ProcessBuilder(\"sleep\", \"100\").start().errorReader().readLine();",
        "BigInteger n = BigInteger.valueOf(7).pow(500_000_000);",
        "BigInteger n = BigInteger.valueOf(7).pow(1_000_000); while (true) { n = n.multiply(n); }",
        "Integer[] all = {3, 2, 1}; Arrays.sort(all, (p, q) -> { double d = 0; while (d >= 0) { d += Math.abs(Math.sin(d)); } return p - q; });",
      })
  void everyWait_stops_andTheSessionLives(String code) throws InterruptedException {
    assertStops("import java.util.concurrent.locks.*; " + code);
  }

  @Test
  void workerThatWasElsewhere_stopsWhenItIsBack() throws InterruptedException {
    interrupted(
        "begin(); IntStream.range(0, 8).parallel().forEach(k ->"
            + " { comeBackLate(); while (true) { beats.incrementAndGet(); } });");
    assertTrue(back.await(30, TimeUnit.SECONDS));
    assertThreadsStop();
  }

  private void assertStops(String code) throws InterruptedException {
    cells.value("int kept = 41; ");
    Outcome.Failure failure = interrupted("begin(); " + code);
    assertEquals("Interrupted", failure.name());
    assertEquals("Cell In[3], line 1", failure.message());
    assertEquals(true, cells.value("kept >= 41"));
    assertEquals(10, cells.value("int sum = 0; for (int i = 0; i < 5; i++) sum += i; sum"));
    assertThreadsStop();
  }

  private static void assertThreadsStop() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    long before;
    do {
      assertTrue(System.nanoTime() < deadline, "a thread of the cell runs on");
      before = beats.get();
      Thread.sleep(100);
    } while (beats.get() != before);
  }

  /// Java leaves the place where a thread can be stopped out of compiled loops that count, unless
  /// it is told otherwise; this loop takes minutes.
  @Test
  void loopThatCounts_stopsWhenItIsCompiled() throws InterruptedException {
    cells.value(
        "double sum(int n) { double s = 0; for (int i = 0; i < n; i++) s += Math.sin(i) + Math.cos(i) + Math.tan(i); return s; }");
    cells.value("for (int i = 0; i < 5_000; i++) sum(1_000);");
    Outcome.Failure failure = interrupted("begin(); sum(2_000_000_000) + sum(2_000_000_000)");
    assertEquals("Interrupted", failure.name());
    assertEquals("Cell In[1], line 1", failure.message());
  }

  @Test
  void message_namesTheLineThatWasRunning() throws InterruptedException {
    cells.value(
        "void spin() {\n  begin2();\n  while (true) {}\n}\nvoid begin2() { rivulet.kernel.cell.InterruptTest.begin(); }");
    Outcome.Failure failure = interruptedNext("int a = 1;\n\nspin();");
    assertEquals("Cell In[1], line 3", failure.message());
    assertEquals(
        """
        Interrupted
        Cell In[1], line 3, in spin
              while (true) {}
              ^
        Cell In[2], line 3
            spin();
            ^\
        """,
        Cells.text(failure));
  }

  @Test
  void threadsOfOtherCells_runOn() throws InterruptedException {
    cells.value("import static rivulet.kernel.cell.InterruptTest.*;");
    cells.value("boolean go = true; var own = new java.util.concurrent.atomic.AtomicLong();");
    cells.value(
        "Thread beat = new Thread(() -> { while (go) { own.incrementAndGet(); Thread.yield(); } }); beat.setDaemon(true); beat.start();");
    assertEquals("Interrupted", interruptedNext("begin(); while (true) {}").name());
    assertEquals(true, cells.value("long was = own.get(); Thread.sleep(200); own.get() > was"));
    assertEquals(false, cells.values("go = false; beat.join(20_000);", "beat.isAlive()"));
  }

  @Test
  void interruptBetweenCells_doesNothing() {
    cells.interpreter.interrupt();
    assertEquals(
        1, cells.value("Thread.sleep(1); int s = 0; for (int i = 0; i < 2; i++) s += i; s"));
    cells.interpreter.interrupt();
    assertFalse(Thread.currentThread().isInterrupted());
    assertEquals(2, cells.value("Thread.sleep(1); 2"));
  }

  @Test
  void lateInterrupts_neverHitTheNextCell() throws InterruptedException {
    cells.value("import static rivulet.kernel.cell.InterruptTest.*;");
    for (int i = 0; i < 30; i++) {
      CountDownLatch latch = new CountDownLatch(1);
      started = latch;
      Thread stopper =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  latch.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                cells.interpreter.interrupt();
              });
      cells.run("begin(); for (int i = 0; i < 1000; i++) { Math.sin(i); }");
      stopper.join();
      assertEquals(i, cells.value("Thread.sleep(1); " + i));
    }
  }

  @Test
  void cellThatSwallowsTheInterrupt_isInterruptedAllTheSame() throws InterruptedException {
    Outcome.Failure failure =
        interrupted(
            "begin(); try { Thread.sleep(100_000); } catch (InterruptedException e) {} int after = 1; after");
    assertEquals("Interrupted", failure.name());
  }

  /// A stream ends when one of its threads has failed, and its other threads sleep on.
  @Test
  void sleepersOfAParallelStream_areWokenThoughTheCellHasEnded() throws Exception {
    interrupted(
        "begin(); IntStream.range(0, 64).parallel().forEach(k -> { try { Thread.sleep(100_000); } catch (InterruptedException e) { throw new RuntimeException(e); } });");
    ForkJoinPool pool = ForkJoinPool.commonPool();
    List<ForkJoinTask<?>> tasks =
        Stream.<ForkJoinTask<?>>generate(() -> pool.submit(() -> {})).limit(64).toList();
    for (ForkJoinTask<?> task : tasks) {
      task.get(20, TimeUnit.SECONDS);
    }
    assertTrue(pool.awaitQuiescence(20, TimeUnit.SECONDS));
  }

  @Test
  void showingAValue_isPartOfTheCell() throws InterruptedException {
    Outcome.Failure failure =
        interrupted(
            "class Endless { public String toString() { begin(); while (true) {} } }\nnew Endless()");
    assertEquals("Interrupted", failure.name());
    assertEquals("Cell In[2], line 1", failure.message());
    assertEquals(2, cells.value("1 + 1"));
  }

  @Test
  void interruptedThreads_endInSilence() throws InterruptedException {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      interrupted(
          "Thread t = new Thread(() -> { while (true) { beats.incrementAndGet(); } }); t.start(); begin(); t.join();");
      cells.value("t.join(20_000);");
    } finally {
      System.setErr(before);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }
}
