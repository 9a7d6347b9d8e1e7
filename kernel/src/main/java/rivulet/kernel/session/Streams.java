package rivulet.kernel.session;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// `System.out`, `System.err` and `System.in` of cells: put in place once, each thread's bytes go
/// to its own cell. Threads outside any cell keep the process's own streams.
final class Streams implements AutoCloseable {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final InputStream in = System.in;

  Streams() {
    System.setOut(printer(false, out));
    System.setErr(printer(true, err));
    System.setIn(new CellInput());
  }

  /// Puts the process's own streams back.
  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    System.setIn(in);
  }

  private static PrintStream printer(boolean error, PrintStream process) {
    return new PrintStream(new Routed(error, process), false, StandardCharsets.UTF_8);
  }

  /// Bytes to the cell of the thread that writes them. `flush` does nothing: text waits at most for
  /// the cell's own timer.
  private static final class Routed extends OutputStream {
    private final boolean error;
    private final PrintStream process;

    Routed(boolean error, PrintStream process) {
      this.error = error;
      this.process = process;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Cell cell = Cell.current();
      if (cell == null) {
        process.write(bytes, offset, length);
      } else {
        cell.output().write(error, bytes, offset, length);
      }
    }
  }
}
