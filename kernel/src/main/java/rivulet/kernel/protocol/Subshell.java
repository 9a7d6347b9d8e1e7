package rivulet.kernel.protocol;

import java.util.List;

/// The subshell messages, on control: `create_subshell_request`, `delete_subshell_request` and
/// `list_subshell_request` with their replies.
public interface Subshell {
  /// The field of a request's header that names the subshell which is to serve it.
  String HEADER = "subshell_id";

  /// `create_subshell_request`.
  record CreateRequest() implements Content {}

  /// `create_subshell_reply`.
  record CreateReply(String status, String subshellId) implements Content {}

  /// `delete_subshell_request`.
  record DeleteRequest(String subshellId) implements Content {
    /// Refuses a request that names no subshell.
    public DeleteRequest {
      if (subshellId == null) {
        throw new IllegalArgumentException("delete_subshell_request has no subshell_id");
      }
    }
  }

  /// `delete_subshell_reply`.
  record DeleteReply(String status) implements Content {}

  /// `list_subshell_request`.
  record ListRequest() implements Content {}

  /// `list_subshell_reply`.
  record ListReply(String status, List<String> subshellId) implements Content {}
}
