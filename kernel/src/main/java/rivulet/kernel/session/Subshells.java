package rivulet.kernel.session;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Subshell;

/// The subshells that clients have made: each has a lane on a virtual thread, and its cells run
/// beside those of the others and of the main shell.
final class Subshells implements AutoCloseable {
  private final Map<String, Lane> lanes = new ConcurrentSkipListMap<>();
  private final Consumer<String> log;

  Subshells(Consumer<String> log) {
    this.log = log;
  }

  /// Makes a subshell.
  ///
  /// @return its id
  String create() {
    String id = UUID.randomUUID().toString();
    lanes.put(id, new Lane(Thread.ofVirtual().name("rivulet-subshell"), log));
    return id;
  }

  /// Ends a subshell when it has done what it is doing.
  ///
  /// @throws IllegalArgumentException if there is none of this id
  void delete(String id) {
    Lane lane = lanes.remove(id);
    if (lane == null) {
      throw unknown(id);
    }
    lane.close();
  }

  Subshell.ListReply list() {
    return new Subshell.ListReply("ok", new ArrayList<>(lanes.keySet()));
  }

  /// The lane of a subshell; null where there is none.
  @Nullable Lane lane(String id) {
    return lanes.get(id);
  }

  static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("there is no subshell " + id);
  }

  @Override
  public void close() {
    lanes.values().forEach(Lane::close);
  }
}
