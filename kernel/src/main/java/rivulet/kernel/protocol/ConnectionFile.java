package rivulet.kernel.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connection file: where the sockets are and with which key messages are signed.
///
/// @param key the key; empty for no signatures
/// @param curve the keys of CurveZMQ; null where sockets are not encrypted
public record ConnectionFile(
    String transport,
    String ip,
    Ports ports,
    String key,
    String kernelName,
    @Nullable Curve curve) {
  /// The ports of the sockets; 0 is any that is free.
  public record Ports(int shell, int control, int stdin, int iopub, int heartbeat) {
    /// Any that are free.
    public static final Ports ANY = new Ports(0, 0, 0, 0, 0);

    /// The ports by channel, and that of the heartbeat.
    public static Ports of(Map<Channel, Integer> channels, int heartbeat) {
      return new Ports(
          channels.getOrDefault(Channel.SHELL, 0),
          channels.getOrDefault(Channel.CONTROL, 0),
          channels.getOrDefault(Channel.STDIN, 0),
          channels.getOrDefault(Channel.IOPUB, 0),
          heartbeat);
    }

    /// The port of a channel's socket.
    public int port(Channel channel) {
      return switch (channel) {
        case SHELL -> shell;
        case CONTROL -> control;
        case STDIN -> stdin;
        case IOPUB -> iopub;
      };
    }
  }

  /// A key pair of CurveZMQ, in Z85.
  public record Curve(String publicKey, String secretKey) {}

  /// Reads a connection file.
  ///
  /// @throws IOException if it cannot be read, or is no connection file
  public static ConnectionFile read(Path file) throws IOException {
    JsonFile fields = JsonFile.read(file, "connection file");
    return new ConnectionFile(
        fields.text("transport", "tcp"),
        fields.text("ip", "127.0.0.1"),
        new Ports(
            fields.port("shell_port"),
            fields.port("control_port"),
            fields.port("stdin_port"),
            fields.port("iopub_port"),
            fields.port("hb_port")),
        fields.key(),
        fields.text("kernel_name", ""),
        curve(fields));
  }

  private static @Nullable Curve curve(JsonFile fields) throws IOException {
    String publicKey = fields.curve("curve_publickey");
    String secretKey = fields.curve("curve_secretkey");
    if (publicKey == null && secretKey == null) {
      return null;
    }
    if (publicKey == null || secretKey == null) {
      throw fields.wrong("one of curve_publickey and curve_secretkey is missing");
    }
    return new Curve(publicKey, secretKey);
  }

  /// The same on other ports.
  public ConnectionFile withPorts(Ports others) {
    return new ConnectionFile(transport, ip, others, key, kernelName, curve);
  }

  /// The same, encrypted.
  public ConnectionFile withCurve(Curve keys) {
    return new ConnectionFile(transport, ip, ports, key, kernelName, keys);
  }

  /// Writes this connection file; it holds the key, so the folder should be its owner's alone.
  ///
  /// @throws IOException if it cannot be written
  public void write(Path file) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("transport", transport);
    fields.put("ip", ip);
    fields.put("shell_port", ports.shell());
    fields.put("control_port", ports.control());
    fields.put("stdin_port", ports.stdin());
    fields.put("iopub_port", ports.iopub());
    fields.put("hb_port", ports.heartbeat());
    fields.put("key", key);
    fields.put("signature_scheme", "hmac-sha256");
    fields.put("kernel_name", kernelName);
    if (curve != null) {
      fields.put("curve_publickey", curve.publicKey());
      fields.put("curve_secretkey", curve.secretKey());
    }
    Files.writeString(file, Wire.write(fields));
  }

  /// The address of a channel's socket.
  public String address(Channel channel) {
    return address(ports.port(channel));
  }

  /// Whether the sockets are Unix domain sockets.
  public boolean isIpc() {
    return transport.equals("ipc");
  }

  /// The address of the heartbeat's socket.
  public String heartbeat() {
    return address(ports.heartbeat());
  }

  private String address(int port) {
    return transport + "://" + ip + (isIpc() ? "-" : ":") + (port == 0 ? "*" : port);
  }
}
