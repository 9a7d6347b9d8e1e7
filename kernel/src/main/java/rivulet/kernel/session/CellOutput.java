package rivulet.kernel.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import rivulet.kernel.protocol.Content;

/// What one cell puts out, in order: text gathers until it is large, a while has passed, or
/// something else is published; then the [Governor] says how much of it is shown. Any thread may
/// write.
final class CellOutput {
  private static final int LARGE = 64 * 1024;
  private static final int WHILE_MILLIS = 50;

  /// How often text that waits for room is looked after.
  private static final int FLOOD_MILLIS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final StreamBuffer out = new StreamBuffer("stdout");
  private final StreamBuffer err = new StreamBuffer("stderr");
  private final Request request;
  private volatile boolean silent;
  private final ScheduledExecutorService timer;
  private final Governor governor;
  private boolean flushIsDue;

  /// @param transcript takes all of the text
  CellOutput(
      Request request, boolean silent, ScheduledExecutorService timer, Transcript transcript) {
    this.request = request;
    this.governor = new Governor(request::publish, transcript, System::nanoTime);
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
      }
      if (buffer.size() > 0 || governor.waits()) {
        flushIn(WHILE_MILLIS);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Publishes something, behind all text before it.
  void publish(Content content) {
    publish(content, Map.of(), List.of());
  }

  /// Publishes something with metadata and buffers.
  void publish(Content content, Map<String, Object> metadata, List<byte[]> buffers) {
    if (silent) {
      return;
    }
    lock.lock();
    try {
      flushText(false);
      governor.showTail();
      request.publish(content, metadata, buffers);
    } finally {
      lock.unlock();
    }
  }

  /// Publishes the text that waits, and what a character cut in half has left.
  void finish() {
    lock.lock();
    try {
      flushText(true);
      governor.showTail();
    } finally {
      lock.unlock();
    }
  }

  private void flushIn(int millis) {
    if (!flushIsDue) {
      flushIsDue = true;
      var _ = timer.schedule(this::flushDue, millis, TimeUnit.MILLISECONDS);
    }
  }

  private void flushDue() {
    lock.lock();
    try {
      flushIsDue = false;
      flushText(false);
      governor.showIfRoom();
      if (governor.waits()) {
        flushIn(FLOOD_MILLIS);
      }
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
        governor.take(buffer.name, text);
      }
    }
  }
}
