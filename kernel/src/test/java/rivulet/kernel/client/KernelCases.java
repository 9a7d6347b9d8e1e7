package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.kernel.display.Values;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Comm;
import rivulet.kernel.protocol.Complete;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Control;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.History;
import rivulet.kernel.protocol.Inspect;
import rivulet.kernel.protocol.IsComplete;
import rivulet.kernel.protocol.KernelInfo;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.Output;
import rivulet.kernel.session.Kernel;
import rivulet.kernel.session.Language;
import rivulet.kernel.session.Transport;

/// What a client sees of the kernel, whatever the way to it.
@Timeout(120)
abstract class KernelCases {
  static final Duration SOON = Duration.ofSeconds(30);

  final CompletableFuture<Language> language = new CompletableFuture<>();
  final CountDownLatch exit = new CountDownLatch(1);
  final List<String> log = new ArrayList<>();
  private Kernel kernel;
  KernelClient client;

  /// Makes the way to the kernel; [#connect] is called when the kernel is there.
  abstract Transport open() throws Exception;

  abstract Link connect(Kernel made) throws Exception;

  abstract void closeTransport();

  @BeforeEach
  void start() throws Exception {
    kernel = new Kernel(open(), language, exit::countDown, this::note);
    client = new KernelClient(connect(kernel), () -> true);
    kernel.start();
    client.awaitReady(SOON);
    language.complete(new Language(new ScriptedInterpreter(), new Values()));
  }

  @AfterEach
  void stop() {
    client.close();
    closeTransport();
    kernel.close();
  }

  synchronized void note(String line) {
    log.add(line);
  }

  synchronized List<String> noted() {
    return List.copyOf(log);
  }

  /// One request and all that came of it.
  record Told(KernelClient.Exchange exchange, List<Message> published) {
    String stream(String name) {
      return contents(Output.Stream.class).stream()
          .filter(stream -> stream.name().equals(name))
          .map(Output.Stream::text)
          .collect(Collectors.joining());
    }

    <T extends Content> List<T> contents(Class<T> type) {
      return published.stream()
          .map(Message::content)
          .filter(type::isInstance)
          .map(type::cast)
          .toList();
    }

    List<String> types() {
      return published.stream().map(message -> message.header().msgType()).toList();
    }
  }

  Told send(Channel channel, Content content) {
    List<Message> published = new ArrayList<>();
    return new Told(client.send(channel, content, published::add), published);
  }

  Told tell(Execute.Request request) throws Exception {
    Told told = send(Channel.SHELL, request);
    client.await(told.exchange(), SOON);
    return told;
  }

  Told run(String code) throws Exception {
    return tell(request(code, false, true, Map.of(), false, true));
  }

  static Execute.Request request(
      String code,
      boolean silent,
      boolean storeHistory,
      Map<String, String> expressions,
      boolean allowStdin,
      boolean stopOnError) {
    return new Execute.Request(code, silent, storeHistory, expressions, allowStdin, stopOnError);
  }

  static Message answered(Told told) {
    return Objects.requireNonNull(told.exchange().reply());
  }

  static Execute.Reply reply(Told told) {
    return assertInstanceOf(Execute.Reply.class, answered(told).content());
  }

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
    assertEquals(
        Map.of("text/plain", "[[1, 2], [3]]"),
        run("array").contents(Output.ExecuteResult.class).getFirst().data());
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
  void execute_200000Lines_loseNothingAndEndIdle() throws Exception {
    Told told = run("lines 200000");
    String all =
        IntStream.range(0, 200_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    assertEquals(all, told.stream("stdout"));
    int messages = told.contents(Output.Stream.class).size();
    assertTrue(messages < 1000, messages + " messages");
    assertEquals("idle", told.contents(Output.Status.class).getLast().executionState());
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
    assertEquals(Complete.Reply.none(3), answer(Channel.SHELL, new Complete.Request("abc", 3)));
    assertEquals(Inspect.Reply.nothing(), answer(Channel.SHELL, new Inspect.Request("a", 1, 0)));
    History.Request tail =
        new History.Request(false, true, "tail", null, null, null, 10, null, false);
    assertEquals(new History.Reply("ok", List.of()), answer(Channel.SHELL, tail));
    assertEquals(
        new Comm.InfoReply("ok", Map.of()), answer(Channel.SHELL, new Comm.InfoRequest(null)));
  }

  /// Interrupts until the cell has stopped: the first may come before the cell has begun.
  void stopLoop(Told loop) throws Exception {
    while (!loop.exchange().isDone()) {
      client.await(client.interrupt(), SOON);
    }
  }

  private Content answer(Channel channel, Content content) throws Exception {
    Told told = send(channel, content);
    Content reply = client.await(told.exchange(), SOON);
    assertEquals(List.of("status", "status"), told.types());
    return reply;
  }

  @Test
  void commOpen_unknownTarget_isClosed() throws Exception {
    Told told = send(Channel.SHELL, new Comm.Open("id-1", "nobody", Map.of()));
    while (told.contents(Output.Status.class).size() < 2) {
      client.listen(Duration.ofMillis(20));
    }
    assertEquals(List.of(new Comm.Close("id-1", Map.of())), told.contents(Comm.Close.class));
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
    assertEquals(List.of(), info.supportedFeatures());
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
  void stdin_notAllowed_failsAtOnce() throws Exception {
    Told told = run("readByte");
    String said = String.valueOf(reply(told).evalue());
    assertTrue(said.contains("allow_stdin is false"), said);
  }

  @Test
  void stdin_longLineAndAccents_arriveWhole() throws Exception {
    String line = "é€😀".repeat(5000);
    client.onInput(question -> client.answer(line));
    Told told = tell(request("print ?\nread", false, true, Map.of(), true, true));
    assertEquals("?\nread: " + line + "\n", told.stream("stdout"));
  }

  @Test
  void stdin_readByte_isUnsigned() throws Exception {
    client.onInput(question -> client.answer("é"));
    Told told = tell(request("readByte", false, true, Map.of(), true, true));
    assertEquals("byte: 195\n", told.stream("stdout"));
  }

  @Test
  void stdin_endOfInput_isMinusOne() throws Exception {
    client.onInput(question -> client.answer("\u0004"));
    Told told = tell(request("readByte", false, true, Map.of(), true, true));
    assertEquals("byte: -1\n", told.stream("stdout"));
  }

  @Test
  void stdin_interruptedRead_fails_andStaleAnswerIsDropped() throws Exception {
    client.onInput(question -> client.interrupt());
    Told told = tell(request("readByte", false, true, Map.of(), true, true));
    assertEquals("error", reply(told).status());
    client.answer("stale");
    client.onInput(question -> client.answer("A"));
    Told next = tell(request("readByte", false, true, Map.of(), true, true));
    assertEquals("byte: 65\n", next.stream("stdout"));
  }

  @Test
  void shutdown_isAnsweredAndThenExits() throws Exception {
    Content reply = client.await(client.shutdown(true), SOON);
    assertEquals(new Control.ShutdownReply("ok", true), reply);
    assertTrue(exit.await(SOON.toSeconds(), TimeUnit.SECONDS));
  }
}
