package rivulet.kernel.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import rivulet.kernel.client.KernelClient;
import rivulet.kernel.client.ScriptedAssistant;
import rivulet.kernel.client.ScriptedInterpreter;
import rivulet.kernel.client.SocketLink;
import rivulet.kernel.display.Values;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.ConnectionFile;
import rivulet.kernel.protocol.ConnectionFile.Curve;
import rivulet.kernel.protocol.ConnectionFile.Ports;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.RegistrationFile;
import rivulet.kernel.protocol.Wire;

/// Sockets of all kinds, each with a kernel that answers through them.
@Timeout(120)
class TransportTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String KEY = "secret";

  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();

  private synchronized void note(String line) {
    log.add(line);
  }

  private static ConnectionFile anyPorts() {
    return new ConnectionFile("tcp", "127.0.0.1", Ports.ANY, KEY, "", null);
  }

  private interface Talk {
    void with(Server server) throws Exception;
  }

  private void served(ConnectionFile wish, Talk talk) throws Exception {
    try (Server server = new Server(wish, this::note);
        Kernel kernel =
            new Kernel(
                server,
                null,
                CompletableFuture.completedFuture(
                    new Language(new ScriptedInterpreter(), new Values(), new ScriptedAssistant())),
                () -> {},
                this::note)) {
      server.start(kernel);
      kernel.start();
      talk.with(server);
    }
  }

  private static void assertAnswers(ConnectionFile file) throws Exception {
    try (KernelClient client = new KernelClient(new SocketLink(file), () -> true)) {
      client.awaitReady(SOON);
      assertEquals("ok", client.execute(Execute.Request.of("value 1"), SOON, m -> {}).status());
    }
  }

  @Test
  void portsOfTheKernelsChoice_areSaid() throws Exception {
    served(
        anyPorts(),
        server -> {
          assertFalse(server.file().address(Channel.SHELL).endsWith("*"));
          assertEquals(server.file().ports().shell(), server.ports().shellPort());
          assertAnswers(server.file());
        });
  }

  /// One connection in a hundred or so is lost while it is made, and has to be made anew.
  @Test
  void everyClient_isConnected() throws Exception {
    served(
        anyPorts(),
        server -> {
          for (int i = 0; i < 60; i++) {
            try (KernelClient client =
                new KernelClient(new SocketLink(server.file()), () -> true)) {
              client.awaitReady(Duration.ofSeconds(15));
              client.await(client.interrupt(), Duration.ofSeconds(15));
            }
          }
        });
  }

  @Test
  void curve_servesWhoHasTheKeysAndNobodyElse() throws Exception {
    ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
    served(
        anyPorts().withCurve(new Curve(keys.publicKey, keys.secretKey)),
        server -> {
          Path path = folder.resolve("kernel.json");
          server.file().write(path);
          assertAnswers(ConnectionFile.read(path));
          ConnectionFile plain = anyPorts().withPorts(server.file().ports());
          try (KernelClient client = new KernelClient(new SocketLink(plain), () -> true)) {
            assertThrows(TimeoutException.class, () -> client.awaitReady(Duration.ofSeconds(1)));
          }
        });
  }

  @Test
  void curve_wrongKeys_areRefused() throws Exception {
    Path path = folder.resolve("kernel.json");
    anyPorts().withCurve(new Curve("x".repeat(39), "y".repeat(40))).write(path);
    IOException e = assertThrows(IOException.class, () -> ConnectionFile.read(path));
    assertTrue(String.valueOf(e.getMessage()).contains("curve_publickey"), e.getMessage());
    Files.writeString(path, Files.readString(path).replaceFirst("\"curve_publickey\":[^,]*,", ""));
    IOException half = assertThrows(IOException.class, () -> ConnectionFile.read(path));
    assertTrue(String.valueOf(half.getMessage()).contains("is missing"), half.getMessage());
  }

  private ConnectionFile ipc() {
    String place = folder.resolve("k").toString();
    return new ConnectionFile("ipc", place, new Ports(1, 2, 3, 4, 5), KEY, "", null);
  }

  @Test
  void ipc_isServedAtItsPaths() throws Exception {
    List<SocketBridge> bridges = new ArrayList<>();
    served(
        ipc(),
        server -> {
          assertEquals(ipc(), server.file());
          Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
          for (Channel channel : Channel.values()) {
            InetSocketAddress local =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), free());
            String path = ipc().address(channel).substring("ipc://".length());
            bridges.add(new SocketBridge(local, UnixDomainSocketAddress.of(path)));
            ports.put(channel, local.getPort());
          }
          assertAnswers(anyPorts().withPorts(Ports.of(ports, 1)));
        });
    bridges.forEach(SocketBridge::close);
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void ipc_addressThatIsTaken_isRefused_butALeftoverIsNot() throws Exception {
    Path left = folder.resolve("k-1");
    ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    dead.bind(UnixDomainSocketAddress.of(left));
    dead.close();
    assertTrue(Files.exists(left));
    served(
        ipc(),
        server -> {
          IOException e = assertThrows(IOException.class, () -> new Server(ipc(), this::note));
          assertTrue(String.valueOf(e.getMessage()).contains("somebody listens"), e.getMessage());
        });
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// A client that waits for a kernel to register, and answers with a key.
  private void assertRegisters(String answerKey, boolean accepted) throws Exception {
    try (ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket client = context.socket(SocketType.ROUTER);
        Server server = new Server(anyPorts(), this::note)) {
      client.setReceiveTimeOut((int) SOON.toMillis());
      int port = client.bindToRandomPort("tcp://127.0.0.1");
      RegistrationFile file = registration(port);
      CompletableFuture<String> outcome =
          CompletableFuture.supplyAsync(() -> outcome(server, file));
      byte[] identity = client.recv();
      List<byte[]> frames = new ArrayList<>();
      while (client.hasReceiveMore()) {
        frames.add(client.recv());
      }
      Map<String, Object> told = new Wire(KEY).decodeBare(frames);
      assertEquals("the kernel", told.get("kernel_id"));
      assertEquals(Integer.toString(server.file().ports().stdin()), told.get("stdin_port"));
      assertEquals(6, told.size());
      client.sendMore(identity);
      List<byte[]> answer = new Wire(answerKey).encodeBare(Map.of("status", "ok"));
      assertArrayEquals("<IDS|MSG>".getBytes(StandardCharsets.US_ASCII), answer.getFirst());
      Sockets.send(client, answer);
      assertEquals(accepted, outcome.get().isEmpty(), outcome.get());
    }
  }

  private RegistrationFile registration(int port) throws IOException {
    Path path = folder.resolve("registration.json");
    Files.writeString(
        path,
        """
        {"kernel_id": "the kernel", "transport": "tcp", "registration_ip": "127.0.0.1",
         "registration_port": %d, "signature_scheme": "hmac-sha256", "key": "%s"}
        """
            .formatted(port, KEY));
    assertTrue(RegistrationFile.isIn(path));
    RegistrationFile file = RegistrationFile.read(path);
    assertEquals(anyPorts(), file.connection());
    return file;
  }

  private static String outcome(Server server, RegistrationFile file) {
    try {
      server.register(file);
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void registration_tellsThePortsAndWaitsForTheAnswer() throws Exception {
    assertRegisters(KEY, true);
  }

  @Test
  void registration_answerWithAWrongKey_isRefused() throws Exception {
    assertRegisters("another", false);
  }

  @Test
  void connectionFile_isNoRegistrationFile() throws Exception {
    Path path = folder.resolve("kernel.json");
    anyPorts().write(path);
    assertFalse(RegistrationFile.isIn(path));
    assertInstanceOf(ConnectionFile.class, ConnectionFile.read(path));
  }
}
