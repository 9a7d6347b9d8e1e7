package rivulet.kernel.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Message;

/// The way to a kernel: sockets, or a test in the same process. For one thread at a time.
public interface Link extends AutoCloseable {
  /// A message from the kernel.
  record Received(Channel channel, Message message) {}

  /// Sends a message.
  void send(Channel channel, Message message);

  /// The next message from the kernel; null if none comes in time.
  @Nullable Received receive(Duration timeout);

  @Override
  void close();
}
