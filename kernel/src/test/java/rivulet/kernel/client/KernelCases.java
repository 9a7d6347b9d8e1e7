package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Comm;
import rivulet.kernel.protocol.Complete;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Control;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Inspect;
import rivulet.kernel.protocol.IsComplete;
import rivulet.kernel.protocol.KernelInfo;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.Output;

/// What a client sees of everything else, whatever the way to the kernel.
abstract class KernelCases extends CommCases {
  @Test
  void display_dataAndUpdate_bearTheSameId() throws Exception {
    Told told = run("update new");
    Output.DisplayData shown = told.contents(Output.DisplayData.class).getFirst();
    Output.UpdateDisplayData changed = told.contents(Output.UpdateDisplayData.class).getFirst();
    assertEquals(Map.of("text/plain", "old"), shown.data());
    assertEquals(Map.of("text/plain", "new"), changed.data());
    assertEquals(shown.transientData(), changed.transientData());
    assertFalse(String.valueOf(shown.transientData().get("display_id")).isEmpty());
  }

  @Test
  void display_bundle_hasTextAndRealJson() throws Exception {
    Output.DisplayData shown = run("html <b>x</b>").contents(Output.DisplayData.class).getFirst();
    assertEquals("<b>x</b>", shown.data().get("text/html"));
    assertEquals("", shown.data().get("text/plain"));
    Map<?, ?> json = assertInstanceOf(Map.class, shown.data().get("application/json"));
    assertEquals(3, assertInstanceOf(List.class, json.get("a")).size());
  }

  @Test
  void display_lastInItsCell_isShownOnce() throws Exception {
    Told told = run("shown x");
    assertEquals(List.of("status", "execute_input", "display_data", "status"), told.types());
    assertEquals(
        List.of("status", "execute_input", "display_data", "execute_result", "status"),
        run("shown x\nvalue x").types());
  }

  private Map<String, Object> shown(String code) throws Exception {
    return run(code).contents(Output.DisplayData.class).getFirst().data();
  }

  @Test
  void display_json_isAnObjectWithItsNulls() throws Exception {
    Map<String, Object> none = new HashMap<>();
    none.put("a", null);
    assertEquals(
        Map.of("application/json", none, "text/plain", "{\"a\": null}"),
        shown("json {\"a\": null}"));
    Map<?, ?> chart =
        assertInstanceOf(Map.class, shown("chart x").get("application/vnd.vegalite.v5+json"));
    assertEquals("x", chart.get("title"));
    assertTrue(chart.containsKey("axis"));
  }

  @Test
  void display_brokenJson_saysSo() throws Exception {
    Map<String, Object> data = shown("json {\"a\": ");
    String text = String.valueOf(data.get("text/plain"));
    assertTrue(text.startsWith("<application/json that cannot be read: "), text);
    assertFalse(data.containsKey("application/json"));
  }

  @Test
  void clearOutput_isPublished() throws Exception {
    Told told = run("print x\nclear wait");
    assertTrue(told.contents(Output.ClearOutput.class).getFirst().waitForNext());
  }

  @Test
  void interrupt_endlessCell_stopsAndTheNextRuns() throws Exception {
    List<Message> published = new ArrayList<>();
    KernelClient.Exchange loop =
        client.send(
            Channel.SHELL,
            Execute.Request.of("loop"),
            message -> {
              published.add(message);
              if (message.content() instanceof Output.Stream) {
                client.interrupt();
              }
            });
    client.await(loop, SOON);
    assertEquals("Interrupted", reply(new Told(loop, published)).ename());
    assertEquals("ok", reply(run("value 1")).status());
  }

  @Test
  void interrupt_floodingCell_getsThrough() throws Exception {
    Told flood = send(Channel.SHELL, Execute.Request.of("flood " + "x".repeat(1000)));
    KernelClient.Exchange interrupt = client.interrupt();
    client.await(interrupt, SOON);
    while (!flood.exchange().isDone()) {
      client.await(client.interrupt(), SOON);
    }
    assertEquals("Interrupted", reply(flood).ename());
  }

  @Test
  void interrupt_withoutCell_isAnswered() throws Exception {
    Content reply = client.await(client.interrupt(), SOON);
    assertEquals(new Control.InterruptReply("ok"), reply);
    assertEquals("ok", reply(run("value 1")).status());
  }

  @Test
  void requestsBesideACell_areAnsweredWhileItRuns() throws Exception {
    Told loop = send(Channel.SHELL, Execute.Request.of("loop"));
    assertEquals(new IsComplete.Reply("incomplete", "  "), client.isComplete("if (x) {", SOON));
    assertEquals(new IsComplete.Reply("complete", null), client.isComplete("x", SOON));
    Told info = send(Channel.CONTROL, new KernelInfo.Request());
    assertInstanceOf(KernelInfo.Reply.class, client.await(info.exchange(), SOON));
    assertNull(loop.exchange().reply());
    stopLoop(loop);
  }

  @Test
  void requestsThatKnowNothing_areWellFormed() throws Exception {
    assertEquals(
        new Comm.InfoReply("ok", Map.of()), answer(Channel.SHELL, new Comm.InfoRequest(null)));
  }

  @Test
  void complete_positionsCountCodePoints_andTypesAreTold() throws Exception {
    Complete.Reply reply =
        assertInstanceOf(
            Complete.Reply.class, answer(Channel.SHELL, new Complete.Request("😀 abc d", 5)));
    assertEquals(List.of("abc!"), reply.matches());
    assertEquals(List.of(2, 5), List.of(reply.cursorStart(), reply.cursorEnd()));
    Map<?, ?> type =
        assertInstanceOf(
            Map.class,
            assertInstanceOf(List.class, reply.metadata().get("_jupyter_types_experimental"))
                .getFirst());
    assertEquals(
        "{end=5, signature=say it, start=2, text=abc!, type=function}",
        new TreeMap<>(type).toString());
  }

  @Test
  void complete_positionOutside_isMovedToTheEnd() throws Exception {
    Complete.Reply reply =
        assertInstanceOf(
            Complete.Reply.class, answer(Channel.SHELL, new Complete.Request("abc", 99)));
    assertEquals(List.of("abc!"), reply.matches());
  }

  @Test
  void inspect_isAnsweredWithABundle() throws Exception {
    Inspect.Reply plain = new Inspect.Reply("ok", true, Map.of("text/plain", "😀"), Map.of());
    assertEquals(plain, answer(Channel.SHELL, new Inspect.Request("😀bc", 1, 0)));
    Inspect.Reply more =
        new Inspect.Reply("ok", true, Map.of("text/plain", "ab in detail"), Map.of());
    assertEquals(more, answer(Channel.SHELL, new Inspect.Request("ab", 2, 1)));
    assertEquals(Inspect.Reply.nothing(), answer(Channel.SHELL, new Inspect.Request("?a", 1, 0)));
  }

  @Test
  void unknownMessageType_isLoggedWithoutHarm() throws Exception {
    List<Message> published = new ArrayList<>();
    client.send(
        Channel.SHELL, "dance_request", new Content.Unknown(Map.of("x", 1L)), published::add);
    while (published.size() < 2) {
      client.listen(Duration.ofMillis(20));
    }
    assertTrue(noted().toString().contains("dance_request"), noted().toString());
    assertEquals("ok", reply(run("value 1")).status());
  }

  @Test
  void kernelInfo_saysWhatTheSpecificationAsks() throws Exception {
    KernelInfo.Reply info =
        assertInstanceOf(KernelInfo.Reply.class, answer(Channel.SHELL, new KernelInfo.Request()));
    assertEquals("ok", info.status());
    assertEquals("5.5", info.protocolVersion());
    assertEquals("java", info.languageInfo().name());
    assertEquals(".java", info.languageInfo().fileExtension());
    assertEquals(List.of("kernel subshells"), info.supportedFeatures());
    assertTrue(info.banner().startsWith("Rivulet "), info.banner());
    assertFalse(info.helpLinks().isEmpty());
    Told asked = send(Channel.CONTROL, new KernelInfo.Request());
    assertEquals(info, client.await(asked.exchange(), SOON));
  }

  @Test
  void headers_areTheKernelsOwn() throws Exception {
    Told told = run("value 1");
    Message reply = answered(told);
    assertEquals("5.5", reply.header().version());
    OffsetDateTime.parse(String.valueOf(reply.header().fields().get("date")));
    String clients = String.valueOf(reply.parent().get("session"));
    assertFalse(reply.header().session().equals(clients));
    for (Message message : told.published()) {
      assertEquals(reply.header().session(), message.header().session());
      assertEquals(reply.parent(), message.parent());
    }
    assertEquals(
        told.published().size(),
        told.published().stream().map(message -> message.header().msgId()).distinct().count());
  }

  @Test
  void shutdown_isAnsweredAndThenExits() throws Exception {
    Content reply = client.await(client.shutdown(true), SOON);
    assertEquals(new Control.ShutdownReply("ok", true), reply);
    assertTrue(exit.await(SOON.toSeconds(), TimeUnit.SECONDS));
  }
}
