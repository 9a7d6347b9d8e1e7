"""What an interrupt stops, and how fast: a table of cells that run for ever.

Run after `install/rivulet test` has made the Python environment (Linux, since it reads /proc):

    install/target/python/bin/python install/src/bench/interrupts.py [--only REGEX]

Each cell says that it runs, runs on for a moment, and is interrupted by an `interrupt_request`. The table gives the
time from the request to the cell's reply, the processor time that the kernel used in the second after it, and what
the reply said. A cell that cannot be stopped must be left behind and named, in a kernel of its own. In every case the
next cell must find the session's variables.
"""

import argparse
import os
import queue
import re
import subprocess
import tempfile
import time
from pathlib import Path

from jupyter_client import KernelManager

ROOT = Path(__file__).resolve().parents[3]
RUNNING = "it runs"
STOPPED_WITHIN = 0.2  # seconds
LEFT_WITHIN = 4.0
IDLE = 0.05  # of a core

SETUP = """
import java.util.concurrent.locks.*;
import java.net.*;
import java.net.http.*;
import java.nio.channels.*;
int kept = 41;
void begin() { System.out.println("it runs"); }
final String PATTERN = "(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)(x+)y", TEXT = "x".repeat(300);
class Monitor { static final Object held = new Object(); }
"""

LIBRARY = """
import javax.tools.*;
Path library = Files.createTempDirectory("library");
Path file = library.resolve("Lib.java");
Files.writeString(file, \"""
    package lib;
    import java.util.concurrent.*;
    import java.util.concurrent.locks.*;
    public class Lib {
      static long n;
      public static void loop() { while (true) n++; }
      public static void swallow() { while (true) { try { loop(); } catch (Throwable t) { n--; } } }
      public static void lock() { Lock l = new ReentrantLock(); Thread t = new Thread(l::lock); t.start();
        try { t.join(); } catch (InterruptedException e) {} l.lock(); }
      public static void join() { new CompletableFuture<Integer>().join(); }
      public static void sleep() { while (true) { try { Thread.sleep(100_000); } catch (InterruptedException e) {} } }
      public static void pool() { ForkJoinPool.commonPool().submit(() -> loop()).join(); }
      public static void threads() throws Exception { Thread t = new Thread(() -> loop()); t.start(); t.join(); }
    }
    \""");
ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", library.toString(), file.toString());
System.out.println(library);
"""

STOPPED = {
    "loops": [
        "while (true) {}",
        "for (;;) { kept += 1; kept -= 1; }",
        "double s = 0; for (int i = 0; i < 2_000_000_000; i++) for (int k = 0; k < 2_000_000_000; k++) s += Math.sqrt(i ^ k);",
        "outer: while (true) { for (int i = 0; ; i++) { if (i == 9) continue outer; } }",
        "double s = 0; for (long i = 0; i < Long.MAX_VALUE; i++) s += Math.sin(i);",
        "int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); } fib(90);",
        "void deep() { deep(); } while (true) { try { deep(); } catch (StackOverflowError e) {} }",
        "while (true) { try { while (true) {} } catch (Throwable t) {} }",
        "while (true) { try { kept += 0; } finally { continue; } }",
        "class Endless { Endless() { while (true) {} } } new Endless();",
        "Stream.iterate(1, i -> i + 1).forEach(i -> {});",
        "Stream.iterate(1, i -> i + 1).filter(i -> false).findFirst();",
        "IntStream.range(0, 8).parallel().forEach(k -> { while (true) {} });",
        "var all = new ArrayList<Integer>(); while (true) { all.add(1); all.clear(); }",
        "Integer[] all = {2, 1}; Arrays.sort(all, (p, q) -> { while (true) {} });",
        "while (true) System.out.print(\"\");",
        "while (true) { new int[1000].clone(); }",
    ],
    "texts": [
        'String text = ""; while (true) { text += "x"; }',
        "var text = new StringBuilder(); while (true) { text.append('x'); if (text.length() > 99_999_999) text.setLength(0); }",
        'Pattern.compile(PATTERN).matcher(TEXT).find();',
        'TEXT.matches(PATTERN);',
        'TEXT.split(PATTERN);',
        'Pattern.compile(PATTERN).split(TEXT);',
        'Pattern.compile(PATTERN).splitAsStream(TEXT).toList();',
        'Stream.of(TEXT).filter(Pattern.compile(PATTERN).asPredicate()).toList();',
        'Stream.of(TEXT).filter(Pattern.compile(PATTERN).asMatchPredicate()).toList();',
        'Pattern.compile(PATTERN).matcher("").reset(TEXT).find();',
        "BigInteger.valueOf(7).pow(500_000_000);",
    ],
    "waits": [
        "Thread.sleep(100_000);",
        "TimeUnit.DAYS.sleep(1);",
        "while (true) { try { Thread.sleep(100_000); } catch (InterruptedException e) {} }",
        "Object o = new Object(); synchronized (o) { o.wait(); }",
        "Object o = new Object(); synchronized (o) { while (true) { try { o.wait(); } catch (InterruptedException e) {} } }",
        "while (true) LockSupport.park();",
        "new CountDownLatch(1).await();",
        "new Semaphore(0).acquireUninterruptibly();",
        "new CompletableFuture<Integer>().join();",
        "new CompletableFuture<Integer>().get();",
        "CompletableFuture.supplyAsync(() -> { while (true) {} }).join();",
        "CompletableFuture.allOf(new CompletableFuture<Integer>()).join();",
        "Lock l = new ReentrantLock(); Thread t = new Thread(l::lock); t.start(); t.join(); l.lock();",
        "var l = new ReentrantLock(); l.lock(); l.newCondition().awaitUninterruptibly();",
        "var l = new StampedLock(); l.writeLock(); l.readLock();",
        "new LinkedBlockingQueue<Integer>().take();",
        "new ArrayBlockingQueue<Integer>(1).put(1); var q = new SynchronousQueue<Integer>(); q.put(1);",
        "new CyclicBarrier(2).await();",
        "new Phaser(2).arriveAndAwaitAdvance();",
        "new Exchanger<Integer>().exchange(1);",
        "Thread t = new Thread(() -> { while (true) {} }); t.start(); t.join();",
        "Thread t = Thread.ofVirtual().start(() -> { while (true) Thread.onSpinWait(); }); t.join();",
        "Thread t = Thread.ofVirtual().start(() -> LockSupport.park()); t.join();",
        'new ProcessBuilder("sleep", "1000").start().waitFor();',
        "Thread.currentThread().join();",
    ],
    "executors": [
        "var pool = Executors.newFixedThreadPool(2); pool.submit(() -> { while (true) {} }).get();",
        "try (var pool = Executors.newFixedThreadPool(2)) { pool.submit(() -> { while (true) {} }); }",
        "try (var pool = Executors.newVirtualThreadPerTaskExecutor()) { for (int i = 0; i < 100; i++) pool.submit(() -> { Thread.sleep(100_000); return 1; }); }",
        "var pool = Executors.newCachedThreadPool(); Callable<Integer> c = () -> { while (true) {} }; pool.invokeAll(List.of(c, c));",
        "var pool = Executors.newSingleThreadExecutor(); pool.submit(() -> { while (true) {} }); pool.awaitTermination(1, TimeUnit.DAYS);",
        "var timer = Executors.newScheduledThreadPool(1); timer.scheduleAtFixedRate(() -> { while (true) {} }, 0, 1, TimeUnit.MILLISECONDS).get();",
        "ForkJoinPool.commonPool().submit(() -> { while (true) {} }).join();",
        "List.of(1, 2, 3, 4).parallelStream().map(i -> { while (true) {} }).toList();",
        "IntStream.range(0, 1_000_000_000).parallel().map(i -> i ^ 1).filter(i -> i < 0).boxed().map(i -> { while (true) {} }).count(); while (true) {}",
        "List.of(1, 2, 3, 4).parallelStream().forEach(i -> { try { Thread.sleep(100_000); } catch (InterruptedException e) {} });",
    ],
    "reads": [
        "System.in.read();",
        "new Scanner(System.in).nextLine();",
        "new BufferedReader(new InputStreamReader(System.in)).readLine();",
        "while (true) { try { System.in.read(); } catch (Exception e) {} }",
        'input("name? ");',
        "System.console().readPassword();",
        "IO.readln();",
        "new PipedInputStream(new PipedOutputStream()).read();",
        "new PipedReader(new PipedWriter()).read();",
        "Pipe.open().source().read(java.nio.ByteBuffer.allocate(9));",
        "var server = ServerSocketChannel.open().bind(null); server.accept();",
        "var server = new ServerSocket(0); server.accept();",
        "var server = new ServerSocket(0); new Socket(\"localhost\", server.getLocalPort()).getInputStream().read();",
        "var server = new ServerSocket(0); HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(\"http://localhost:\" + server.getLocalPort())).build(), HttpResponse.BodyHandlers.ofString());",
        "var server = new ServerSocket(0); URI.create(\"http://localhost:\" + server.getLocalPort()).toURL().openStream().read();",
        "new DatagramSocket().receive(new DatagramPacket(new byte[9], 9));",
        'new ProcessBuilder("sleep", "1000").start().getInputStream().read();',
        'new ProcessBuilder("sleep", "1000").start().inputReader().readLine();',
        "FileSystems.getDefault().newWatchService().take();",
        "Selector.open().select();",
    ],
    "libraries": [
        "lib.Lib.loop();",
        "lib.Lib.swallow();",
        "lib.Lib.lock();",
        "lib.Lib.join();",
        "lib.Lib.sleep();",
        "lib.Lib.pool();",
        "lib.Lib.threads();",
        "new org.apache.commons.math3.linear.EigenDecomposition(org.apache.commons.math3.linear.MatrixUtils.createRealMatrix(IntStream.range(0, 1500).mapToObj(i -> new Random(i).doubles(1500).toArray()).toArray(double[][]::new)));",
    ],
    "the engine": [
        "var a = randn(3000, 3000); while (true) { a.matmul(a).sum().item(); }",
        "randn(9000, 9000).matmul(randn(9000, 9000)).sum().item();",
        "var a = randn(20_000_000); while (true) { (a * 2 + 1).exp().sum().item(); }",
        "var x = tensor(1.0).requiresGrad_(); while (true) { var y = x; for (int i = 0; i < 100_000; i++) y = y * 1.0; y.backward(); }",
        "var x = randn(1000, 1000).requiresGrad_(); var y = x; for (int i = 0; i < 60; i++) y = y.matmul(x).tanh(); y.sum().backward();",
        "var m = new Linear(64, 64); var o = new SGD(m.parameters(), lr(0.1)); while (true) { o.zeroGrad(); m.forward(randn(32, 64)).pow(2).mean().backward(); o.step(); }",
    ],
    "magics": [
        "%time while (true) {}",
        "%timeit Thread.sleep(1000)",
        "%%bash\nsleep 1000",
        "%%bash\nwhile true; do :; done",
    ],
}

LEFT = [
    "LongStream.range(0, Long.MAX_VALUE).sum();",
    "new Random().ints().sum();",
    "new BigInteger(200_000_000, new Random(1)).toString();",
    "BigDecimal.ONE.divide(BigDecimal.valueOf(3), new MathContext(90_000_000));",
    "BigInteger.TWO.pow(99_991).nextProbablePrime();",
    "new Scanner(TEXT).findInLine(PATTERN);",
    "Collections.frequency(Collections.nCopies(Integer.MAX_VALUE, Collections.nCopies(99, 1)), 2);",
    """Thread holder = new Thread(() -> { synchronized (Monitor.held) { new Random().ints().sum(); } });
holder.start(); Thread.sleep(100); synchronized (Monitor.held) { kept++; kept--; }""",
    """new ProcessBuilder("mkfifo", "/tmp/rivulet-fifo").start().waitFor();
Files.readString(Path.of("/tmp/rivulet-fifo"));""",
]


class Session:
    def __init__(self):
        self.lost = False  # whether the next cell needs another kernel
        self.manager = KernelManager(kernel_name="rivulet")
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.run(SETUP)
        self.await_rest()

    def await_rest(self):
        """Until the kernel has warmed up, which it does when nobody wants anything of it, with pauses."""
        quiet = 0
        for _ in range(60):
            quiet = quiet + 1 if self.load() < IDLE / 2 else 0
            if quiet == 3:
                return

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code):
        """The texts that a cell shows; it must succeed."""
        request, texts = self.client.execute(code), []
        for message in self.outputs(request):
            if message["msg_type"] == "error":
                raise RuntimeError("\n".join(message["content"]["traceback"]))
            texts.append(message["content"].get("text") or message["content"].get("data", {}).get("text/plain", ""))
        self.reply(request, 60)
        return "".join(texts)

    def outputs(self, request):
        """What belongs to a request, until its idle."""
        while True:
            message = self.client.get_iopub_msg(timeout=60)
            if message["parent_header"].get("msg_id") == request:
                if message["content"].get("execution_state") == "idle":
                    return
                yield message

    def reply(self, request, timeout):
        while True:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def interrupted(self, code):
        """Seconds from the interrupt to the reply, and the reply."""
        magic = code.startswith("%")
        request = self.client.execute(code if magic else "begin();\n" + code, allow_stdin=True)
        outputs = self.outputs(request)
        for message in outputs:
            if message["msg_type"] == "error":
                raise RuntimeError("\n".join(message["content"]["traceback"]))
            if message["msg_type"] == "execute_input" if magic else RUNNING in message["content"].get("text", ""):
                break
        time.sleep(0.4)
        start = time.perf_counter()
        self.client.control_channel.send(self.client.session.msg("interrupt_request"))
        reply = self.reply(request, 20)
        seconds = time.perf_counter() - start
        self.client.get_control_msg(timeout=20)
        list(outputs)
        return seconds, reply

    def processor_seconds(self):
        fields = Path(f"/proc/{self.manager.provisioner.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def load(self):
        """Cores in use, over a second."""
        before = self.processor_seconds()
        time.sleep(1)
        return self.processor_seconds() - before


def check(session, code, left):
    """Prints a line of the table; whether all is as it should be."""
    try:
        seconds, reply = session.interrupted(code)
        time.sleep(0.2)  # for what an error costs
        load = session.load()
        alive = session.run("kept + 1").strip() == "42"
    except (RuntimeError, queue.Empty) as e:
        print(f"! {' '.join(code.split())[:110]}: {type(e).__name__} {e}", flush=True)
        session.lost = True
        return False
    session.lost = not alive or "does not stop" in str(reply)
    said = f"{reply.get('ename')}: {reply.get('evalue')}"
    named = reply.get("ename") == "Interrupted" and ("does not stop" in said) == left
    good = named and alive and seconds < (LEFT_WITHIN if left else STOPPED_WITHIN) and (left or load < IDLE)
    lost = "" if alive else "  VARIABLES LOST"
    mark = "  " if good else "! "
    print(f"{mark}{1000 * seconds:6.0f} ms {load:5.2f} {' '.join(code.split())[:90]:90}  {said[:100]}{lost}", flush=True)
    return good


def with_libraries(session):
    session.run("%classpath " + session.run(LIBRARY).strip())
    session.run("%maven org.apache.commons:commons-math3:3.6.1")


def stopped(only):
    """How many of the cells that can be stopped did not behave."""
    bad = 0
    for subject, codes in STOPPED.items():
        session = None
        for code in chosen(subject, codes, only):
            if session is None:
                session = Session()
                if subject == "libraries":
                    with_libraries(session)
            bad += not check(session, code, False)
            if session.lost:
                session.close()
                session = None
        if session is not None:
            session.close()
    return bad


def left_behind(only):
    """The same of those that cannot; each may go on using a core, so each has a kernel of its own."""
    bad = 0
    for code in chosen("left behind", LEFT, only):
        session = Session()
        try:
            bad += not check(session, code, True)
        finally:
            session.close()
    return bad


def chosen(subject, codes, only):
    found = [code for code in codes if only.search(subject + ": " + code)]
    if found:
        print(subject)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="a pattern for the cells, each as SUBJECT: CODE")
    only = re.compile(parser.parse_args().only)
    with tempfile.TemporaryDirectory() as prefix:
        command = [ROOT / "install" / "rivulet", "install", "--prefix", prefix]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        os.environ["JUPYTER_PATH"] = f"{prefix}/share/jupyter"
        bad = stopped(only) + left_behind(only)
    raise SystemExit(f"{bad} cells did not behave" if bad else 0)


main()
