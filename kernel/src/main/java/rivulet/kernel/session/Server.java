package rivulet.kernel.session;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Connect;
import rivulet.kernel.protocol.ConnectionFile;
import rivulet.kernel.protocol.MalformedMessage;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.RegistrationFile;
import rivulet.kernel.protocol.Wire;

/// The sockets at work. One thread owns shell, control, stdin and iopub and waits for them and for
/// one queue, into which everybody else puts what is to be sent; the heartbeat has a thread of its
/// own.
///
/// The wait is a selector over the sockets' own channels. Such a channel tells of a change, not of
/// a state, so the thread sleeps only after a pass that found every socket and the queue empty; and
/// [Selector#wakeup], unlike a write to a pipe, harms nothing when an interrupted thread calls it.
public final class Server implements Transport, AutoCloseable {
  /// Who gets what arrives; called on the server's thread, so it returns at once.
  public interface Receiver {
    /// A message has come.
    void received(Channel channel, Message message);

    /// A client has subscribed to a topic on iopub.
    void subscribed(String topic);
  }

  private static final int END_MILLIS = 700;
  private static final int AT_ONCE = 64;

  private final Sockets sockets;
  private final Selector selector;
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final Backlog backlog = new Backlog();
  private final AtomicLong dropped = new AtomicLong();
  private final ConnectionFile file;
  private final Wire wire;
  private final Consumer<String> log;
  private @Nullable Receiver receiver;
  private volatile @Nullable Thread thread;
  private volatile boolean open = true;

  /// Binds the sockets; clients may connect from now on, and [#start] serves them.
  ///
  /// @param file where the sockets are to be; port 0 is any that is free
  /// @param log takes a line about what was dropped
  /// @throws IOException if an address is taken
  public Server(ConnectionFile file, Consumer<String> log) throws IOException {
    this.wire = new Wire(file.key());
    this.log = log;
    this.selector = Selector.open();
    try {
      sockets = Sockets.bind(file);
    } catch (IOException e) {
      selector.close();
      throw e;
    }
    this.file = sockets.file();
  }

  /// Tells a client which ports were picked, and waits until it has taken note.
  ///
  /// @throws IOException if it does not in time
  public void register(RegistrationFile client) throws IOException {
    sockets.register(client, wire);
  }

  /// Where the sockets are.
  public ConnectionFile file() {
    return file;
  }

  /// Starts serving.
  public void start(Receiver whom) {
    receiver = whom;
    Thread.ofPlatform().daemon().name("rivulet-heartbeat").start(this::beat);
    thread = Thread.ofPlatform().daemon().name("rivulet-server").start(this::serve);
  }

  /// How many messages were dropped because they were none, or forged, or repeated.
  public long dropped() {
    return dropped.get();
  }

  @Override
  public void send(Channel channel, Message message) {
    List<byte[]> frames = wire.encode(message);
    if (Thread.currentThread() == thread) {
      write(channel, frames);
      return;
    }
    long size = frames.stream().mapToLong(frame -> frame.length).sum();
    backlog.add(size);
    post(() -> {
      backlog.remove(size);
      write(channel, frames);
    });
  }

  @Override
  public Connect.Reply ports() {
    ConnectionFile.Ports ports = file.ports();
    return new Connect.Reply(
        "ok", ports.shell(), ports.iopub(), ports.stdin(), ports.heartbeat(), ports.control());
  }

  @Override
  public void afterReceived(Runnable task) {
    post(() -> {
      while (receive()) {
        // until nothing is left
      }
      task.run();
    });
  }

  @Override
  public void awaitRoom() {
    backlog.awaitRoom();
  }

  /// Sends what waits, for half a second at most, and closes the sockets.
  @Override
  public void close() {
    post(() -> open = false);
    Thread server = thread;
    try {
      if (server != null) {
        server.join(END_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(Runnable task) {
    queue.add(task);
    selector.wakeup();
  }

  private void serve() {
    try (selector) {
      for (Channel channel : Channel.values()) {
        sockets.of(channel).getFD().register(selector, SelectionKey.OP_READ);
      }
      while (open) {
        pass();
      }
    } catch (IOException e) {
      log.accept("the kernel's sockets failed: " + e);
    } finally {
      backlog.close();
      sockets.close();
    }
  }

  /// Does what there is to do, or waits for it. Nothing that goes wrong with one message may end
  /// the thread: without it the kernel would be deaf.
  private void pass() throws IOException {
    try {
      boolean sent = runQueued();
      boolean received = receive();
      if (!sent && !received) {
        selector.select();
        selector.selectedKeys().clear();
      }
    } catch (RuntimeException | Error e) {
      log.accept("a message was lost: " + e);
    }
  }

  private boolean runQueued() {
    boolean any = false;
    Runnable task = queue.poll();
    for (int i = 0; task != null; i++) {
      any = true;
      task.run();
      task = i < AT_ONCE ? queue.poll() : null;
    }
    return any;
  }

  private boolean receive() {
    boolean any = false;
    for (Channel channel : Channel.values()) {
      any |= receive(channel, sockets.of(channel));
    }
    return any;
  }

  private boolean receive(Channel channel, ZMQ.Socket socket) {
    boolean any = false;
    for (int i = 0; i < AT_ONCE && (socket.getEvents() & ZMQ.Poller.POLLIN) != 0; i++) {
      any = true;
      handOn(channel, read(socket));
    }
    return any;
  }

  private static List<byte[]> read(ZMQ.Socket socket) {
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv(ZMQ.DONTWAIT);
      frames.add(frame == null ? new byte[0] : frame);
    } while (socket.hasReceiveMore());
    return frames;
  }

  private void handOn(Channel channel, List<byte[]> frames) {
    Receiver whom = receiver;
    if (whom == null) {
      return;
    }
    try {
      if (channel == Channel.IOPUB) {
        subscription(whom, frames.getFirst());
      } else {
        whom.received(channel, wire.decode(frames));
      }
    } catch (MalformedMessage | RuntimeException e) {
      dropped.incrementAndGet();
      log.accept("dropped a message on " + channel + ": " + oneLine(e.getMessage()));
    }
  }

  /// A subscription is a byte 1 and the topic; a byte 0 ends one.
  private static void subscription(Receiver whom, byte[] frame) {
    if (frame.length > 0 && frame[0] == 1) {
      whom.subscribed(new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8));
    }
  }

  private void write(Channel channel, List<byte[]> frames) {
    ZMQ.Socket socket = sockets.of(channel);
    if (channel == Channel.IOPUB) {
      // A new subscriber is welcomed before it gets anything else.
      receive(channel, socket);
    }
    Sockets.send(socket, frames);
  }

  /// Sends back what comes, until the context ends.
  private void beat() {
    try (ZMQ.Socket heartbeat = sockets.heartbeat()) {
      while (true) {
        byte[] frame = heartbeat.recv();
        heartbeat.send(frame, heartbeat.hasReceiveMore() ? ZMQ.SNDMORE : 0);
      }
    } catch (ZMQException e) {
      if (e.getErrorCode() != ZMQ.Error.ETERM.getCode()) {
        log.accept("the heartbeat failed: " + e);
      }
    }
  }

  private static String oneLine(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("\\s+", " ");
    return line.length() > 200 ? line.substring(0, 200) : line;
  }
}
