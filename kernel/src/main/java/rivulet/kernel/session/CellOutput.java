package rivulet.kernel.session;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Output;

/// What one cell puts out, in order: text gathers until it is large, a while has passed, or
/// something else is published. Any thread may write.
final class CellOutput {
  private static final int LARGE = 64 * 1024;
  private static final int WHILE_MILLIS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final StreamBuffer out = new StreamBuffer("stdout");
  private final StreamBuffer err = new StreamBuffer("stderr");
  private final Request request;
  private volatile boolean silent;
  private final ScheduledExecutorService timer;
  private boolean flushIsDue;

  CellOutput(Request request, boolean silent, ScheduledExecutorService timer) {
    this.request = request;
    this.silent = silent;
    this.timer = timer;
  }

  /// Whether nothing is published at all.
  boolean isSilent() {
    return silent;
  }

  /// From now on nothing is published any more.
  void mute() {
    silent = true;
  }

  /// Adds bytes of standard output or, if `error`, standard error.
  void write(boolean error, byte[] bytes, int offset, int length) {
    if (silent) {
      return;
    }
    request.transport().awaitRoom();
    lock.lock();
    try {
      send(error ? out : err, false);
      StreamBuffer buffer = error ? err : out;
      buffer.write(bytes, offset, length);
      if (buffer.size() >= LARGE) {
        send(buffer, false);
      } else {
        flushInAWhile();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Publishes something, behind all text before it.
  void publish(Content content) {
    if (silent) {
      return;
    }
    lock.lock();
    try {
      flushText(false);
      request.publish(content);
    } finally {
      lock.unlock();
    }
  }

  /// Publishes the text that waits, and what a character cut in half has left.
  void finish() {
    lock.lock();
    try {
      flushText(true);
    } finally {
      lock.unlock();
    }
  }

  private void flushInAWhile() {
    if (!flushIsDue) {
      flushIsDue = true;
      var _ = timer.schedule(this::flushDue, WHILE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void flushDue() {
    lock.lock();
    try {
      flushIsDue = false;
      flushText(false);
    } finally {
      lock.unlock();
    }
  }

  private void flushText(boolean all) {
    for (StreamBuffer buffer : List.of(out, err)) {
      send(buffer, all);
    }
  }

  private void send(StreamBuffer buffer, boolean all) {
    if (buffer.size() > 0) {
      String text = all ? buffer.takeAll() : buffer.take();
      if (!text.isEmpty()) {
        request.publish(new Output.Stream(buffer.name, text));
      }
    }
  }
}
