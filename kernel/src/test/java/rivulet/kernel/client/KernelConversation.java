package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import rivulet.kernel.display.Values;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.Output;
import rivulet.kernel.protocol.Subshell;
import rivulet.kernel.session.Interpreter;
import rivulet.kernel.session.Kernel;
import rivulet.kernel.session.Language;
import rivulet.kernel.session.Transport;

/// A kernel with the toy language, a client, and the way between them, made anew for each test.
@Timeout(120)
abstract class KernelConversation {
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
    kernel = new Kernel(open(), historyFile(), language, exit::countDown, this::note);
    client = new KernelClient(connect(kernel), () -> true);
    kernel.start();
    client.awaitReady(SOON);
    language.complete(new Language(interpreter(), new Values(), new ScriptedAssistant()));
  }

  /// Where the history is; null for nowhere.
  @Nullable Path historyFile() {
    return null;
  }

  /// What runs the cells.
  Interpreter interpreter() {
    return new ScriptedInterpreter();
  }

  /// Ends the kernel and starts another.
  void restart() throws Exception {
    stop();
    start();
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

  Told toSubshell(String id, String code) {
    List<Message> published = new ArrayList<>();
    Message message = client.message(Execute.Request.of(code));
    message.header().fields().put(Subshell.HEADER, id);
    return new Told(client.send(Channel.SHELL, message, published::add), published);
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

  /// Interrupts until the cell has stopped: the first may come before the cell has begun.
  void stopLoop(Told loop) throws Exception {
    while (!loop.exchange().isDone()) {
      client.await(client.interrupt(), SOON);
    }
  }
}
