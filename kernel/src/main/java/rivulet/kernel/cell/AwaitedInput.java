package rivulet.kernel.cell;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A stream whose reads no interrupt reaches: where nothing is there yet, a thread of its own
/// reads. A cell that is stopped while it waits leaves that read to whoever reads next, so that
/// nothing is lost.
final class AwaitedInput extends InputStream {
  /// What is done with the stream by one thread at a time.
  private interface Access {
    int run() throws IOException;
  }

  private final InputStream in;
  private final Lock lock = new ReentrantLock();
  private final byte[] read = new byte[8192];
  private int position;
  private int end;
  private @Nullable FutureTask<Integer> pending;

  AwaitedInput(InputStream in) {
    this.in = in;
  }

  /// Begins on a thread of its own what may take for ever.
  static <T> FutureTask<T> begin(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofPlatform()
        .daemon()
        .name("rivulet-read")
        .inheritInheritableThreadLocals(false)
        .start(task);
    return task;
  }

  /// Waits for it.
  ///
  /// @throws IOException if it did
  /// @throws CellStopped where the cell is stopped
  static <T> T await(FutureTask<T> task) throws IOException {
    try {
      return Waits.await(task::get);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IOException(e);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return locked(() -> readNow(bytes, offset, length));
  }

  private int readNow(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == end && pending == null && in.available() > 0) {
      return in.read(bytes, offset, length);
    }
    if (position == end && !more()) {
      return -1;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(read, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean more() throws IOException {
    FutureTask<Integer> own = pending == null ? begin(() -> in.read(read)) : pending;
    pending = own;
    try {
      position = 0;
      end = 0;
      end = Math.max(0, await(own));
    } finally {
      pending = own.isDone() ? null : own;
    }
    return end > 0;
  }

  @Override
  public int available() throws IOException {
    return locked(() -> end - position + (pending == null ? in.available() : 0));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int locked(Access action) throws IOException {
    try {
      Waits.lock(lock);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException(e);
    }
    try {
      return action.run();
    } finally {
      lock.unlock();
    }
  }
}
