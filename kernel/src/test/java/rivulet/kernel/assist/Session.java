package rivulet.kernel.assist;

import java.util.List;
import java.util.Map;
import rivulet.kernel.cell.JavaInterpreter;
import rivulet.kernel.session.Assistant;
import rivulet.kernel.session.Interpreter.Outcome;
import rivulet.kernel.session.MagicGuide;

/// A session for tests, and help in it.
final class Session {
  private static final List<MagicGuide.Entry> MAGICS =
      List.of(
          new MagicGuide.Entry(
              "maven", MagicGuide.Kind.LINE, "%maven GROUP:ARTIFACT:VERSION", "Adds a `library`."),
          new MagicGuide.Entry("load", MagicGuide.Kind.LINE, "%load PATH", "Runs a file."),
          new MagicGuide.Entry("time", MagicGuide.Kind.CELL_OF_JAVA, "%%time", "Takes the time."),
          new MagicGuide.Entry("bash", MagicGuide.Kind.CELL, "%%bash", "Runs a script."));

  private final JavaInterpreter interpreter = new JavaInterpreter(List.of());
  final Assistant assistant = new JavaAssistant(interpreter.sketches(), () -> MAGICS);
  private int number;

  void run(String code) {
    Outcome outcome = interpreter.execute(code, ++number, value -> {});
    if (outcome instanceof Outcome.Failure failure) {
      throw new AssertionError(code + "\n" + String.join("\n", failure.traceback()));
    }
  }

  void interrupt() {
    interpreter.interrupt();
  }

  /// What is offered where the text has its mark `|`.
  Assistant.Completions complete(String marked) {
    int cursor = marked.indexOf('|');
    return assistant.complete(marked.replaceFirst("\\|", ""), cursor);
  }

  List<String> texts(String marked) {
    return complete(marked).matches().stream().map(Assistant.Match::text).toList();
  }

  /// What is known where the text has its mark `|`, as plain text; empty where nothing is.
  String inspect(String marked) {
    return String.valueOf(inspect(marked, false).getOrDefault("text/plain", ""));
  }

  Map<String, Object> inspect(String marked, boolean detailed) {
    int cursor = marked.indexOf('|');
    return assistant.inspect(marked.replaceFirst("\\|", ""), cursor, detailed);
  }
}
