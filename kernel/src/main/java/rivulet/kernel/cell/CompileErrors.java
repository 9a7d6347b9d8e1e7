package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import rivulet.kernel.session.Interpreter.Outcome;

/// Turns javac's errors into what the user sees: all of a cell together, each with its line.
final class CompileErrors {
  private CompileErrors() {}

  static Outcome.Failure failure(Source source, List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(Traceback.place(source, problem.line(), problem.column(), ""));
      List<String> message = message(problem);
      lines.add(Traceback.head("error", message.getFirst()));
      lines.addAll(message.subList(1, message.size()));
    }
    return new Outcome.Failure("CompilationError", summary(problems.getFirst()), lines);
  }

  /// A problem in one line.
  static String summary(Problem problem) {
    return message(problem).stream()
        .map(line -> line.strip().replaceAll(" {2,}", " "))
        .collect(Collectors.joining("; "));
  }

  /// The message's lines, without the place: the user wrote no class around the cell.
  private static List<String> message(Problem problem) {
    return problem
        .message()
        .lines()
        .filter(line -> !line.matches("\\s*location: class (cell\\.)?In\\d+(_\\d+)?"))
        .map(line ->
            line.replaceAll(" in (?:class )?(?:cell\\.)?In\\d+(?:_\\d+)?(?=$| cannot )", ""))
        .map(Traceback::clean)
        .toList();
  }
}
