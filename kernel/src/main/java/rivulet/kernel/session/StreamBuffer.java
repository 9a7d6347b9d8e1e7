package rivulet.kernel.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Bytes of one stream on their way to be text. A character whose last bytes have not come yet
/// waits for them.
final class StreamBuffer {
  final String name;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  StreamBuffer(String name) {
    this.name = name;
  }

  void write(byte[] source, int offset, int length) {
    bytes.write(source, offset, length);
  }

  int size() {
    return bytes.size();
  }

  /// Takes the text that is whole.
  String take() {
    byte[] all = bytes.toByteArray();
    int whole = whole(all);
    bytes.reset();
    bytes.write(all, whole, all.length - whole);
    return new String(all, 0, whole, StandardCharsets.UTF_8);
  }

  /// Takes everything; what is no character becomes U+FFFD.
  String takeAll() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return text;
  }

  /// How many of the bytes are whole characters: all but a sequence that the end cuts.
  private static int whole(byte[] all) {
    for (int back = 1; back <= Math.min(3, all.length); back++) {
      int b = all[all.length - back] & 0xFF;
      if (b >= 0xC0) {
        int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
        return back < needed ? all.length - back : all.length;
      }
      if (b < 0x80) {
        return all.length;
      }
    }
    return all.length;
  }
}
