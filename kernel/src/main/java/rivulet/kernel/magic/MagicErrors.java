package rivulet.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Interpreter.Outcome;

/// Turns what a magic threw into what the user sees: the line that it stands on, what went wrong,
/// and why.
final class MagicErrors {
  private static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";

  private MagicErrors() {}

  /// @param code the whole cell
  /// @param number the cell's
  /// @param line of the magic, from 1
  static Outcome.Failure failure(Throwable error, String code, int number, int line) {
    String name = name(error);
    List<String> lines = place(code, number, line);
    lines.add(head(name, message(error)));
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      lines.add("Caused by: " + head(name(cause), message(cause)));
    }
    return new Outcome.Failure(name, message(error), lines);
  }

  static Outcome.Failure interrupted(String code, int number, int line) {
    List<String> lines = new ArrayList<>(List.of(head("Interrupted", "")));
    lines.addAll(place(code, number, line));
    return new Outcome.Failure("Interrupted", "Cell In[" + number + "], line " + line, lines);
  }

  private static List<String> place(String code, int number, int line) {
    List<String> lines = code.lines().toList();
    String text = line <= lines.size() ? lines.get(line - 1) : "";
    String place = "Cell In[" + number + "], line " + line;
    return new ArrayList<>(List.of(BOLD + place + PLAIN, "    " + text));
  }

  static String head(String name, String message) {
    return RED + name + PLAIN + (message.isEmpty() ? "" : ": " + message);
  }

  private static String name(Throwable error) {
    return switch (error) {
      case WrongUse _ -> "UsageError";
      case Unresolved _ -> "ResolutionError";
      default -> error.getClass().getName();
    };
  }

  private static String message(Throwable error) {
    @Nullable String message = error.getMessage();
    return message == null ? "" : message;
  }
}
