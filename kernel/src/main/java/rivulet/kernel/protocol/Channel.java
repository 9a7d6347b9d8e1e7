package rivulet.kernel.protocol;

/// The sockets that carry messages; the heartbeat carries none.
public enum Channel {
  /// Requests, one reply each.
  SHELL,
  /// Requests that must not wait for those on the shell.
  CONTROL,
  /// The kernel's questions for a line of input.
  STDIN,
  /// What everybody sees: statuses and outputs.
  IOPUB
}
