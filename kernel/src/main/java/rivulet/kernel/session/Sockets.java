package rivulet.kernel.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.ConnectionFile;
import rivulet.kernel.protocol.ConnectionFile.Ports;
import rivulet.kernel.protocol.MalformedMessage;
import rivulet.kernel.protocol.RegistrationFile;
import rivulet.kernel.protocol.Wire;

/// The kernel's bound sockets. JeroMQ has no Unix domain sockets, so those are bridges to TCP
/// sockets on the loopback, which are as safe as any: messages are signed, or encrypted too.
final class Sockets implements AutoCloseable {
  private static final int LINGER_MILLIS = 500;
  private static final int REGISTER_MILLIS = 12_000;

  /// JeroMQ 0.6.0 now and then never reads from a socket that it has connected: where a command for
  /// its poller and the end of `connect` are found by one `select`, the poller cancels the key of
  /// the new connection with that of the attempt. The greeting's timer (30 s, if nothing is said)
  /// then connects anew.
  private static final int GREETING_MILLIS = 1000;

  private final ZMQ.Context context = ZMQ.context(1);
  private final Map<Channel, ZMQ.Socket> channels = new EnumMap<>(Channel.class);
  private final List<SocketBridge> bridges = new ArrayList<>();
  private final ConnectionFile file;
  private final ZMQ.Socket heartbeat;

  private Sockets(ConnectionFile wish) throws IOException {
    Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
    heartbeat = socket(SocketType.REP, wish);
    try {
      for (Channel channel : Channel.values()) {
        SocketType type = channel == Channel.IOPUB ? SocketType.XPUB : SocketType.ROUTER;
        ZMQ.Socket socket = socket(type, wish);
        channels.put(channel, socket);
        ports.put(channel, bind(socket, wish, wish.address(channel)));
      }
      file = wish.withPorts(Ports.of(ports, bind(heartbeat, wish, wish.heartbeat())));
    } catch (ZMQException | IOException e) {
      heartbeat.close();
      close();
      throw new IOException("cannot bind the kernel's sockets: " + e.getMessage(), e);
    }
  }

  /// Binds the sockets.
  ///
  /// @param wish where; port 0 is any that is free
  /// @throws IOException if an address is taken
  static Sockets bind(ConnectionFile wish) throws IOException {
    return new Sockets(wish);
  }

  /// Where they are.
  ConnectionFile file() {
    return file;
  }

  ZMQ.Socket of(Channel channel) {
    return Objects.requireNonNull(channels.get(channel));
  }

  /// Whoever serves it closes it.
  ZMQ.Socket heartbeat() {
    return heartbeat;
  }

  /// Tells a client the ports, and waits until it has taken note.
  ///
  /// @throws IOException if it does not in time
  void register(RegistrationFile client, Wire wire) throws IOException {
    try {
      List<byte[]> answer = ask(client.address(), wire.encodeBare(client.answer(file.ports())));
      if (answer.isEmpty()) {
        throw new IOException(notTaken(client) + "no answer");
      }
      wire.decodeBare(answer);
    } catch (ZMQException | MalformedMessage e) {
      throw new IOException(notTaken(client) + e.getMessage(), e);
    }
  }

  private static String notTaken(RegistrationFile client) {
    return "the client at " + client.address() + " has not taken the kernel's ports: ";
  }

  /// Sends a message and waits a while.
  ///
  /// @return the answer's frames; none if none has come
  private List<byte[]> ask(String address, List<byte[]> message) {
    try (ZMQ.Socket socket = context.socket(SocketType.DEALER)) {
      socket.setLinger(0);
      socket.setHandshakeIvl(GREETING_MILLIS);
      socket.setReceiveTimeOut(REGISTER_MILLIS);
      socket.connect(address);
      send(socket, message);
      return read(socket);
    }
  }

  /// Sends frames as one message.
  static void send(ZMQ.Socket socket, List<byte[]> frames) {
    int last = frames.size() - 1;
    for (int i = 0; i <= last; i++) {
      socket.send(frames.get(i), i < last ? ZMQ.SNDMORE : 0);
    }
  }

  private static List<byte[]> read(ZMQ.Socket socket) {
    List<byte[]> frames = new ArrayList<>();
    byte[] frame = socket.recv();
    while (frame != null) {
      frames.add(frame);
      frame = socket.hasReceiveMore() ? socket.recv() : null;
    }
    return frames;
  }

  /// Closes all but the heartbeat and ends what ZeroMQ does.
  @Override
  public void close() {
    channels.values().forEach(ZMQ.Socket::close);
    bridges.forEach(SocketBridge::close);
    context.term();
  }

  private ZMQ.Socket socket(SocketType type, ConnectionFile wish) {
    ZMQ.Socket socket = context.socket(type);
    socket.setLinger(LINGER_MILLIS);
    socket.setHWM(0);
    if (type == SocketType.ROUTER) {
      socket.setRouterHandover(true);
    } else if (type == SocketType.XPUB) {
      socket.setXpubVerbose(true);
    }
    ConnectionFile.Curve keys = wish.curve();
    if (keys != null) {
      socket.setCurveServer(true);
      socket.setCurvePublicKey(ZMQ.Curve.z85Decode(keys.publicKey()));
      socket.setCurveSecretKey(ZMQ.Curve.z85Decode(keys.secretKey()));
    }
    return socket;
  }

  /// Binds a socket.
  ///
  /// @return its port; of a Unix domain socket the number at the end of its path
  private int bind(ZMQ.Socket socket, ConnectionFile wish, String address) throws IOException {
    if (!wish.isIpc()) {
      socket.bind(address);
      return port(socket.getLastEndpoint());
    }
    socket.bind("tcp://127.0.0.1:*");
    Path path = Path.of(address.substring("ipc://".length()));
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetSocketAddress inner = new InetSocketAddress(loopback, port(socket.getLastEndpoint()));
    bridges.add(new SocketBridge(UnixDomainSocketAddress.of(path), inner));
    return Integer.parseInt(address.substring(address.lastIndexOf('-') + 1));
  }

  private static int port(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }
}
