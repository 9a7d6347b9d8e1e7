package rivulet.kernel.protocol;

import java.util.Map;

/// `inspect_request` and its reply; positions count code points.
public interface Inspect {
  /// `inspect_request`.
  record Request(String code, int cursorPos, int detailLevel) implements Content {
    /// Refuses a request without code.
    public Request {
      if (code == null) {
        throw new IllegalArgumentException("inspect_request has no code");
      }
    }
  }

  /// `inspect_reply`.
  record Reply(String status, boolean found, Map<String, Object> data, Map<String, Object> metadata)
      implements Content {
    /// Nothing is known there.
    public static Reply nothing() {
      return new Reply("ok", false, Map.of(), Map.of());
    }
  }
}
