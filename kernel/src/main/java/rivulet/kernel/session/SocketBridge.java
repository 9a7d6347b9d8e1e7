package rivulet.kernel.session;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Connects whoever connects to one address with another, byte by byte: Unix domain sockets with
/// TCP. Each direction of each connection has a virtual thread.
final class SocketBridge implements AutoCloseable {
  private static final int BYTES = 64 * 1024;

  private final SocketAddress address;
  private final SocketAddress target;
  private final ServerSocketChannel listener;
  private final Set<SocketChannel> ends = ConcurrentHashMap.newKeySet();

  /// Listens until it is closed.
  ///
  /// @throws IOException if somebody listens there already
  SocketBridge(SocketAddress address, SocketAddress target) throws IOException {
    this.address = address;
    this.target = target;
    listener = listen(address);
    Thread.ofVirtual().name("rivulet-bridge").start(this::accept);
  }

  private static ServerSocketChannel listen(SocketAddress address) throws IOException {
    boolean unix = address instanceof UnixDomainSocketAddress;
    if (unix) {
      removeIfLeft(((UnixDomainSocketAddress) address).getPath());
    }
    ServerSocketChannel channel =
        unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    try {
      return channel.bind(address);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// A process that was killed has left its file.
  private static void removeIfLeft(Path file) throws IOException {
    if (Files.exists(file)) {
      try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
        throw new IOException("somebody listens at " + file + ": " + other);
      } catch (SocketException e) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() {
    close(listener);
    ends.forEach(SocketBridge::close);
    try {
      if (address instanceof UnixDomainSocketAddress unix) {
        Files.deleteIfExists(unix.getPath());
      }
    } catch (IOException e) {
      // The file is of no use to anybody.
    }
  }

  private void accept() {
    try {
      while (true) {
        connect(listener.accept());
      }
    } catch (IOException e) {
      close();
    }
  }

  private void connect(SocketChannel from) throws IOException {
    try {
      SocketChannel to = SocketChannel.open(target);
      ends.add(from);
      ends.add(to);
      Thread.ofVirtual().start(() -> pump(from, to));
      Thread.ofVirtual().start(() -> pump(to, from));
    } catch (IOException e) {
      from.close();
    }
  }

  private void pump(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      // One end has gone, so the other goes too.
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(SocketChannel channel) {
    ends.remove(channel);
    close(channel);
  }

  private static void close(AutoCloseable channel) {
    try {
      channel.close();
    } catch (Exception e) {
      // It is of no use any more.
    }
  }
}
