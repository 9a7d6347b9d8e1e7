package rivulet.kernel.session;

import java.util.Map;
import java.util.function.Consumer;
import rivulet.kernel.protocol.Comm;
import rivulet.kernel.protocol.Content;

/// One open comm. Handlers are called between cells, on the thread that runs the cells of their
/// shell, as in IPython: what they share with cells they have to themselves, and a cell waits in
/// vain for what a handler does, unless the client sends to a subshell. What they print and show
/// belongs to the message that they handle.
public final class CommChannel {
  /// Takes what is sent, with the comm's cell or handler as its parent.
  interface Outlet {
    void send(Content content, CommMessage message);
  }

  private final String id;
  private final String target;
  private final Outlet outlet;
  private final Consumer<CommChannel> forget;
  private volatile Consumer<CommMessage> onMessage = message -> {};
  private volatile Consumer<CommMessage> onClose = message -> {};
  private volatile boolean open = true;

  CommChannel(String id, String target, Outlet outlet, Consumer<CommChannel> forget) {
    this.id = id;
    this.target = target;
    this.outlet = outlet;
    this.forget = forget;
  }

  /// Its identity, the same at both ends.
  public String id() {
    return id;
  }

  /// The name of the target that it was opened for.
  public String target() {
    return target;
  }

  /// Whether neither end has closed it.
  public boolean isOpen() {
    return open;
  }

  /// Sets what is done about a message from the other end.
  public void onMessage(Consumer<CommMessage> handler) {
    onMessage = handler;
  }

  /// Sets what is done when the other end closes the comm.
  public void onClose(Consumer<CommMessage> handler) {
    onClose = handler;
  }

  /// Sends a message to the other end.
  ///
  /// @throws IllegalStateException if the comm is closed
  public void send(CommMessage message) {
    if (!open) {
      throw new IllegalStateException("comm " + id + " of " + target + " is closed");
    }
    outlet.send(new Comm.Msg(id, message.data()), message);
  }

  /// Closes the comm, once.
  ///
  /// @param data goes with the message
  public void close(Map<String, Object> data) {
    if (end()) {
      outlet.send(new Comm.Close(id, data), CommMessage.of(data));
    }
  }

  void received(CommMessage message) {
    onMessage.accept(message);
  }

  void closed(CommMessage message) {
    if (end()) {
      onClose.accept(message);
    }
  }

  private synchronized boolean end() {
    boolean was = open;
    open = false;
    forget.accept(this);
    return was;
  }
}
