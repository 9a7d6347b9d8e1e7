package rivulet.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rivulet.kernel.client.KernelProcess;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Complete;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Inspect;
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
  void warmUpCells_runAndPrintNothing() throws Exception {
    for (String cell : new EngineExtension().warmUp()) {
      assertEquals("ok", execute(cell).status(), cell);
      assertEquals("", printed());
    }
    assertTrue(value().endsWith("requires_grad=True)"), value());
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
  void manyLines_headAndEndAreShown_theFileHasAll() throws Exception {
    assertEquals(
        "ok", execute("for (int i = 0; i < 200_000; i++) System.out.println(i);").status());
    String text = printed();
    assertTrue(text.startsWith("0\n1\n") && text.endsWith("\n199999\n"), "head and end");
    Path file = Path.of(text.replaceFirst("(?s).*all of the output is in (.*?)]\n.*", "$1"));
    List<String> lines = Files.readAllLines(file);
    Files.delete(file);
    assertEquals(IntStream.range(0, 200_000).mapToObj(Integer::toString).toList(), lines);
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
  void helpWhileTyping_knowsTheEngine_andItsComments() throws Exception {
    execute("var x = tensor(2.0);");
    Complete.Reply members = (Complete.Reply) ask(new Complete.Request("(x * x).requires", 16));
    assertEquals(List.of("requiresGrad", "requiresGrad_"), members.matches());
    Inspect.Reply known = (Inspect.Reply) ask(new Inspect.Request("x", 1, 0));
    assertTrue(plain(known).contains("Value: tensor(2.)"), plain(known));
    Inspect.Reply method = (Inspect.Reply) ask(new Inspect.Request("x.mm(", 5, 0));
    assertTrue(plain(method).contains("Shape: (n, k)"), plain(method));
    Inspect.Reply shown = (Inspect.Reply) ask(new Inspect.Request("display", 7, 0));
    assertTrue(plain(shown).contains("Shows a value"), plain(shown));
  }

  private Content ask(Content request) throws IOException, TimeoutException {
    return kernel.client().await(kernel.client().send(Channel.SHELL, request, _ -> {}), LONG);
  }

  private static String plain(Inspect.Reply reply) {
    return String.valueOf(reply.data().get("text/plain"));
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
