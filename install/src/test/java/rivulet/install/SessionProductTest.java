package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rivulet.kernel.client.KernelProcess;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.Output;

/// A live session with the kernel that `rivulet kernel` starts, over its sockets.
class SessionProductTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private KernelProcess kernel;
  private final List<Message> published = new ArrayList<>();

  @BeforeEach
  void start() throws IOException, TimeoutException {
    kernel =
        new KernelProcess(
            List.of(Command.RIVULET.toString(), "kernel", "{connection_file}"), Command.ROOT);
    kernel.awaitReady(LONG);
  }

  @AfterEach
  void end() {
    kernel.close();
  }

  private Execute.Reply execute(String code) throws IOException, TimeoutException {
    published.clear();
    return kernel.client().execute(Execute.Request.of(code), LONG, published::add);
  }

  private String value() {
    return published.stream()
        .map(Message::content)
        .filter(Output.ExecuteResult.class::isInstance)
        .map(result -> String.valueOf(((Output.ExecuteResult) result).data().get("text/plain")))
        .reduce("", String::concat);
  }

  private String printed() {
    StringBuilder text = new StringBuilder();
    published.stream()
        .map(Message::content)
        .filter(Output.Stream.class::isInstance)
        .forEach(stream -> text.append(((Output.Stream) stream).text()));
    return text.toString();
  }

  @Test
  void endlessLoop_isInterrupted_variablesLive_nextCellRuns() throws Exception {
    execute("var x = tensor(2.0).requiresGrad_(); long rounds = 0;");
    Execute.Request loop = Execute.Request.of("System.out.println(1); while (true) { rounds++; }");
    Execute.Reply reply =
        kernel
            .client()
            .execute(
                loop,
                LONG,
                message -> {
                  if (message.content() instanceof Output.Stream) {
                    kernel.client().interrupt();
                  }
                });
    assertEquals("error", reply.status());
    assertEquals("Interrupted", reply.ename());
    assertEquals("ok", execute("x.mul(3).toString() + (rounds > 0)").status());
    assertEquals("tensor(6., grad_fn=<MulBackward0>)true", value());
  }

  @Test
  void manyLines_nothingIsLost() throws Exception {
    assertEquals(
        "ok", execute("for (int i = 0; i < 200_000; i++) System.out.println(i);").status());
    List<String> lines = printed().lines().toList();
    assertEquals(200_000, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(Integer.toString(i), lines.get(i));
    }
  }

  @Test
  void jvmLine_isTheOneOfTheBuild() throws Exception {
    execute(
        "java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().toString()");
    for (String flag : Launch.flags()) {
      String expected = flag.startsWith("--") ? flag.substring(2) : flag;
      assertTrue(value().contains(expected), () -> flag + " in " + value());
    }
  }

  @Test
  void operators_workInPlaceAndOnNumbers() throws Exception {
    execute(
        """
        var t = arange(3.0);
        var alias = t;
        t += 1;
        t *= t;
        2 - alias / 2
        """);
    assertEquals("tensor([ 1.5000,  0.0000, -2.5000])", value());
  }
}
