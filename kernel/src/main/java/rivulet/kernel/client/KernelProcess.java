package rivulet.kernel.client;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import rivulet.kernel.protocol.ConnectionFile;
import rivulet.kernel.protocol.KernelInfo;

/// A kernel as a process of its own, with a client connected to it. It ends with this object, and
/// with this process, however that ends.
public final class KernelProcess implements AutoCloseable {
  /// The variable that says where a kernel keeps its cells for later sessions: a file, or `off`.
  /// What a program runs is not what a person typed, so a kernel of this class keeps none unless it
  /// is set.
  public static final String HISTORY_VARIABLE = "RIVULET_HISTORY";

  private static final Duration END = Duration.ofSeconds(2);
  private static final int TAIL = 8000;

  private final Path folder;
  private final ConnectionFile connection;
  private final Process process;
  private final Thread hook;
  private final KernelClient client;
  private final StringBuilder tail = new StringBuilder();
  private final Thread drain;

  /// Starts a kernel.
  ///
  /// @param command its command line; `{connection_file}` stands for the file
  /// @param directory where it runs
  /// @throws IOException if the command cannot be started
  public KernelProcess(List<String> command, Path directory) throws IOException {
    folder = Files.createTempDirectory("rivulet-");
    Path file = folder.resolve("kernel.json");
    connection = freshConnection();
    connection.write(file);
    process = start(command, directory, folder, file);
    hook = new Thread(this::end, "rivulet-end-kernel");
    Runtime.getRuntime().addShutdownHook(hook);
    drain = Thread.ofPlatform().daemon().name("rivulet-kernel-log").start(this::drain);
    client = new KernelClient(new SocketLink(connection), process::isAlive);
  }

  /// Where its sockets are.
  ConnectionFile connection() {
    return connection;
  }

  /// The client that is connected to it.
  public KernelClient client() {
    return client;
  }

  /// Waits until it answers.
  ///
  /// @throws IOException if it ends instead, with what it has printed
  /// @throws TimeoutException if it does not answer in time
  public KernelInfo.Reply awaitReady(Duration timeout) throws IOException, TimeoutException {
    try {
      return client.awaitReady(timeout);
    } catch (IOException e) {
      throw new IOException("the kernel did not start: " + epitaph(), e);
    }
  }

  /// Whether it runs.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends it at once.
  public void kill() {
    process.destroyForcibly();
  }

  /// How it ended and what it printed last, for a message.
  public String epitaph() {
    try {
      boolean ended = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
      drain.join(END.toMillis());
      String code = ended ? "exit code " + process.exitValue() : "still running";
      return code + log().lines().map(line -> "\n  " + line).reduce("", String::concat);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /// The end of what it has printed to its process's own standard output and error.
  public String log() {
    synchronized (tail) {
      return tail.toString();
    }
  }

  /// Asks it to end and waits for that.
  ///
  /// @return whether it has ended in time
  public boolean shutdown(Duration timeout) {
    try {
      if (process.isAlive()) {
        client.shutdown(false);
      }
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Asks it to end, waits a little, ends it.
  @Override
  public void close() {
    try {
      shutdown(END);
    } finally {
      end();
      client.close();
      unhook();
    }
  }

  /// Leaves neither the process nor the key.
  private void end() {
    process.destroyForcibly();
    try {
      forget(folder);
    } catch (IOException e) {
      append("\n(its connection file is left in " + folder + ")");
    }
  }

  private void unhook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending, and the hook is at work.
    }
  }

  private static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("kernel.json"));
    Files.deleteIfExists(folder);
  }

  private static Process start(List<String> command, Path directory, Path folder, Path file)
      throws IOException {
    List<String> filled =
        command.stream().map(word -> word.replace("{connection_file}", file.toString())).toList();
    ProcessBuilder builder = new ProcessBuilder(filled);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
    builder.environment().putIfAbsent(HISTORY_VARIABLE, "off");
    builder.environment().put("JPY_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    try {
      return builder.start();
    } catch (IOException e) {
      forget(folder);
      throw e;
    }
  }

  private static File nothing() {
    boolean windows = File.separatorChar == '\\';
    return new File(windows ? "NUL" : "/dev/null");
  }

  private void drain() {
    try (InputStream from = process.getInputStream()) {
      byte[] buffer = new byte[8192];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      append("\n(its output ended: " + e.getMessage() + ")");
    }
  }

  private void append(String text) {
    synchronized (tail) {
      tail.append(text);
      if (tail.length() > TAIL) {
        tail.delete(0, tail.length() - TAIL);
      }
    }
  }

  static ConnectionFile freshConnection() throws IOException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    List<Integer> free = List.copyOf(freePorts(5));
    ConnectionFile.Ports ports =
        new ConnectionFile.Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
    return new ConnectionFile(
        "tcp", "127.0.0.1", ports, HexFormat.of().formatHex(key), "rivulet", null);
  }

  /// Free ports below the range from which systems pick a connection's own port: a client that
  /// tries to connect before the kernel has bound could otherwise be given that very port.
  private static Set<Integer> freePorts(int count) throws IOException {
    SecureRandom random = new SecureRandom();
    Set<Integer> ports = new LinkedHashSet<>();
    for (int tries = 0; ports.size() < count; tries++) {
      int port = random.nextInt(12_000, 32_000);
      if (isFree(port)) {
        ports.add(port);
      } else if (tries > 1000) {
        throw new IOException("no free port");
      }
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
