package rivulet.kernel.protocol;

import java.util.Map;

/// A message's header: the fields as they came, unknown ones too, since a reply carries a full
/// copy.
///
/// @param fields what the specification names, and whatever else a client put there
public record Header(Map<String, Object> fields) {
  /// Refuses a header without the fields that every message needs.
  public Header {
    for (String name : new String[] {"msg_id", "msg_type", "session"}) {
      if (!(fields.get(name) instanceof String)) {
        throw new IllegalArgumentException("header has no " + name);
      }
    }
  }

  /// The message's own identity.
  public String msgId() {
    return text("msg_id");
  }

  /// The message's type, such as `execute_request`.
  public String msgType() {
    return text("msg_type");
  }

  /// The sender's session.
  public String session() {
    return text("session");
  }

  /// The version of the protocol that the sender speaks; empty where it does not say.
  public String version() {
    return text("version");
  }

  /// The subshell that is to serve the message; empty for the main one.
  public String subshell() {
    return text(Subshell.HEADER);
  }

  private String text(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }
}
