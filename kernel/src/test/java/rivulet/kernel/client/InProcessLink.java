package rivulet.kernel.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Connect;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.session.Server;
import rivulet.kernel.session.Transport;

/// Both ends of a connection without sockets.
final class InProcessLink implements Link, Transport {
  private final BlockingQueue<Received> toClient = new LinkedBlockingQueue<>();
  private Server.@Nullable Receiver kernel;

  void connect(Server.Receiver receiver) {
    kernel = receiver;
    receiver.subscribed("");
  }

  /// The client's end.
  @Override
  public void send(Channel channel, Message message) {
    boolean fromKernel = !message.identities().isEmpty() || channel == Channel.IOPUB;
    if (fromKernel) {
      toClient.add(new Received(channel, message));
    } else if (kernel != null) {
      kernel.received(channel, addressed(message));
    }
  }

  @Override
  public Connect.Reply ports() {
    return new Connect.Reply("ok", 0, 0, 0, 0, 0);
  }

  @Override
  public void afterReceived(Runnable task) {
    task.run();
  }

  @Override
  public void awaitRoom() {
    // a queue without bounds
  }

  @Override
  public @Nullable Received receive(Duration timeout) {
    try {
      return toClient.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    kernel = null;
  }

  private static Message addressed(Message message) {
    return new Message(
        List.of(new byte[] {1}),
        message.header(),
        message.parent(),
        message.metadata(),
        message.content(),
        message.buffers());
  }
}
