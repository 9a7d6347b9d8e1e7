package rivulet.kernel.protocol;

import java.util.List;
import java.util.Map;

/// `complete_request` and its reply; positions count code points.
public interface Complete {
  /// `complete_request`.
  record Request(String code, int cursorPos) implements Content {
    /// Refuses a request without code.
    public Request {
      if (code == null) {
        throw new IllegalArgumentException("complete_request has no code");
      }
    }
  }

  /// `complete_reply`.
  record Reply(
      String status,
      List<String> matches,
      int cursorStart,
      int cursorEnd,
      Map<String, Object> metadata)
      implements Content {}
}
