package rivulet.kernel.session;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The bytes that wait to be sent. Threads that print wait while there are too many.
final class Backlog {
  private static final long LIMIT = 16L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private volatile long bytes;
  private boolean closed;

  void add(long size) {
    change(size);
  }

  void remove(long size) {
    change(-size);
  }

  /// Waits for room. The wait is short, since the server's thread never waits for anything that a
  /// printing thread holds; an interrupt does not end it and is not lost.
  void awaitRoom() {
    if (bytes < LIMIT) {
      return;
    }
    lock.lock();
    try {
      while (bytes >= LIMIT && !closed) {
        room.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Lets everybody go: nothing will be sent any more.
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void change(long by) {
    lock.lock();
    try {
      long now = bytes + by;
      bytes = now;
      if (now < LIMIT) {
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
