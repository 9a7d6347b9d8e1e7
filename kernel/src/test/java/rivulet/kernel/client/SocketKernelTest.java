package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.ConnectionFile;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.KernelInfo;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.MessageTypes;
import rivulet.kernel.protocol.Output;
import rivulet.kernel.protocol.Sender;
import rivulet.kernel.protocol.Wire;
import rivulet.kernel.session.Kernel;
import rivulet.kernel.session.Server;
import rivulet.kernel.session.Transport;

/// The cases over sockets, and what only sockets can show.
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class SocketKernelTest extends KernelCases {
  /// Standard output before a kernel has taken it over.
  private final PrintStream process = System.out;

  private ConnectionFile file;
  private Server server;
  private SocketLink link;

  @Override
  Transport open() throws Exception {
    file = KernelProcess.freshConnection();
    server = new Server(file, this::note);
    return server;
  }

  @Override
  Link connect(Kernel made) {
    server.start(made);
    link = new SocketLink(file);
    return link;
  }

  @Override
  void closeTransport() {
    server.close();
  }

  @Test
  void heartbeat_echoesWhileACellComputes() throws Exception {
    Told loop = send(Channel.SHELL, Execute.Request.of("loop"));
    byte[] ping = "ping".getBytes(StandardCharsets.US_ASCII);
    try (ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket socket = context.socket(SocketType.REQ)) {
      socket.setReceiveTimeOut((int) SOON.toMillis());
      socket.setHandshakeIvl(1000); // JeroMQ may lose the connection while it is made
      socket.setLinger(0);
      socket.connect(file.heartbeat());
      for (int i = 0; i < 100; i++) {
        socket.send(ping);
        assertArrayEquals(ping, socket.recv());
      }
    }
    stopLoop(loop);
  }

  @Test
  void subscription_isWelcomed() {
    try (SocketLink other = new SocketLink(file)) {
      Link.Received first = Objects.requireNonNull(other.receive(SOON));
      assertEquals(new Output.Welcome(""), first.message().content());
      assertEquals(Map.of(), first.message().parent());
    }
  }

  @Test
  void wrongSignature_noDelimiter_noJson_andMissingField_areDropped() throws Exception {
    List<byte[]> good = frames(Execute.Request.of("print forged"));
    link.sendFrames(Channel.SHELL, frames("another key", Execute.Request.of("print forged")));
    link.sendFrames(Channel.SHELL, good.subList(2, good.size()));
    link.sendFrames(Channel.CONTROL, List.of(bytes("<IDS|MSG>"), bytes("x")));
    link.sendFrames(Channel.STDIN, List.of(bytes("nothing")));
    Wire wire = new Wire(file.key());
    Message noCode =
        new Sender("test")
            .message(List.of(), "execute_request", Map.of(), new Output.Status("no code"));
    link.sendFrames(Channel.SHELL, wire.encode(noCode));
    assertEquals("ok", reply(run("value 1")).status());
    assertEquals(5, dropped(5));
    assertEquals(5, noted().size(), noted().toString());
  }

  @Test
  void published_bearsTheKernelsTopic() throws Exception {
    for (Message message : run("print x").published()) {
      String session = message.header().session();
      assertEquals(
          "kernel." + session + "." + message.header().msgType(),
          new String(message.identities().getFirst(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void addressesThatAreTaken_areRefused() {
    IOException e = assertThrows(IOException.class, () -> new Server(file, this::note));
    assertTrue(String.valueOf(e.getMessage()).contains("cannot bind"), e.getMessage());
  }

  @Test
  void requestOnStdin_isIgnored() throws Exception {
    link.sendFrames(Channel.STDIN, frames(Execute.Request.of("print stdin")));
    while (noted().isEmpty()) {
      client.listen(Duration.ofMillis(20));
    }
    assertEquals(List.of("ignored: execute_request on STDIN"), noted());
    assertEquals(1, reply(run("value 1")).executionCount());
  }

  @Test
  void repeatedMessage_isDropped() throws Exception {
    List<byte[]> once = frames(new KernelInfo.Request());
    link.sendFrames(Channel.SHELL, once);
    link.sendFrames(Channel.SHELL, once);
    assertEquals("ok", reply(run("value 1")).status());
    assertEquals(1, dropped(1));
  }

  @Test
  void fuzzedMessages_changeNothing() throws Exception {
    long seed = System.nanoTime();
    process.println("fuzzedMessages_changeNothing: seed " + seed);
    Random random = new Random(seed);
    Channel[] channels = {Channel.SHELL, Channel.CONTROL, Channel.STDIN};
    for (int i = 0; i < 10_000; i++) {
      List<byte[]> frames = mutated(frames(Execute.Request.of("print fuzz")), random);
      link.sendFrames(channels[random.nextInt(channels.length)], frames);
    }
    assertEquals(10_000, dropped(10_000));
    assertEquals("sane\n", run("print sane").stream("stdout"));
    assertEquals(1, reply(run("print sane")).executionCount() - 1);
    Told info = send(Channel.CONTROL, new KernelInfo.Request());
    client.await(info.exchange(), SOON);
  }

  /// Messages that are signed but say anything. `-Drivulet.fuzz=10000` sends more of them.
  @Test
  void fuzzedContents_changeNothing() throws Exception {
    long seed = System.nanoTime();
    process.println("fuzzedContents_changeNothing: seed " + seed);
    Random random = new Random(seed);
    Channel[] channels = {Channel.SHELL, Channel.CONTROL, Channel.STDIN};
    RandomMessages messages = new RandomMessages(random);
    for (int i = Integer.getInteger("rivulet.fuzz", 500); i > 0; i--) {
      link.send(channels[random.nextInt(channels.length)], messages.next());
      client.await(send(Channel.CONTROL, new KernelInfo.Request()).exchange(), SOON);
      assertEquals("complete", client.isComplete("x", SOON).status());
    }
    client.await(client.interrupt(), SOON);
    // A cell among them may have failed, and this one may be dropped with what waited behind it.
    run("print sane");
    assertEquals("sane\n", run("print sane").stream("stdout"));
    client.await(send(Channel.CONTROL, new KernelInfo.Request()).exchange(), SOON);
  }

  /// The frames with one thing wrong: a bit, a missing frame, a cut or a foreign one.
  private static List<byte[]> mutated(List<byte[]> good, Random random) {
    List<byte[]> frames = new ArrayList<>(good);
    int at = random.nextInt(frames.size());
    byte[] frame = frames.get(at).clone();
    switch (random.nextInt(4)) {
      case 0 -> frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> frame = Arrays.copyOf(frame, random.nextInt(frame.length));
      case 2 -> {
        frame = new byte[random.nextInt(200)];
        random.nextBytes(frame);
      }
      default -> {
        frames.remove(at);
        return frames;
      }
    }
    frames.set(at, frame);
    return frames;
  }

  private long dropped(long expected) throws Exception {
    for (int i = 0; i < 600 && server.dropped() < expected; i++) {
      client.listen(Duration.ofMillis(50));
    }
    return server.dropped();
  }

  private List<byte[]> frames(Content content) {
    return frames(file.key(), content);
  }

  private static List<byte[]> frames(String key, Content content) {
    String type = MessageTypes.nameOf(content);
    return new Wire(key).encode(new Sender("test").message(List.of(), type, Map.of(), content));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
