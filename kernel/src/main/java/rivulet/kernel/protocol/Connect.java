package rivulet.kernel.protocol;

/// `connect_request`, deprecated but still asked, and its reply.
public interface Connect {
  /// `connect_request`.
  record Request() implements Content {}

  /// `connect_reply`: the ports of the kernel's sockets.
  record Reply(
      String status, int shellPort, int iopubPort, int stdinPort, int hbPort, int controlPort)
      implements Content {}
}
