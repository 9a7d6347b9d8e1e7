package rivulet.kernel.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Comm;
import rivulet.kernel.protocol.Content;
import rivulet.kernel.protocol.Message;

/// The session's comms: channels between objects here and objects in the client, such as widgets.
/// (The base library's own manager of comms writes to ZeroMQ's sockets on the caller's thread and
/// knows no parent for what a handler prints.)
public final class Comms {
  /// What is done when the client opens a comm.
  @FunctionalInterface
  public interface Target {
    /// Takes the new comm and the message that opened it.
    ///
    /// @throws Exception whatever went wrong: the comm is closed again
    void opened(CommChannel comm, CommMessage message) throws Exception;
  }

  private final Map<String, Target> targets = new ConcurrentHashMap<>();
  private final Map<String, CommChannel> open = new ConcurrentHashMap<>();

  Comms() {}

  /// Those of the session that the calling thread's cell belongs to.
  ///
  /// @throws IllegalStateException outside a kernel
  public static Comms current() {
    return CellContext.current().comms();
  }

  /// Says what is done when the client opens a comm of this name; replaces what was said before.
  public void register(String target, Target action) {
    targets.put(target, action);
  }

  /// From now on comms of this name are refused.
  public void unregister(String target) {
    targets.remove(target);
  }

  /// Opens a comm to a target in the client.
  public CommChannel open(String target, CommMessage message) {
    CommChannel comm = add(UUID.randomUUID().toString().replace("-", ""), target);
    send(new Comm.Open(comm.id(), target, message.data()), message);
    return comm;
  }

  /// The open comm with this identity; null if there is none.
  public @Nullable CommChannel find(String id) {
    return open.get(id);
  }

  /// Handles `comm_open`; a comm that nobody wants is closed at once.
  void opened(Comm.Open wish, Request request) throws Exception {
    CommChannel comm = add(wish.commId(), wish.targetName());
    Target target = targets.get(wish.targetName());
    if (target == null) {
      comm.close(Map.of());
      return;
    }
    try {
      target.opened(comm, message(wish.data(), request.message()));
    } catch (Throwable e) {
      comm.close(Map.of());
      throw e;
    }
  }

  /// Handles `comm_msg`.
  void received(Comm.Msg sent, Request request) {
    CommChannel comm = open.get(sent.commId());
    if (comm != null) {
      comm.received(message(sent.data(), request.message()));
    }
  }

  /// Handles `comm_close`.
  void closed(Comm.Close end, Request request) {
    CommChannel comm = open.get(end.commId());
    if (comm != null) {
      comm.closed(message(end.data(), request.message()));
    }
  }

  /// Answers `comm_info_request`.
  Comm.InfoReply info(@Nullable String target) {
    Map<String, Object> comms = new LinkedHashMap<>();
    open.values().stream()
        .filter(comm -> target == null || comm.target().equals(target))
        .forEach(comm -> comms.put(comm.id(), Map.of("target_name", comm.target())));
    return new Comm.InfoReply("ok", comms);
  }

  private CommChannel add(String id, String target) {
    CommChannel comm =
        new CommChannel(id, target, Comms::send, closed -> open.remove(closed.id(), closed));
    open.put(id, comm);
    return comm;
  }

  private static CommMessage message(@Nullable Map<String, Object> data, Message message) {
    return new CommMessage(
        data == null ? Map.of() : data, message.metadata(), List.copyOf(message.buffers()));
  }

  private static void send(Content content, CommMessage message) {
    Cell cell = Cell.current();
    if (cell == null) {
      throw new IllegalStateException("no cell has run here");
    }
    cell.request().transport().awaitRoom();
    cell.output().publish(content, message.metadata(), message.buffers());
  }
}
