package rivulet.kernel.client;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Control;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.Input;
import rivulet.kernel.protocol.IsComplete;
import rivulet.kernel.protocol.KernelInfo;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.MessageTypes;
import rivulet.kernel.protocol.Output;
import rivulet.kernel.protocol.Sender;

/// A Jupyter client. It belongs to one thread: messages are taken, and listeners called, while that
/// thread waits for something.
public final class KernelClient implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Sender sender = new Sender("client");
  private final Map<String, Exchange> exchanges = new HashMap<>();
  private final Link link;
  private final BooleanSupplier alive;
  private boolean subscribed;
  private Consumer<Input.Request> stdin = question -> answer("\u0004");

  /// A client over a link.
  ///
  /// @param alive whether the kernel's process is there; where it is not, waiting fails
  public KernelClient(Link link, BooleanSupplier alive) {
    this.link = link;
    this.alive = alive;
  }

  /// A request and what has come of it.
  public static final class Exchange {
    private final Consumer<Message> listener;
    private @Nullable Message reply;
    private boolean idle;

    private Exchange(Consumer<Message> listener) {
      this.listener = listener;
    }

    /// The reply; null while there is none.
    public @Nullable Message reply() {
      return reply;
    }

    /// Whether the reply is there and every output before `idle` too.
    public boolean isDone() {
      return reply != null && idle;
    }
  }

  /// Sends a request and returns at once.
  ///
  /// @param listener takes what is published for it, also after it is done
  public Exchange send(Channel channel, Content content, Consumer<Message> listener) {
    return send(channel, MessageTypes.nameOf(content), content, listener);
  }

  /// Sends a request of any type and returns at once.
  public Exchange send(Channel channel, String type, Content content, Consumer<Message> listener) {
    return send(channel, sender.message(List.of(), type, Map.of(), content), listener);
  }

  /// A message of this client, to be sent.
  Message message(Content content) {
    return sender.message(List.of(), MessageTypes.nameOf(content), Map.of(), content);
  }

  /// Sends a message and returns at once.
  Exchange send(Channel channel, Message message, Consumer<Message> listener) {
    Exchange exchange = new Exchange(listener);
    exchanges.put(message.header().msgId(), exchange);
    link.send(channel, message);
    return exchange;
  }

  /// Waits until an exchange is done.
  ///
  /// @return the reply's content
  /// @throws TimeoutException if it is not done in time; one may go on waiting
  /// @throws IOException if the kernel's process is gone
  public Content await(Exchange exchange, Duration timeout) throws TimeoutException, IOException {
    long end = System.nanoTime() + timeout.toNanos();
    while (!exchange.isDone()) {
      pumpUntil(end);
    }
    Message reply = exchange.reply;
    return reply == null ? new Content.Unknown(Map.of()) : reply.content();
  }

  /// Takes what comes for a while.
  ///
  /// @throws IOException if the kernel's process is gone
  public void listen(Duration duration) throws IOException {
    long end = System.nanoTime() + duration.toNanos();
    try {
      while (true) {
        pumpUntil(end);
      }
    } catch (TimeoutException e) {
      // that while is over
    }
  }

  /// Waits until the kernel answers and this client sees what it publishes.
  ///
  /// @throws TimeoutException if it does not answer in time
  /// @throws IOException if the kernel's process is gone
  public KernelInfo.Reply awaitReady(Duration timeout) throws TimeoutException, IOException {
    long end = System.nanoTime() + timeout.toNanos();
    Exchange info = send(Channel.SHELL, new KernelInfo.Request(), message -> {});
    while (info.reply == null || !subscribed) {
      pumpUntil(end);
    }
    if (info.reply.content() instanceof KernelInfo.Reply reply) {
      return reply;
    }
    throw new IOException("kernel_info failed: " + info.reply.content());
  }

  /// Runs a cell and waits for its end.
  ///
  /// @throws TimeoutException if it runs longer
  /// @throws IOException if the kernel's process is gone
  public Execute.Reply execute(Execute.Request cell, Duration timeout, Consumer<Message> listener)
      throws TimeoutException, IOException {
    return as(Execute.Reply.class, await(send(Channel.SHELL, cell, listener), timeout));
  }

  /// Asks whether a text is a whole cell.
  ///
  /// @throws TimeoutException if no answer comes in time
  /// @throws IOException if the kernel's process is gone
  public IsComplete.Reply isComplete(String code, Duration timeout)
      throws TimeoutException, IOException {
    IsComplete.Request request = new IsComplete.Request(code);
    return as(IsComplete.Reply.class, await(send(Channel.SHELL, request, m -> {}), timeout));
  }

  /// Asks the kernel to interrupt its cell; does not wait, so a listener may call it.
  public Exchange interrupt() {
    return send(Channel.CONTROL, new Control.InterruptRequest(), message -> {});
  }

  /// Asks the kernel to end; does not wait.
  public Exchange shutdown(boolean restart) {
    return send(Channel.CONTROL, new Control.ShutdownRequest(restart), message -> {});
  }

  /// Sets what is done about a cell's question for input; [#answer] answers it.
  public void onInput(Consumer<Input.Request> handler) {
    stdin = handler;
  }

  /// Answers a cell's question.
  public void answer(String line) {
    Input.Reply reply = new Input.Reply(line);
    link.send(
        Channel.STDIN, sender.message(List.of(), MessageTypes.nameOf(reply), Map.of(), reply));
  }

  @Override
  public void close() {
    link.close();
  }

  private void pumpUntil(long end) throws TimeoutException, IOException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new TimeoutException("the kernel has not answered in time");
    }
    Duration wait = Duration.ofNanos(Math.min(left, LOOK.toNanos())).plusMillis(1);
    Link.Received received = link.receive(wait);
    if (received != null) {
      take(received);
    } else if (!alive.getAsBoolean()) {
      throw new IOException("the kernel has ended");
    }
  }

  private void take(Link.Received received) {
    Message message = received.message();
    subscribed |= received.channel() == Channel.IOPUB;
    if (message.content() instanceof Input.Request question) {
      stdin.accept(question);
      return;
    }
    Exchange exchange = exchanges.get(message.parentId());
    if (exchange == null) {
      return;
    }
    if (received.channel() != Channel.IOPUB) {
      exchange.reply = message;
      return;
    }
    exchange.idle |= message.content() instanceof Output.Status(var state) && state.equals("idle");
    exchange.listener.accept(message);
  }

  private static <T extends Content> T as(Class<T> type, Content reply) throws IOException {
    if (type.isInstance(reply)) {
      return type.cast(reply);
    }
    throw new IOException("the kernel answered " + reply);
  }
}
