package rivulet.kernel.cell;

import org.jspecify.annotations.Nullable;

/// Memory that is given up when a cell has used all there is, so that the next cell can be
/// compiled, and set the variables to null that hold the rest.
final class Reserve {
  private static final int BYTES = 8 << 20;

  private byte @Nullable [] memory;

  void giveUp() {
    memory = null;
  }

  /// Takes it again, if there is enough.
  void refill() {
    try {
      memory = memory == null ? new byte[BYTES] : memory;
    } catch (OutOfMemoryError e) {
      memory = null;
    }
  }
}
