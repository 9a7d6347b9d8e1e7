package rivulet.kernel.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The registration file of protocol 5.6, which a client may write in place of a connection file:
/// the kernel picks its ports itself and tells them to the address in here.
///
/// @param kernelId how the client knows the kernel
/// @param port of the client's socket that takes the ports
/// @param key the key; empty for no signatures
public record RegistrationFile(String kernelId, String transport, String ip, int port, String key) {
  /// Whether a file is a registration file and no connection file.
  ///
  /// @throws IOException if it cannot be read
  public static boolean isIn(Path file) throws IOException {
    return Files.readString(file).contains("\"registration_port\"");
  }

  /// Reads a registration file.
  ///
  /// @throws IOException if it cannot be read, or is no registration file
  public static RegistrationFile read(Path file) throws IOException {
    JsonFile fields = JsonFile.read(file, "registration file");
    return new RegistrationFile(
        fields.text("kernel_id", ""),
        fields.text("transport", "tcp"),
        fields.text("registration_ip", "127.0.0.1"),
        fields.port("registration_port"),
        fields.key());
  }

  /// The address of the client's socket.
  public String address() {
    return transport + "://" + ip + ":" + port;
  }

  /// Where the kernel's own sockets are to be: on ports of its choice, and where the client is on
  /// this computer, only there.
  public ConnectionFile connection() {
    boolean local = ip.startsWith("127.") || ip.equals("localhost") || ip.equals("::1");
    String here = local ? ip : "0.0.0.0";
    return new ConnectionFile("tcp", here, ConnectionFile.Ports.ANY, key, "", null);
  }

  /// What the client is told.
  public Map<String, Object> answer(ConnectionFile.Ports bound) {
    return Map.of(
        "kernel_id", kernelId,
        "shell_port", Integer.toString(bound.shell()),
        "control_port", Integer.toString(bound.control()),
        "stdin_port", Integer.toString(bound.stdin()),
        "iopub_port", Integer.toString(bound.iopub()),
        "hb_port", Integer.toString(bound.heartbeat()));
  }
}
