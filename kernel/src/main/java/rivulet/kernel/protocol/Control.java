package rivulet.kernel.protocol;

/// `interrupt_request` and `shutdown_request` with their replies.
public interface Control {
  /// `interrupt_request`.
  record InterruptRequest() implements Content {}

  /// `interrupt_reply`.
  record InterruptReply(String status) implements Content {}

  /// `shutdown_request`.
  record ShutdownRequest(boolean restart) implements Content {}

  /// `shutdown_reply`.
  record ShutdownReply(String status, boolean restart) implements Content {}
}
