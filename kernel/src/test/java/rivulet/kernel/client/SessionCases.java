package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Connect;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.History;
import rivulet.kernel.protocol.Subshell;
import rivulet.kernel.protocol.Usage;

/// What a client sees of history, payloads and subshells, whatever the way to the kernel.
abstract class SessionCases extends InputCases {
  @TempDir Path folder;

  @Override
  Path historyFile() {
    return folder.resolve("data").resolve("history.sqlite");
  }

  private List<List<Object>> history(History.Request query) throws Exception {
    return assertInstanceOf(History.Reply.class, answer(Channel.SHELL, query)).history();
  }

  private static History.Request tail(int n, boolean output) {
    return new History.Request(output, true, "tail", null, null, null, n, null, false);
  }

  private static History.Request range(int session, int start, @Nullable Integer stop) {
    return new History.Request(false, true, "range", session, start, stop, null, null, false);
  }

  private static History.Request search(String pattern, @Nullable Integer n, boolean unique) {
    return new History.Request(false, true, "search", null, null, null, n, pattern, unique);
  }

  private static List<String> texts(List<List<Object>> history) {
    return history.stream().map(entry -> String.valueOf(entry.get(2))).toList();
  }

  @Test
  void history_ofThisSession_hasWhatCounted() throws Exception {
    run("value 1");
    tell(request("print silent", true, true, Map.of(), false, true));
    tell(request("print unstored", false, false, Map.of(), false, true));
    run("fail x");
    run("print 3");
    assertEquals(List.of("value 1", "fail x", "print 3"), texts(history(tail(10, false))));
    assertEquals(List.of("print 3"), texts(history(tail(1, false))));
    assertEquals(List.of("fail x"), texts(history(range(0, 2, 3))));
    assertEquals(List.of("fail x", "print 3"), texts(history(range(0, -2, null))));
    assertEquals(List.of(), history(range(-1, 1, null)));
    List<Object> first = history(range(0, 1, null)).getFirst();
    assertEquals("0 1", first.getFirst() + " " + first.get(1));
  }

  @Test
  void history_withOutput_isPairs() throws Exception {
    run("value 1");
    run("print 2");
    List<List<Object>> history = history(tail(2, true));
    assertEquals(List.of("value 1", "1"), history.getFirst().get(2));
    assertEquals(Arrays.asList("print 2", null), history.getLast().get(2));
  }

  @Test
  void history_search_takesPatternsAndLeavesOutRepeats() throws Exception {
    for (String cell : List.of("value 1", "print a", "value 1", "value 2")) {
      run(cell);
    }
    assertEquals(
        List.of("value 1", "value 1", "value 2"), texts(history(search("val*", null, false))));
    assertEquals(List.of("value 1", "value 2"), texts(history(search("val*", null, true))));
    assertEquals(List.of("value 2"), texts(history(search("*value ?", 1, false))));
    assertEquals(List.of(), history(search("value", null, false)));
  }

  @Test
  void history_afterARestart_isStillThere() throws Exception {
    run("value 1");
    run("value 2");
    restart();
    run("print new");
    assertEquals(List.of("value 1", "value 2", "print new"), texts(history(tail(3, false))));
    assertEquals(List.of("value 2"), texts(history(range(-1, 2, null))));
    assertEquals(List.of("print new"), texts(history(range(0, 1, null))));
  }

  @Test
  void payload_isInTheReply() throws Exception {
    Told told = run("page first\npage Help\nnext int x;\nleave");
    List<Map<String, Object>> payload = Objects.requireNonNull(reply(told).payload());
    assertEquals(
        List.of(
            Map.of("source", "page", "data", Map.of("text/plain", "Help"), "start", 0L),
            Map.of("source", "set_next_input", "text", "int x;", "replace", false),
            Map.of("source", "ask_exit", "keepkernel", true)),
        payload.stream().map(SessionCases::plain).toList());
    assertEquals(List.of(), reply(run("value 1")).payload());
  }

  /// Numbers as they are after a way through JSON.
  private static Map<String, Object> plain(Map<String, Object> item) {
    Map<String, Object> plain = new LinkedHashMap<>(item);
    plain.replaceAll((key, value) -> value instanceof Integer i ? Long.valueOf(i) : value);
    return plain;
  }

  @Test
  void usage_isOfThisProcess() throws Exception {
    Usage.Reply usage =
        assertInstanceOf(Usage.Reply.class, answer(Channel.CONTROL, new Usage.Request()));
    assertEquals(ProcessHandle.current().pid(), usage.pid());
    assertTrue(usage.kernelMemory() > 1 << 20, usage.toString());
    assertEquals(5, usage.hostVirtualMemory().size());
  }

  @Test
  void connect_saysThePorts() throws Exception {
    assertInstanceOf(Connect.Reply.class, answer(Channel.SHELL, new Connect.Request()));
  }

  String newSubshell() throws Exception {
    Content made = answer(Channel.CONTROL, new Subshell.CreateRequest());
    return assertInstanceOf(Subshell.CreateReply.class, made).subshellId();
  }

  @Test
  void subshell_runsBesideTheMainShell() throws Exception {
    String id = newSubshell();
    Told main = send(Channel.SHELL, Execute.Request.of("print waiting\nawait\nprint main"));
    while (main.stream("stdout").isEmpty()) {
      client.listen(Duration.ofMillis(20));
    }
    Told beside = toSubshell(id, "print beside\nvalue 1");
    client.await(beside.exchange(), SOON);
    assertEquals("beside\n", beside.stream("stdout"));
    assertEquals(null, main.exchange().reply());
    Told failing = toSubshell(id, "fail x");
    client.await(failing.exchange(), SOON);
    assertEquals("error", reply(failing).status());
    client.await(toSubshell(id, "go").exchange(), SOON);
    client.await(main.exchange(), SOON);
    assertEquals("waiting\nmain\n", main.stream("stdout"));
    assertEquals(1, reply(main).executionCount());
    assertEquals(5, reply(run("value 1")).executionCount());
  }

  @Test
  void subshell_isListedUntilItIsDeleted() throws Exception {
    assertEquals(
        new Subshell.ListReply("ok", List.of()),
        answer(Channel.CONTROL, new Subshell.ListRequest()));
    String id = newSubshell();
    assertEquals(
        new Subshell.ListReply("ok", List.of(id)),
        answer(Channel.CONTROL, new Subshell.ListRequest()));
    assertEquals(
        new Subshell.DeleteReply("ok"), answer(Channel.CONTROL, new Subshell.DeleteRequest(id)));
    Told late = toSubshell(id, "value 1");
    Content refused = client.await(late.exchange(), SOON);
    assertTrue(refused.toString().contains("there is no subshell " + id), refused.toString());
    Told again = send(Channel.CONTROL, new Subshell.DeleteRequest(id));
    assertTrue(client.await(again.exchange(), SOON).toString().contains("error"));
  }

  Content answer(Channel channel, Content content) throws Exception {
    Told told = send(channel, content);
    Content reply = client.await(told.exchange(), SOON);
    assertEquals(List.of("status", "status"), told.types());
    return reply;
  }
}
