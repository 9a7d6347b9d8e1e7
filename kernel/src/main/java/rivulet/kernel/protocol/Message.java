package rivulet.kernel.protocol;

import java.util.List;
import java.util.Map;

/// A message.
///
/// @param identities the routing frames in front of it
/// @param header its header
/// @param parent the whole header of what it answers or follows from; empty if nothing
/// @param metadata metadata
/// @param content what it says
/// @param buffers raw bytes behind it
public record Message(
    List<byte[]> identities,
    Header header,
    Map<String, Object> parent,
    Map<String, Object> metadata,
    Content content,
    List<byte[]> buffers) {
  /// The identity of what this message answers or follows from; empty if nothing.
  public String parentId() {
    return parent.get("msg_id") instanceof String id ? id : "";
  }
}
