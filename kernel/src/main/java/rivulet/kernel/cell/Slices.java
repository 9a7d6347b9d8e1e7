package rivulet.kernel.cell;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/// Waits on a socket in slices of its own time limit, with a look between them whether to stop.
final class Slices {
  private static final int MILLIS = 50;

  private Slices() {}

  /// Gives a socket's time limit, in milliseconds; 0 for none.
  interface Limit {
    int get() throws IOException;
  }

  /// Sets it.
  interface NewLimit {
    void set(int millis) throws IOException;
  }

  /// What waits.
  interface Wait<T> {
    T get() throws IOException;
  }

  static <T> T of(Limit limit, NewLimit newLimit, Wait<T> wait) throws IOException {
    int own = limit.get();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(own);
    try {
      for (int left = own; ; left = left(end)) {
        newLimit.set(own == 0 ? MILLIS : Math.min(left, MILLIS));
        try {
          return wait.get();
        } catch (SocketTimeoutException e) {
          StopChecks.checkUnchecked();
          if (own != 0 && System.nanoTime() >= end) {
            throw e;
          }
        }
      }
    } finally {
      restore(newLimit, own);
    }
  }

  private static int left(long end) {
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
  }

  private static void restore(NewLimit limit, int own) {
    try {
      limit.set(own);
    } catch (IOException e) {
      // It is closed, and the wait has said so.
    }
  }
}
