package rivulet.kernel.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.ConnectionFile;
import rivulet.kernel.protocol.MalformedMessage;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.Wire;

/// A kernel's sockets, as any Jupyter client connects to them.
public final class SocketLink implements Link {
  private static final int RECONNECT_MILLIS = 20;

  /// JeroMQ 0.6.0 now and then (2 of 400 on loopback) forgets a connection while it makes it, and
  /// notices by this time only, which is 30 s if nothing is said.
  private static final int GREETING_MILLIS = 1000;

  private final ZMQ.Context context = ZMQ.context(1);
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final ZMQ.Poller poller = context.poller(Channel.values().length);
  private final Wire wire;
  private volatile boolean closing;

  /// Connects; a kernel that binds its sockets later is found too.
  public SocketLink(ConnectionFile file) {
    wire = new Wire(file.key());
    context.setUncaughtExceptionHandler(this::failed);
    byte[] identity = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    for (Channel channel : Channel.values()) {
      ZMQ.Socket socket = socket(channel == Channel.IOPUB ? SocketType.SUB : SocketType.DEALER);
      encrypt(socket, file);
      socket.setIdentity(identity);
      socket.connect(file.address(channel));
      sockets.put(channel, socket);
      poller.register(socket, ZMQ.Poller.POLLIN);
    }
  }

  /// Jupyter's clients use the kernel's own keys.
  private static void encrypt(ZMQ.Socket socket, ConnectionFile file) {
    ConnectionFile.Curve keys = file.curve();
    if (keys != null) {
      byte[] publicKey = ZMQ.Curve.z85Decode(keys.publicKey());
      socket.setCurveServerKey(publicKey);
      socket.setCurvePublicKey(publicKey);
      socket.setCurveSecretKey(ZMQ.Curve.z85Decode(keys.secretKey()));
    }
  }

  private ZMQ.Socket socket(SocketType type) {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(0);
    socket.setHWM(0);
    socket.setReconnectIVL(RECONNECT_MILLIS);
    socket.setHandshakeIvl(GREETING_MILLIS);
    if (type == SocketType.SUB) {
      socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
    }
    return socket;
  }

  @Override
  public void send(Channel channel, Message message) {
    sendFrames(channel, wire.encode(message));
  }

  /// Sends frames as they are.
  void sendFrames(Channel channel, List<byte[]> frames) {
    ZMQ.Socket socket = Objects.requireNonNull(sockets.get(channel));
    int last = frames.size() - 1;
    for (int i = 0; i <= last; i++) {
      socket.send(frames.get(i), i < last ? ZMQ.SNDMORE : 0);
    }
  }

  @Override
  public @Nullable Received receive(Duration timeout) {
    if (poller.poll(timeout.toMillis()) <= 0) {
      return null;
    }
    Channel[] channels = Channel.values();
    for (int i = 0; i < channels.length; i++) {
      if (poller.pollin(i)) {
        return new Received(channels[i], read(channels[i]));
      }
    }
    return null;
  }

  private Message read(Channel channel) {
    ZMQ.Socket socket = Objects.requireNonNull(sockets.get(channel));
    List<byte[]> frames = new ArrayList<>();
    do {
      frames.add(socket.recv());
    } while (socket.hasReceiveMore());
    try {
      return wire.decode(frames);
    } catch (MalformedMessage e) {
      throw new IllegalStateException("the kernel sent no message: " + e.getMessage(), e);
    }
  }

  /// JeroMQ's own threads may find one another's pipes closed while they end.
  private void failed(Thread thread, Throwable error) {
    if (!closing) {
      thread.getThreadGroup().uncaughtException(thread, error);
    }
  }

  @Override
  public void close() {
    closing = true;
    poller.close();
    sockets.values().forEach(ZMQ.Socket::close);
    context.term();
  }
}
