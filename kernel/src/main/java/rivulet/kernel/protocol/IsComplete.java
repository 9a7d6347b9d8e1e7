package rivulet.kernel.protocol;

import org.jspecify.annotations.Nullable;

/// `is_complete_request` and its reply.
public interface IsComplete {
  /// `is_complete_request`.
  record Request(String code) implements Content {
    /// Refuses a request without code.
    public Request {
      if (code == null) {
        throw new IllegalArgumentException("is_complete_request has no code");
      }
    }
  }

  /// `is_complete_reply`: `complete`, `incomplete` (with an indent), `invalid` or `unknown`.
  record Reply(String status, @Nullable String indent) implements Content {}
}
