package rivulet.kernel.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `history_request` and its reply.
public interface History {
  /// `history_request`: `range`, `tail` or `search`, each with its own fields.
  record Request(
      boolean output,
      boolean raw,
      @Nullable String histAccessType,
      @Nullable Integer session,
      @Nullable Integer start,
      @Nullable Integer stop,
      @Nullable Integer n,
      @Nullable String pattern,
      boolean unique)
      implements Content {}

  /// `history_reply`: entries of session, line and text.
  record Reply(String status, List<List<Object>> history) implements Content {}
}
