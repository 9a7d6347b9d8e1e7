package rivulet.kernel.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The connection file: where the sockets are and with which key messages are signed.
///
/// @param key the key; empty for no signatures
public record ConnectionFile(
    String transport,
    String ip,
    int shellPort,
    int controlPort,
    int stdinPort,
    int iopubPort,
    int hbPort,
    String key,
    String kernelName) {
  /// Reads a connection file.
  ///
  /// @throws IOException if it cannot be read, or is no connection file
  public static ConnectionFile read(Path file) throws IOException {
    try {
      Map<String, Object> fields = Wire.tree(Wire.parse(Files.readString(file)));
      String key = text(fields, "key", "");
      String scheme = text(fields, "signature_scheme", "hmac-sha256");
      if (!key.isEmpty() && !scheme.equals("hmac-sha256")) {
        throw new IllegalArgumentException("signature scheme " + scheme);
      }
      return new ConnectionFile(
          text(fields, "transport", "tcp"),
          text(fields, "ip", "127.0.0.1"),
          port(fields, "shell_port"),
          port(fields, "control_port"),
          port(fields, "stdin_port"),
          port(fields, "iopub_port"),
          port(fields, "hb_port"),
          key,
          text(fields, "kernel_name", ""));
    } catch (RuntimeException e) {
      throw new IOException("not a connection file: " + file + ": " + e.getMessage(), e);
    }
  }

  /// Writes this connection file; it holds the key, so the folder should be its owner's alone.
  ///
  /// @throws IOException if it cannot be written
  public void write(Path file) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("transport", transport);
    fields.put("ip", ip);
    fields.put("shell_port", shellPort);
    fields.put("control_port", controlPort);
    fields.put("stdin_port", stdinPort);
    fields.put("iopub_port", iopubPort);
    fields.put("hb_port", hbPort);
    fields.put("key", key);
    fields.put("signature_scheme", "hmac-sha256");
    fields.put("kernel_name", kernelName);
    Files.writeString(file, Wire.write(fields));
  }

  /// The address of a channel's socket.
  public String address(Channel channel) {
    return switch (channel) {
      case SHELL -> address(shellPort);
      case CONTROL -> address(controlPort);
      case STDIN -> address(stdinPort);
      case IOPUB -> address(iopubPort);
    };
  }

  /// The address of the heartbeat's socket.
  public String heartbeat() {
    return address(hbPort);
  }

  private String address(int port) {
    return transport + "://" + ip + (transport.equals("ipc") ? "-" : ":") + port;
  }

  private static String text(Map<String, Object> fields, String name, String otherwise) {
    return fields.getOrDefault(name, otherwise) instanceof String text ? text : otherwise;
  }

  private static int port(Map<String, Object> fields, String name) {
    if (fields.get(name) instanceof Number number) {
      return Math.toIntExact(number.longValue());
    }
    throw new IllegalArgumentException("no " + name);
  }
}
