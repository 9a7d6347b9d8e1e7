package rivulet.install.bench;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The workloads in another library, in a Python process that keeps the one that it was last asked
/// for.
///
/// @param library its name and version
record Peer(Child child, String library) {
  /// The peer that greets from a process; none where that Python lacks what it needs.
  static @Nullable Peer greeted(Child child) throws IOException, InterruptedException {
    Answer greeting = child.answer();
    String library = greeting.text("library");
    if (library != null) {
      return new Peer(child, library);
    }
    if (greeting.has("lacks")) {
      return null;
    }
    throw greeting.unexpected();
  }

  /// Measures a workload, as [Ours] does.
  ///
  /// @return none where the library has no such workload
  @Nullable Measurement measure(Workload workload, double seconds)
      throws IOException, InterruptedException {
    Answer answer = child.ask(workload.name() + " " + seconds);
    return answer.has("unknown") ? null : measurement(answer, workload.name());
  }

  private static Measurement measurement(Answer answer, String workload) throws IOException {
    return new Measurement(
        workload,
        (int) answer.number("threads"),
        answer.number("ms"),
        answer.number("min_ms"),
        answer.number("check"));
  }
}
