package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Comm;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.Output;
import rivulet.kernel.protocol.Subshell;

/// What a client sees of comms, whatever the way to the kernel.
abstract class CommCases extends SessionCases {
  @Test
  void commOpen_unknownTarget_isClosed() throws Exception {
    Told told = send(Channel.SHELL, new Comm.Open("id-1", "nobody", Map.of()));
    while (told.contents(Output.Status.class).size() < 2) {
      client.listen(Duration.ofMillis(20));
    }
    assertEquals(List.of(new Comm.Close("id-1", Map.of())), told.contents(Comm.Close.class));
  }

  /// Sends a message that has no reply and waits until it is served.
  private Told tellComm(Content content, List<byte[]> buffers) throws Exception {
    List<Message> published = new ArrayList<>();
    Message plain = client.message(content);
    Message message =
        new Message(
            plain.identities(),
            plain.header(),
            plain.parent(),
            Map.of("topic", "test"),
            content,
            buffers);
    Told told = new Told(client.send(Channel.SHELL, message, published::add), published);
    while (told.contents(Output.Status.class).size() < 2) {
      client.listen(Duration.ofMillis(20));
    }
    return told;
  }

  @Test
  void comm_openedByTheClient_hearsAndAnswersWithBuffers() throws Exception {
    run("echo ears");
    Told opened = tellComm(new Comm.Open("id-1", "ears", Map.of("a", 1L)), List.of());
    assertEquals("opened with {a=1}\n", opened.stream("stdout"));
    byte[] bytes = "\u0000é".getBytes(StandardCharsets.UTF_8);
    Told heard = tellComm(new Comm.Msg("id-1", Map.of("b", "x")), List.of(bytes, new byte[0]));
    assertEquals("heard {b=x}\n", heard.stream("stdout"));
    Message back =
        heard.published().stream()
            .filter(m -> m.content() instanceof Comm.Msg)
            .findFirst()
            .orElseThrow();
    assertEquals(new Comm.Msg("id-1", Map.of("b", "x")), back.content());
    assertEquals(Map.of("topic", "test"), back.metadata());
    assertEquals(2, back.buffers().size());
    assertArrayEquals(bytes, back.buffers().getFirst());
    assertEquals(
        new Comm.InfoReply("ok", Map.of("id-1", Map.of("target_name", "ears"))),
        answer(Channel.SHELL, new Comm.InfoRequest("ears")));
    assertEquals(
        new Comm.InfoReply("ok", Map.of()), answer(Channel.SHELL, new Comm.InfoRequest("other")));
    Told closed = tellComm(new Comm.Close("id-1", Map.of()), List.of());
    assertEquals("closed with {}\n", closed.stream("stdout"));
    assertEquals(
        new Comm.InfoReply("ok", Map.of()), answer(Channel.SHELL, new Comm.InfoRequest(null)));
  }

  @Test
  void comm_handlerThatFails_saysSoAndHearsOn() throws Exception {
    run("echo ears");
    tellComm(new Comm.Open("id-1", "ears", Map.of()), List.of());
    Told failed = tellComm(new Comm.Msg("id-1", Map.of("fail", true)), List.of());
    assertTrue(failed.stream("stderr").contains("deaf ear"), failed.stream("stderr"));
    assertEquals(
        "heard {c=2}\n",
        tellComm(new Comm.Msg("id-1", Map.of("c", 2L)), List.of()).stream("stdout"));
  }

  /// Sends a message that has no reply, and does not wait.
  private Told beginComm(Content content, @Nullable String subshell) {
    List<Message> published = new ArrayList<>();
    Message message = client.message(content);
    if (subshell != null) {
      message.header().fields().put(Subshell.HEADER, subshell);
    }
    return new Told(client.send(Channel.SHELL, message, published::add), published);
  }

  private void awaitServed(Told told) throws Exception {
    while (told.contents(Output.Status.class).size() < 2) {
      client.listen(Duration.ofMillis(20));
    }
  }

  private void awaitText(Told told, String text) throws Exception {
    while (!told.stream("stdout").contains(text)) {
      client.listen(Duration.ofMillis(20));
    }
  }

  @Test
  void comm_messageWhileACellRuns_isHandledBetweenCells() throws Exception {
    run("echo ears");
    tellComm(new Comm.Open("id-1", "ears", Map.of()), List.of());
    Told cell = send(Channel.SHELL, Execute.Request.of("loop"));
    awaitText(cell, "looping");
    Told message = beginComm(new Comm.Msg("id-1", Map.of("b", 1L)), null);
    Told next = send(Channel.SHELL, Execute.Request.of("print next"));
    client.listen(Duration.ofMillis(300));
    assertEquals(List.of(), message.published());
    stopLoop(cell);
    awaitServed(message);
    assertEquals("heard {b=1}\n", message.stream("stdout"));
    client.await(next.exchange(), SOON);
  }

  @Test
  void comm_messageToASubshell_isHandledBesideACell() throws Exception {
    run("echo ears");
    tellComm(new Comm.Open("id-1", "ears", Map.of()), List.of());
    Told cell = send(Channel.SHELL, Execute.Request.of("loop"));
    awaitText(cell, "looping");
    Told message = beginComm(new Comm.Msg("id-1", Map.of("b", 1L)), newSubshell());
    awaitServed(message);
    assertEquals("heard {b=1}\n", message.stream("stdout"));
    stopLoop(cell);
  }

  @Test
  void comm_handlerThatDoesNotEnd_isInterrupted() throws Exception {
    run("echo ears");
    tellComm(new Comm.Open("id-1", "ears", Map.of()), List.of());
    Told message = beginComm(new Comm.Msg("id-1", Map.of("loop", true)), null);
    awaitText(message, "looping");
    client.await(client.interrupt(), SOON);
    awaitServed(message);
    assertTrue(message.stream("stderr").contains("Interrupted"), message.stream("stderr"));
    assertEquals("ok", reply(run("value 1")).status());
  }

  @Test
  void comm_openedByACell_isAnnouncedAsTheCells() throws Exception {
    Comm.Open open = run("open plot").contents(Comm.Open.class).getFirst();
    assertEquals("plot", open.targetName());
    assertEquals(Map.of("n", "1"), stringed(Objects.requireNonNull(open.data())));
    assertEquals(
        new Comm.InfoReply("ok", Map.of(open.commId(), Map.of("target_name", "plot"))),
        answer(Channel.SHELL, new Comm.InfoRequest(null)));
  }

  private static Map<String, String> stringed(Map<String, Object> data) {
    Map<String, String> texts = new HashMap<>();
    data.forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }
}
