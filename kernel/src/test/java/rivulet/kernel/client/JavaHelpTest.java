package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.kernel.assist.JavaAssistant;
import rivulet.kernel.cell.JavaInterpreter;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Complete;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Inspect;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.session.Kernel;
import rivulet.kernel.session.Language;

/// Help with Java as a client gets it, also while a cell computes.
@Timeout(120)
class JavaHelpTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final List<String> log = new ArrayList<>();
  private final InProcessLink link = new InProcessLink();
  private Kernel kernel;
  private KernelClient client;

  @BeforeEach
  void start() throws Exception {
    JavaInterpreter java = new JavaInterpreter(List.of());
    Language language = Language.of(List.of(), java, new JavaAssistant(java.sketches(), List::of));
    kernel =
        new Kernel(link, null, CompletableFuture.completedFuture(language), () -> {}, log::add);
    link.connect(kernel);
    client = new KernelClient(link, () -> true);
    kernel.start();
    client.awaitReady(SOON);
  }

  @AfterEach
  void stop() {
    client.close();
    kernel.close();
  }

  @Test
  void complete_countsCodePoints() throws Exception {
    String code = "String 𝒙 = \"😀\"; 𝒙.sub";
    Complete.Reply reply = complete(code);
    int end = code.codePointCount(0, code.length());
    assertEquals(List.of(end - 3, end), List.of(reply.cursorStart(), reply.cursorEnd()));
    assertEquals(List.of("subSequence", "substring"), reply.matches());
  }

  @Test
  void inspect_showsTextAndHtml() throws Exception {
    Inspect.Reply reply = inspect("\"😀\".length");
    assertTrue(reply.found());
    String text = String.valueOf(reply.data().get("text/plain"));
    assertTrue(text.startsWith("int length()\n\nfrom java.lang.String"), text);
    String html = String.valueOf(reply.data().get("text/html"));
    assertTrue(html.startsWith("<pre><code>int length()</code></pre>"), html);
    assertEquals(Inspect.Reply.nothing(), inspect("nothing_of_this_name"));
  }

  @Test
  void whileACellComputes_helpKnowsWhatItDefines() throws Exception {
    List<Message> published = new ArrayList<>();
    KernelClient.Exchange loop =
        client.send(
            Channel.SHELL,
            Execute.Request.of("List<String> names = List.of(); while (true) { }"),
            published::add);
    while (!complete("nam").matches().contains("names")) {
      Thread.onSpinWait();
    }
    assertTrue(complete("names.get(0).sub").matches().contains("substring"));
    assertTrue(inspect("names").found());
    assertEquals("incomplete", client.isComplete("if (true) {", SOON).status());
    assertNull(loop.reply());
    while (!loop.isDone()) {
      client.await(client.interrupt(), SOON);
    }
    assertEquals(List.of(), log);
  }

  private Complete.Reply complete(String code) throws Exception {
    int end = code.codePointCount(0, code.length());
    return assertInstanceOf(Complete.Reply.class, answer(new Complete.Request(code, end)));
  }

  private Inspect.Reply inspect(String code) throws Exception {
    int end = code.codePointCount(0, code.length());
    return assertInstanceOf(Inspect.Reply.class, answer(new Inspect.Request(code, end, 0)));
  }

  private Content answer(Content request) throws Exception {
    KernelClient.Exchange exchange = client.send(Channel.SHELL, request, message -> {});
    return Objects.requireNonNull(client.await(exchange, SOON));
  }
}
