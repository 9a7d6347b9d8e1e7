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
/// @param curvePublickey the public key of CurveZMQ, in Z85; null where sockets are not encrypted
/// @param curveSecretkey the secret key that belongs to it
public record ConnectionFile(
    String transport,
    String ip,
    int shellPort,
    int controlPort,
    int stdinPort,
    int iopubPort,
    int hbPort,
    String key,
    String kernelName,
    @Nullable String curvePublickey,
    @Nullable String curveSecretkey) {
  /// One without encryption.
  public ConnectionFile(
      String transport,
      String ip,
      int shellPort,
      int controlPort,
      int stdinPort,
      int iopubPort,
      int hbPort,
      String key,
      String kernelName) {
    this(
        transport,
        ip,
        shellPort,
        controlPort,
        stdinPort,
        iopubPort,
        hbPort,
        key,
        kernelName,
        null,
        null);
  }

  /// Reads a connection file.
  ///
  /// @throws IOException if it cannot be read, or is no connection file
  public static ConnectionFile read(Path file) throws IOException {
    JsonFile fields = JsonFile.read(file, "connection file");
    ConnectionFile read =
        new ConnectionFile(
            fields.text("transport", "tcp"),
            fields.text("ip", "127.0.0.1"),
            fields.port("shell_port"),
            fields.port("control_port"),
            fields.port("stdin_port"),
            fields.port("iopub_port"),
            fields.port("hb_port"),
            fields.key(),
            fields.text("kernel_name", ""),
            fields.curve("curve_publickey"),
            fields.curve("curve_secretkey"));
    if ((read.curvePublickey == null) != (read.curveSecretkey == null)) {
      throw fields.wrong("one of curve_publickey and curve_secretkey is missing");
    }
    return read;
  }

  /// The same with another key pair.
  ///
  /// @param publicKey of CurveZMQ, in Z85
  /// @param secretKey of CurveZMQ, in Z85
  public ConnectionFile withCurve(String publicKey, String secretKey) {
    return new ConnectionFile(
        transport,
        ip,
        shellPort,
        controlPort,
        stdinPort,
        iopubPort,
        hbPort,
        key,
        kernelName,
        publicKey,
        secretKey);
  }

  /// The same on other ports.
  ///
  /// @param ports by channel
  /// @param heartbeat that of the heartbeat
  public ConnectionFile withPorts(Map<Channel, Integer> ports, int heartbeat) {
    return new ConnectionFile(
        transport,
        ip,
        ports.getOrDefault(Channel.SHELL, shellPort),
        ports.getOrDefault(Channel.CONTROL, controlPort),
        ports.getOrDefault(Channel.STDIN, stdinPort),
        ports.getOrDefault(Channel.IOPUB, iopubPort),
        heartbeat,
        key,
        kernelName,
        curvePublickey,
        curveSecretkey);
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
    if (curvePublickey != null && curveSecretkey != null) {
      fields.put("curve_publickey", curvePublickey);
      fields.put("curve_secretkey", curveSecretkey);
    }
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

  /// Whether the sockets are Unix domain sockets.
  public boolean isIpc() {
    return transport.equals("ipc");
  }

  /// The address of the heartbeat's socket.
  public String heartbeat() {
    return address(hbPort);
  }

  private String address(int port) {
    return transport + "://" + ip + (isIpc() ? "-" : ":") + (port == 0 ? "*" : port);
  }
}
