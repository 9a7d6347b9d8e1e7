package rivulet.kernel.protocol;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// One end of the conversation: it writes the headers. One a kernel process, one a client.
public final class Sender {
  /// The version of the protocol that headers bear.
  public static final String VERSION = "5.5";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX");

  private final String session = UUID.randomUUID().toString();
  private final String username;
  private final AtomicLong count = new AtomicLong();

  /// A sender with a session of its own.
  ///
  /// @param username what `username` says in its headers
  public Sender(String username) {
    this.username = username;
  }

  /// This sender's session.
  public String session() {
    return session;
  }

  /// A message with a fresh header.
  ///
  /// @param identities the routing frames in front of it: the receiver's, or a topic
  /// @param type its type
  /// @param parent the header of what it answers or follows from; empty if nothing
  /// @param content what it says
  public Message message(
      List<byte[]> identities, String type, Map<String, Object> parent, Content content) {
    return message(identities, type, parent, content, Map.of(), List.of());
  }

  /// A message with a fresh header, metadata and buffers.
  public Message message(
      List<byte[]> identities,
      String type,
      Map<String, Object> parent,
      Content content,
      Map<String, Object> metadata,
      List<byte[]> buffers) {
    return new Message(identities, header(type), parent, metadata, content, buffers);
  }

  private Header header(String type) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("msg_id", session + "_" + count.incrementAndGet());
    fields.put("session", session);
    fields.put("username", username);
    fields.put("date", DATE.format(OffsetDateTime.now(ZoneOffset.UTC)));
    fields.put("msg_type", type);
    fields.put("version", VERSION);
    return new Header(fields);
  }
}
