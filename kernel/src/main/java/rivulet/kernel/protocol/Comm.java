package rivulet.kernel.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The comm messages: `comm_info_request` and its reply, `comm_open`, `comm_msg`, `comm_close`.
public interface Comm {
  /// `comm_info_request`, of one target or of all.
  record InfoRequest(@Nullable String targetName) implements Content {}

  /// `comm_info_reply`: target by comm id.
  record InfoReply(String status, Map<String, Object> comms) implements Content {}

  /// `comm_open`.
  record Open(String commId, String targetName, @Nullable Map<String, Object> data)
      implements Content {
    /// Refuses what names no comm.
    public Open {
      if (commId == null || targetName == null) {
        throw new IllegalArgumentException("comm_open has no comm_id or no target_name");
      }
    }
  }

  /// `comm_msg`.
  record Msg(String commId, @Nullable Map<String, Object> data) implements Content {}

  /// `comm_close`.
  record Close(String commId, @Nullable Map<String, Object> data) implements Content {}
}
