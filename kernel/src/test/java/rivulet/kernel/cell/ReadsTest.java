package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rivulet.kernel.session.Interpreter.Outcome;

/// What stands for Java's reads and splits in cells gives what they give.
@Timeout(60)
class ReadsTest {
  private final Cells cells = new Cells();

  @Test
  void process_isReadToItsEnd() {
    assertEquals(
        List.of("one", "two"),
        cells.value(
            "new ProcessBuilder(\"sh\", \"-c\", \"echo one; sleep 0.3; echo two\").start().inputReader().lines().toList()"));
    assertEquals(
        1_000_000,
        cells.value(
            "new ProcessBuilder(\"sh\", \"-c\", \"sleep 0.3; head -c 1000000 /dev/zero >&2\").start().getErrorStream().readAllBytes().length"));
    assertEquals(
        true,
        cells.value(
            "var p = new ProcessBuilder(\"true\").start(); p.inputReader() == p.inputReader() && p.getInputStream() == p.getInputStream()"));
    assertEquals(
        "java.lang.IllegalStateException",
        cells.failure("p.inputReader(java.nio.charset.StandardCharsets.UTF_16);").name());
  }

  @Test
  void interruptedRead_losesNothing() throws InterruptedException {
    cells.value(
        "var p = new ProcessBuilder(\"sh\", \"-c\", \"read x; echo $x; sleep 100\").start(); var in = p.inputReader();");
    CompletableFuture<Outcome> run =
        CompletableFuture.supplyAsync(() -> cells.run("in.readLine()"));
    while (!run.isDone()) {
      Thread.sleep(200);
      cells.interpreter.interrupt();
    }
    assertEquals("Interrupted", assertInstanceOf(Outcome.Failure.class, run.join()).name());
    assertEquals(
        "late",
        cells.value("try (var w = p.outputWriter()) { w.write(\"late\\n\"); }\nin.readLine()"));
    cells.value("p.destroy();");
  }

  @Test
  void sockets_keepTheirTimeLimits() {
    cells.value(
        "import java.net.*; var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());");
    cells.value(
        "Thread client = new Thread(() -> { try { Thread.sleep(300); var s = new Socket(server.getInetAddress(), server.getLocalPort()); s.getOutputStream().write(new byte[] {1, 2, 3}); Thread.sleep(300); s.getOutputStream().write(-1); Thread.sleep(1000); s.close(); } catch (Exception e) { e.printStackTrace(); } }); client.start();");
    cells.value("var socket = server.accept(); var in = socket.getInputStream();");
    assertEquals(List.of(1, 2L, 255), cells.value("List.of(in.read(), in.skip(2), in.read())"));
    assertEquals(
        List.of(0, 0), cells.value("List.of(server.getSoTimeout(), socket.getSoTimeout())"));
    cells.value("socket.setSoTimeout(120); long begun = System.nanoTime();");
    assertEquals("java.net.SocketTimeoutException", cells.failure("in.read();").name());
    assertEquals(
        List.of(true, 120),
        cells.value("List.of(System.nanoTime() - begun >= 120_000_000, socket.getSoTimeout())"));
    assertEquals(-1, cells.value("socket.setSoTimeout(0); in.read()"));
    assertEquals(
        "java.net.SocketException", cells.failure("server.close(); server.accept();").name());
  }

  @Test
  void httpAnswers_areReadWhole() {
    cells.value(
        """
        import com.sun.net.httpserver.*;
        import java.net.*;
        var http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        http.createContext("/", e -> { e.sendResponseHeaders(200, 5); e.getResponseBody().write("hello".getBytes()); e.close(); });
        http.start();
        var url = URI.create("http://localhost:" + http.getAddress().getPort()).toURL();
        """);
    assertEquals("hello", cells.value("new String(url.openStream().readAllBytes())"));
    assertEquals(200, cells.value("((HttpURLConnection) url.openConnection()).getResponseCode()"));
    assertEquals(
        "java.net.ConnectException", cells.failure("http.stop(0); url.openStream();").name());
  }

  @ParameterizedTest
  @CsvSource({"x+,0", "x*,-1", "(xy)*,2", "'[ab]{1,2}',0", "',',3", "\\.,0", "x|y+,0"})
  void splits_areJavas(String pattern, int limit) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(12), 0, 6).forEach(c -> text.append("abxy,.".charAt(c)));
      assertArrayEquals(
          text.toString().split(pattern, limit),
          Substitutes.split(text.toString(), pattern, limit),
          () -> "seed " + seed + ": " + text);
    }
    assertTrue(Substitutes.split("", pattern).length == 1);
  }
}
