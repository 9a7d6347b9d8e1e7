package rivulet.kernel.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// `System.in` of cells: asks the client for a line when the last one is used up. What a cell
/// leaves of a line is not for the next.
final class CellInput extends InputStream {
  private final ReentrantLock lock = new ReentrantLock();
  private byte[] line = new byte[0];
  private int next;
  private @Nullable CellOutput asker;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      if ((next == line.length || isOfAnotherCell()) && !nextLine()) {
        return -1;
      }
      int count = Math.min(length, line.length - next);
      System.arraycopy(line, next, target, offset, count);
      next += count;
      return count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    return line.length - next;
  }

  private boolean isOfAnotherCell() {
    Cell cell = Cell.current();
    return cell != null && cell.output() != asker;
  }

  private boolean nextLine() throws IOException {
    Cell cell = Cell.current();
    if (cell == null) {
      throw new IOException("no cell has run here that could ask for input");
    }
    asker = cell.output();
    next = line.length;
    @Nullable String text = cell.readLine("", false);
    if (text != null) {
      line = (text + "\n").getBytes(StandardCharsets.UTF_8);
      next = 0;
    }
    return text != null;
  }
}
