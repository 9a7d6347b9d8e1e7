package rivulet.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs frames with HMAC-SHA256 and tells the signed from the forged and the repeated. An empty
/// key signs nothing and lets everything pass.
final class Signatures {
  /// How many signatures are remembered to tell a repeated message.
  private static final int REMEMBERED = 16_384;

  private final byte[] key;
  private final LinkedHashSet<String> seen = new LinkedHashSet<>();

  Signatures(String key) {
    this.key = key.getBytes(StandardCharsets.UTF_8);
  }

  /// The signature over the frames, in hexadecimal; safe from any thread.
  String sign(List<byte[]> frames) {
    if (key.length == 0) {
      return "";
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      frames.forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HmacSHA256 in this Java", e);
    }
  }

  /// Takes note of a message received.
  ///
  /// @throws MalformedMessage if the signature is not that of the frames, or came before
  synchronized void check(byte[] signature, List<byte[]> frames) throws MalformedMessage {
    if (key.length == 0) {
      return;
    }
    String right = sign(frames);
    if (!MessageDigest.isEqual(right.getBytes(StandardCharsets.US_ASCII), signature)) {
      throw new MalformedMessage("wrong signature");
    }
    if (!seen.add(right)) {
      throw new MalformedMessage("repeated message");
    }
    if (seen.size() > REMEMBERED) {
      seen.removeFirst();
    }
  }
}
