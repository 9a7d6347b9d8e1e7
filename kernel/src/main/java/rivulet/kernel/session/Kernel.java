package rivulet.kernel.session;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Comm;
import rivulet.kernel.protocol.Complete;
import rivulet.kernel.protocol.Connect;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Control;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.History;
import rivulet.kernel.protocol.Input;
import rivulet.kernel.protocol.Inspect;
import rivulet.kernel.protocol.IsComplete;
import rivulet.kernel.protocol.KernelInfo;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.MessageTypes;
import rivulet.kernel.protocol.Output;
import rivulet.kernel.protocol.Sender;
import rivulet.kernel.protocol.Subshell;
import rivulet.kernel.protocol.Usage;

/// Answers requests: one table from content to handler, one place that sends busy and idle. Cells
/// and what handles comms are a strict sequence on the lane of their shell; what needs the language
/// but runs nothing is answered beside it, and what needs neither beside both.
public final class Kernel implements Server.Receiver, AutoCloseable {
  private interface Handler<C extends Content> {
    /// The reply; null where the protocol has none.
    @Nullable Content answer(Request request, C content) throws Exception;
  }

  private record Entry(Lane lane, Handler<Content> handler) {}

  private final Sender sender = new Sender("kernel");
  private final Stdin stdin = new Stdin();
  private final Comms comms = new Comms();
  private final Streams streams = new Streams();
  private final Lane cells;
  private final Lane assist;
  private final Lane control;
  private final Subshells subshells;
  private final SavedCells history;
  private final Transport transport;
  private final CompletableFuture<Language> language;
  private final Executions executions;
  private final Runnable exit;
  private final Consumer<String> log;
  private final Map<Class<? extends Content>, Entry> handlers;

  /// A kernel that answers through a transport; it takes over `System.out`, `System.err` and
  /// `System.in` until it is closed.
  ///
  /// @param transport the way to the clients
  /// @param historyFile where cells are kept for later sessions; null to forget them
  /// @param language what runs cells, once it is there: requests that need it wait
  /// @param exit what ends the process, called after `shutdown_request` was answered
  /// @param log takes a line about what went wrong
  public Kernel(
      Transport transport,
      @Nullable Path historyFile,
      CompletableFuture<Language> language,
      Runnable exit,
      Consumer<String> log) {
    this.transport = transport;
    this.language = language;
    this.exit = exit;
    this.log = log;
    this.cells = new Lane("rivulet-cells", log);
    this.assist = new Lane("rivulet-assist", log);
    this.control = new Lane("rivulet-control", log);
    this.subshells = new Subshells(log);
    this.history = new SavedCells(historyFile, log);
    this.executions = new Executions(language, new Services(stdin, history, comms));
    this.handlers = handlers();
  }

  private Map<Class<? extends Content>, Entry> handlers() {
    return Map.ofEntries(
        on(Execute.Request.class, cells, executions::execute),
        on(IsComplete.Request.class, assist, (request, text) -> isComplete(text)),
        on(Complete.Request.class, assist, (request, at) -> Help.complete(assistant(), at)),
        on(Inspect.Request.class, assist, (request, at) -> Help.inspect(assistant(), at)),
        on(History.Request.class, assist, (request, query) -> history.answer(query)),
        on(KernelInfo.Request.class, control, (request, nothing) -> About.reply()),
        on(Control.InterruptRequest.class, control, (request, nothing) -> interrupt()),
        on(Control.ShutdownRequest.class, control, this::shutdown),
        on(Connect.Request.class, control, (request, nothing) -> transport.ports()),
        on(Usage.Request.class, assist, (request, nothing) -> Resources.now()),
        on(Subshell.CreateRequest.class, control, (request, nothing) -> createSubshell()),
        on(Subshell.DeleteRequest.class, control, (request, wish) -> deleteSubshell(wish)),
        on(Subshell.ListRequest.class, control, (request, nothing) -> subshells.list()),
        on(Comm.InfoRequest.class, control, (request, query) -> comms.info(query.targetName())),
        on(Comm.Open.class, cells, (r, open) -> executions.handle(r, () -> comms.opened(open, r))),
        on(Comm.Msg.class, cells, (r, msg) -> executions.handle(r, () -> comms.received(msg, r))),
        on(Comm.Close.class, cells, (r, end) -> executions.handle(r, () -> comms.closed(end, r))),
        on(Content.Unknown.class, control, this::unknown));
  }

  @SuppressWarnings("unchecked") // the table's key is the handler's own type
  private static <C extends Content> Map.Entry<Class<? extends Content>, Entry> on(
      Class<C> type, Lane lane, Handler<C> handler) {
    return Map.entry(type, new Entry(lane, (Handler<Content>) handler));
  }

  /// Says that the kernel is there.
  public void start() {
    publish("status", new Output.Status("starting"));
  }

  @Override
  public void received(Channel channel, Message message) {
    if (channel == Channel.STDIN && message.content() instanceof Input.Reply reply) {
      stdin.answer(message, reply);
      return;
    }
    Entry entry = handlers.get(message.content().getClass());
    if (entry == null || channel == Channel.STDIN) {
      log.accept("ignored: " + message.header().msgType() + " on " + channel);
    } else {
      enqueue(channel, message, entry);
    }
  }

  private void enqueue(Channel channel, Message message, Entry entry) {
    String shell = entry.lane() == cells ? message.header().subshell() : "";
    Lane own = shell.isEmpty() ? entry.lane() : subshells.lane(shell);
    Lane lane = own == null ? control : own;
    Handler<Content> handler = own == null ? (r, c) -> refuse(shell) : entry.handler();
    Request request = new Request(transport, sender, channel, message, lane);
    lane.add(() -> serve(request, handler));
  }

  private static Content refuse(String subshell) {
    throw Subshells.unknown(subshell);
  }

  @Override
  public void subscribed(String topic) {
    Output.Welcome welcome = new Output.Welcome(topic);
    List<byte[]> prefix = List.of(topic.getBytes(StandardCharsets.UTF_8));
    transport.send(
        Channel.IOPUB, sender.message(prefix, MessageTypes.nameOf(welcome), Map.of(), welcome));
  }

  /// For how long no cell has been running, in milliseconds.
  long idleMillis() {
    return executions.idleMillis();
  }

  /// For how long no cell has begun or ended, in milliseconds; one may be running.
  long calmMillis() {
    return executions.calmMillis();
  }

  /// Ends the kernel's threads, as far as cells let them, and gives the process its streams back.
  @Override
  public void close() {
    stdin.cancellation().run();
    streams.close();
    executions.close();
    history.close();
    subshells.close();
    List.of(cells, assist, control).forEach(Lane::close);
  }

  private void serve(Request request, Handler<Content> handler) {
    request.publish(new Output.Status("busy"));
    Content reply = answer(request, handler);
    if (reply != null) {
      request.reply(reply);
    }
    request.publish(new Output.Status("idle"));
    if (reply instanceof Control.ShutdownReply) {
      exit.run();
    }
  }

  private @Nullable Content answer(Request request, Handler<Content> handler) {
    try {
      return handler.answer(request, request.message().content());
    } catch (Throwable t) {
      log.accept(request.message().header().msgType() + " failed: " + t);
      return new Content.Failed(t.getClass().getName(), String.valueOf(t.getMessage()));
    }
  }

  private Assistant assistant() {
    return language.join().assistant();
  }

  private Content isComplete(IsComplete.Request text) {
    Assistant.Judgement known = assistant().isComplete(text.code());
    boolean incomplete = known.status().equals("incomplete");
    String indent = known.indent() == null ? "" : known.indent();
    return new IsComplete.Reply(known.status(), incomplete ? indent : null);
  }

  /// The cell learns that it is interrupted before its read fails, or it would end by that. By then
  /// the next one may be reading.
  private Content interrupt() {
    Runnable cancellation = stdin.cancellation();
    Language known = language.getNow(null);
    if (known != null) {
      executions.interrupt(known.interpreter());
    }
    cancellation.run();
    return new Control.InterruptReply("ok");
  }

  private Content shutdown(Request request, Control.ShutdownRequest wish) {
    return new Control.ShutdownReply("ok", wish.restart());
  }

  private Content createSubshell() {
    return new Subshell.CreateReply("ok", subshells.create());
  }

  private Content deleteSubshell(Subshell.DeleteRequest wish) {
    subshells.delete(wish.subshellId());
    return new Subshell.DeleteReply("ok");
  }

  private @Nullable Content unknown(Request request, Content.Unknown content) {
    log.accept("unknown message type " + request.message().header().msgType());
    return null;
  }

  private void publish(String type, Content content) {
    List<byte[]> topic = Request.topic(sender, type);
    transport.send(Channel.IOPUB, sender.message(topic, type, Map.of(), content));
  }
}
