package rivulet.kernel.protocol;

/// `input_request`, from the kernel, and the client's `input_reply`.
public interface Input {
  /// `input_request`.
  record Request(String prompt, boolean password) implements Content {}

  /// `input_reply`: the line without its end; `\x04` is the end of input.
  record Reply(String value) implements Content {
    /// Refuses a reply without value.
    public Reply {
      if (value == null) {
        throw new IllegalArgumentException("input_reply has no value");
      }
    }
  }
}
