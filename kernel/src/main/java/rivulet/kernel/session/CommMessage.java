package rivulet.kernel.session;

import java.util.List;
import java.util.Map;

/// What one end of a comm sends to the other.
///
/// @param data JSON: maps, lists, strings, numbers, booleans
/// @param metadata the message's metadata
/// @param buffers raw bytes behind it
public record CommMessage(
    Map<String, Object> data, Map<String, Object> metadata, List<byte[]> buffers) {
  /// A message of data alone.
  public static CommMessage of(Map<String, Object> data) {
    return new CommMessage(data, Map.of(), List.of());
  }
}
