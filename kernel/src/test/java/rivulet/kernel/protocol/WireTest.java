package rivulet.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final String KEY = "a-key";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<byte[]> signed(String header, String content) {
    List<byte[]> body = List.of(bytes(header), bytes("{}"), bytes("{}"), bytes(content));
    List<byte[]> frames = new ArrayList<>(List.of(bytes("id"), bytes("<IDS|MSG>")));
    frames.add(bytes(new Signatures(KEY).sign(body)));
    frames.addAll(body);
    return frames;
  }

  private static String header(String type) {
    return "{\"msg_id\":\"1\",\"session\":\"s\",\"msg_type\":\"" + type + "\",\"x\":[1,2.5,null]}";
  }

  private static void assertMalformed(String why, List<byte[]> frames) {
    MalformedMessage e = assertThrows(MalformedMessage.class, () -> new Wire(KEY).decode(frames));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
  }

  @Test
  void encode_framesAreThoseOfTheSpecification() {
    Message message =
        new Message(
            List.of(bytes("topic")),
            new Header(Map.of("msg_id", "1", "msg_type", "stream", "session", "s")),
            Map.of(),
            Map.of(),
            new Output.Stream("stdout", "<é>\n"),
            List.of(bytes("raw")));
    List<byte[]> frames = new Wire(KEY).encode(message);
    assertEquals(8, frames.size());
    assertEquals("topic", text(frames.get(0)));
    assertEquals("<IDS|MSG>", text(frames.get(1)));
    assertEquals(64, frames.get(2).length);
    assertEquals("{}", text(frames.get(4)));
    assertEquals("{\"name\":\"stdout\",\"text\":\"<é>\\n\"}", text(frames.get(6)));
    assertEquals("raw", text(frames.get(7)));
  }

  @Test
  void sign_isHmacSha256OverAllFrames() {
    // RFC 4231, test case 2.
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        new Signatures("Jefe").sign(List.of(bytes("what do ya "), bytes("want for nothing?"))));
  }

  @Test
  void decode_keepsTheWholeHeader_andTheBuffers() throws Exception {
    List<byte[]> frames = signed(header("kernel_info_request"), "{\"later\": 1}");
    frames.add(bytes("raw"));
    Message message = new Wire(KEY).decode(frames);
    assertEquals(new KernelInfo.Request(), message.content());
    List<?> unknown = (List<?>) message.header().fields().get("x");
    assertEquals("[1, 2.5, null]", String.valueOf(unknown));
    assertArrayEquals(bytes("raw"), message.buffers().getFirst());
    assertArrayEquals(bytes("id"), message.identities().getFirst());
  }

  @Test
  void decode_missingFields_haveTheSpecificationsDefaults() throws Exception {
    Message message = new Wire(KEY).decode(signed(header("execute_request"), "{\"code\":\"x\"}"));
    Execute.Request request = (Execute.Request) message.content();
    assertTrue(request.storesHistory());
    assertTrue(request.allowsStdin());
    assertTrue(request.stopsOnError());
    assertEquals(Map.of(), request.expressions());
  }

  @Test
  void decode_unknownType_keepsItsContent() throws Exception {
    Message message = new Wire(KEY).decode(signed(header("dance_request"), "{\"step\": 1}"));
    assertEquals(new Content.Unknown(Map.of("step", 1L)), message.content());
  }

  @Test
  void decode_withoutKey_needsNoSignature() throws Exception {
    List<byte[]> frames = signed(header("kernel_info_request"), "{}");
    frames.set(2, new byte[0]);
    Wire open = new Wire("");
    assertEquals(new KernelInfo.Request(), open.decode(frames).content());
    assertEquals(new KernelInfo.Request(), open.decode(frames).content());
  }

  @Test
  void decode_whatIsNoMessage_saysWhy() throws Exception {
    assertMalformed("no delimiter", List.of());
    assertMalformed("too few frames", List.of(bytes("<IDS|MSG>"), bytes("x")));
    List<byte[]> forged = signed(header("kernel_info_request"), "{}");
    forged.set(6, bytes("{ }"));
    assertMalformed("wrong signature", forged);
    assertMalformed("header has no msg_id", signed("{}", "{}"));
    assertMalformed("not a message", signed("{", "{}"));
    assertMalformed("not a message", signed("[]", "{}"));
    assertMalformed("not a message", signed("null", "{}"));
    assertMalformed("not a message", signed(header("execute_request"), "null"));
    assertMalformed("has no code", signed(header("execute_request"), "{}"));
    assertMalformed("not a message", signed(header("execute_request"), "[".repeat(100_000)));
    Wire wire = new Wire(KEY);
    List<byte[]> once = signed(header("kernel_info_request"), "{}");
    wire.decode(once);
    assertEquals(
        "repeated message",
        assertThrows(MalformedMessage.class, () -> wire.decode(once)).getMessage());
  }

  @Test
  void everyTypeOfTheTable_isReadBackAsItWasWritten() throws Exception {
    Wire wire = new Wire(KEY);
    Sender sender = new Sender("test");
    for (Content content :
        List.of(
            Execute.Request.of("x"),
            Execute.Reply.ok(1, List.of(), Map.of()),
            Execute.Reply.error(1, "e", "v", List.of("t")),
            Execute.Reply.aborted(2),
            new Complete.Reply("ok", List.of("a"), 1, 3, Map.of()),
            Inspect.Reply.nothing(),
            new IsComplete.Reply("complete", null),
            new Input.Request("?", true),
            new Control.ShutdownRequest(true),
            new Output.ClearOutput(true),
            new Output.DisplayData(Map.of("a", "b"), Map.of(), Map.of("display_id", "i")),
            new Comm.Close("i", Map.of()))) {
      Message message = sender.message(List.of(), MessageTypes.nameOf(content), Map.of(), content);
      assertEquals(content, wire.decode(wire.encode(message)).content());
    }
  }

  @Test
  void contentFields_areSpelledAsInTheSpecification() {
    assertEquals("{\"wait\":true}", Wire.write(new Output.ClearOutput(true)));
    assertEquals("{\"cursor_pos\":1}", Wire.write(Map.of("cursor_pos", 1)));
    assertTrue(
        Wire.write(new Output.DisplayData(Map.of(), Map.of(), Map.of()))
            .contains("\"transient\":{}"));
    assertTrue(Wire.write(Execute.Reply.aborted(3)).contains("\"execution_count\":3"));
  }
}
