package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.KernelInfo;
import rivulet.kernel.protocol.Output;

/// What a client sees of cells that run, whatever the way to the kernel.
abstract class ExecutionCases extends KernelConversation {
  @Test
  void execute_value_isPublishedBetweenBusyAndIdle() throws Exception {
    Told told = run("print hello\nvalue 42");
    assertEquals(
        List.of("status", "execute_input", "stream", "execute_result", "status"), told.types());
    assertEquals("hello\n", told.stream("stdout"));
    Output.ExecuteResult result = told.contents(Output.ExecuteResult.class).getFirst();
    assertEquals(Map.of("text/plain", "42"), result.data());
    assertEquals(1, result.executionCount());
    assertEquals("ok", reply(told).status());
    assertEquals(1, reply(told).executionCount());
    assertEquals(List.of(), reply(told).payload());
  }

  @Test
  void execute_arrayAndUnprintableValue_haveText() throws Exception {
    Map<String, Object> array = run("array").contents(Output.ExecuteResult.class).getFirst().data();
    assertEquals("[[1, 2], [3]]", array.get("text/plain"));
    assertEquals(Set.of("text/plain", "text/html"), array.keySet());
    Object text =
        run("unprintable").contents(Output.ExecuteResult.class).getFirst().data().get("text/plain");
    assertTrue(String.valueOf(text).contains("IllegalStateException: no words"), "" + text);
  }

  @Test
  void execute_error_isSameInReplyAndOnIopub() throws Exception {
    Told told = run("print before\nfail broken");
    Output.Failure failure = told.contents(Output.Failure.class).getFirst();
    assertEquals("java.lang.IllegalStateException", failure.ename());
    assertEquals("broken", failure.evalue());
    assertEquals("error", reply(told).status());
    assertEquals(failure.ename(), reply(told).ename());
    assertEquals(failure.evalue(), reply(told).evalue());
    assertEquals(failure.traceback(), reply(told).traceback());
    assertEquals("ok", reply(run("value 1")).status());
  }

  @Test
  void execute_outAndErr_keepTheirOrder() throws Exception {
    Told told = run("print 1\nerr 2\nprint 3\nshow 4\nprint 5");
    assertEquals(
        List.of("status", "execute_input", "stream", "stream", "stream", "display_data", "stream"),
        told.types().subList(0, 7));
    assertEquals("1\n3\n5\n", told.stream("stdout"));
    assertEquals("2\n", told.stream("stderr"));
  }

  @Test
  void execute_1000000Lines_showHeadAndTailAndLoseNothing() throws Exception {
    Told told = run("lines 1000000");
    String text = told.stream("stdout");
    assertTrue(text.startsWith("line 0\nline 1\n"), "head");
    assertTrue(text.endsWith("line 999999\n"), "tail");
    assertTrue(text.length() < 600_000, text.length() + " characters");
    int messages = told.contents(Output.Stream.class).size();
    assertTrue(messages < 100, messages + " messages");
    Path file = Path.of(text.replaceFirst("(?s).*all of the output is in (.*?)]\n.*", "$1"));
    assertEquals(
        IntStream.range(0, 1_000_000).mapToObj(i -> "line " + i).toList(),
        Files.readAllLines(file));
    Files.delete(file);
    assertEquals("idle", told.contents(Output.Status.class).getLast().executionState());
  }

  @Test
  void execute_progressLine_isSentWithItsCarriageReturns() throws Exception {
    String text = run("progress 20000").stream("stdout");
    assertTrue(text.endsWith("\r19999 of 20000\n"), "end");
    assertTrue(text.length() < 5000, text.length() + " characters");
  }

  @Test
  void execute_threadsOfAllKinds_loseNothing() throws Exception {
    List<String> lines = run("everywhere 2000").stream("stdout").lines().sorted().toList();
    List<String> expected =
        IntStream.range(0, 9 * 2000).mapToObj(i -> "line " + i % 2000).sorted().toList();
    assertEquals(expected, lines);
  }

  @Test
  void execute_charactersPrintedByteByByte_areWhole() throws Exception {
    Told told = run("bytes aé€😀z");
    assertEquals("aé€😀z", told.stream("stdout"));
    assertEquals(".".repeat(11), told.stream("stderr"));
  }

  @Test
  void execute_silent_countsNothingAndPublishesNothing() throws Exception {
    run("value 1");
    Told told = tell(request("print x\nvalue 2", true, true, Map.of(), false, true));
    assertEquals(List.of("status", "status"), told.types());
    assertEquals(1, reply(told).executionCount());
    assertEquals(2, reply(run("value 3")).executionCount());
  }

  @Test
  void execute_silentError_isOnlyInTheReply() throws Exception {
    Told told = tell(request("fail quietly", true, true, Map.of(), false, true));
    assertEquals(List.of("status", "status"), told.types());
    assertEquals("quietly", reply(told).evalue());
  }

  @Test
  void execute_withoutHistory_doesNotCount() throws Exception {
    Told told = tell(request("value 1", false, false, Map.of(), false, true));
    assertEquals(0, reply(told).executionCount());
    assertEquals(1, told.contents(Output.ExecuteResult.class).size());
    assertEquals(1, reply(run("value 2")).executionCount());
  }

  @Test
  void execute_emptyCell_doesNotCount() throws Exception {
    assertEquals(0, reply(run(" \n")).executionCount());
    assertEquals(1, reply(run("value 2")).executionCount());
  }

  @Test
  void execute_userExpressions_giveBundlesAndErrors() throws Exception {
    Map<String, String> wanted = Map.of("good", "value 7", "bad", "fail no");
    Execute.Reply reply = reply(tell(request("value 1", false, true, wanted, false, true)));
    Map<String, Object> values = Objects.requireNonNull(reply.userExpressions());
    Map<?, ?> good = assertInstanceOf(Map.class, values.get("good"));
    assertEquals("ok", good.get("status"));
    assertEquals(Map.of("text/plain", "7"), good.get("data"));
    assertEquals(Map.of(), good.get("metadata"));
    Map<?, ?> bad = assertInstanceOf(Map.class, values.get("bad"));
    assertEquals("error", bad.get("status"));
    assertEquals("no", bad.get("evalue"));
  }

  @Test
  void execute_queuedBehindError_isAborted() throws Exception {
    Told failing = send(Channel.SHELL, Execute.Request.of("loop"));
    Told second = send(Channel.SHELL, Execute.Request.of("print second"));
    Told third = send(Channel.SHELL, Execute.Request.of("print third"));
    client.await(send(Channel.SHELL, new KernelInfo.Request()).exchange(), SOON);
    stopLoop(failing);
    Told fourth = run("print fourth");
    assertEquals("error", reply(failing).status());
    assertEquals("aborted", reply(second).status());
    assertEquals("aborted", reply(third).status());
    assertEquals(List.of("status", "status"), second.types());
    assertEquals("ok", reply(fourth).status());
    assertEquals("fourth\n", fourth.stream("stdout"));
  }

  @Test
  void execute_queuedBehindErrorThatStopsNothing_runs() throws Exception {
    Told failing = send(Channel.SHELL, request("fail a", false, true, Map.of(), false, false));
    Told second = send(Channel.SHELL, Execute.Request.of("print second"));
    client.await(failing.exchange(), SOON);
    client.await(second.exchange(), SOON);
    assertEquals("second\n", second.stream("stdout"));
  }

  @Test
  void execute_threadThatOutlivesItsCell_printsToItsCell() throws Exception {
    Told first = run("later from the first");
    Told second = run("print second\ngo");
    while (first.stream("stdout").isEmpty()) {
      client.listen(Duration.ofMillis(20));
    }
    assertEquals("from the first\n", first.stream("stdout"));
    assertEquals("second\n", second.stream("stdout"));
  }

  @Test
  void interrupt_ofACellThatDoesNotStop_leavesItBehind() throws Exception {
    Told deaf = send(Channel.SHELL, Execute.Request.of("deafUntilGo"));
    while (deaf.stream("stdout").isEmpty()) {
      client.listen(Duration.ofMillis(20));
    }
    client.await(client.interrupt(), SOON);
    client.await(deaf.exchange(), SOON);
    assertEquals("error", reply(deaf).status());
    assertEquals("deaf", reply(deaf).evalue());
    assertEquals("idle", deaf.contents(Output.Status.class).getLast().executionState());
    Told next = run("print next\ngo\nsleep 200");
    assertEquals("next\n", next.stream("stdout"));
    assertEquals("deaf\n", deaf.stream("stdout"));
    assertEquals(2, reply(run("value 3")).executionCount() - 1);
  }
}
