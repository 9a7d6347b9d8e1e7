package rivulet.kernel.protocol;

import java.io.Serial;

/// What arrived is not a message to act on; its text says why.
public final class MalformedMessage extends Exception {
  @Serial private static final long serialVersionUID = 1;

  MalformedMessage(String reason) {
    super(reason);
  }

  MalformedMessage(String reason, Throwable cause) {
    super(reason + ": " + root(cause).getMessage(), cause);
  }

  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : root(cause);
  }
}
