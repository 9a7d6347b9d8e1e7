package rivulet.kernel.session;

import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.Connect;
import rivulet.kernel.protocol.Message;

/// The way to the clients: sockets, or a test in the same process. Every method may be called from
/// any thread and touches no socket on it.
public interface Transport {
  /// Sends a message; messages sent by one thread arrive in that order.
  void send(Channel channel, Message message);

  /// The ports of the sockets; 0 where there are none.
  Connect.Reply ports();

  /// Runs a task once every message that has arrived until now was handed on, before anything that
  /// is sent from now on leaves.
  void afterReceived(Runnable task);

  /// Waits while too much is on its way: what keeps a printing thread from outrunning the sockets.
  /// Keeps the thread's interrupt status.
  void awaitRoom();
}
