package rivulet.kernel.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a file that a client wrote for the kernel.
///
/// @param file the file
/// @param kind what it is, for messages
record JsonFile(Path file, String kind, Map<String, Object> fields) {
  static JsonFile read(Path file, String kind) throws IOException {
    try {
      return new JsonFile(file, kind, Wire.tree(Wire.parse(Files.readString(file))));
    } catch (RuntimeException e) {
      throw new IOException("not a " + kind + ": " + file + ": " + e.getMessage(), e);
    }
  }

  String text(String name, String otherwise) {
    return fields.get(name) instanceof String text ? text : otherwise;
  }

  int port(String name) throws IOException {
    if (fields.get(name) instanceof Number number
        && number.longValue() >= 0
        && number.longValue() < 1 << 16) {
      return number.intValue();
    }
    throw wrong("no " + name);
  }

  /// The key that signs messages; empty for none.
  String key() throws IOException {
    String key = text("key", "");
    String scheme = text("signature_scheme", "hmac-sha256");
    if (!key.isEmpty() && !scheme.equals("hmac-sha256")) {
      throw wrong("signature scheme " + scheme);
    }
    return key;
  }

  /// A key of CurveZMQ in Z85; null if there is none.
  @Nullable String curve(String name) throws IOException {
    String key = text(name, "");
    if (!key.isEmpty() && !key.matches("[0-9A-Za-z.:+=^!/*?&<>()\\[\\]{}@%$#-]{40}")) {
      throw wrong(name + " is not a key of 40 characters in Z85");
    }
    return key.isEmpty() ? null : key;
  }

  IOException wrong(String reason) {
    return new IOException("not a " + kind + ": " + file + ": " + reason);
  }
}
