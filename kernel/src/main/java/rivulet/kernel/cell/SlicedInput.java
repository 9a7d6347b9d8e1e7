package rivulet.kernel.cell;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// What comes from a socket, read in [Slices].
final class SlicedInput extends FilterInputStream {
  private static final int SKIPPED_AT_ONCE = 8192;

  private final Socket socket;

  SlicedInput(Socket socket, InputStream in) {
    super(in);
    this.socket = socket;
  }

  @Override
  public int read() throws IOException {
    return Slices.of(socket::getSoTimeout, socket::setSoTimeout, in::read);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return Slices.of(
        socket::getSoTimeout, socket::setSoTimeout, () -> in.read(bytes, offset, length));
  }

  /// A slice that ends must not take with it how much was skipped.
  @Override
  public long skip(long count) throws IOException {
    int most = Math.clamp(count, 0, SKIPPED_AT_ONCE);
    return Math.max(0, read(new byte[most], 0, most));
  }
}
