package rivulet.kernel.cell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where in a line an error came from. The JVM knows the line; the method that was called there, or
/// what the error itself says, tells the place in it. Otherwise it is the start of the statement.
final class Caret {
  private static final Pattern INVOKED = Pattern.compile("invoke \"(?:[^\"(]*[.$])?(\\w+)\\(");
  private static final Pattern FIELD = Pattern.compile("(?:read|assign) field \"(\\w+)\"");
  private static final Pattern CAST =
      Pattern.compile("cannot be cast to class (?:\\w+[.$])*(\\w+)");
  private static final Pattern INDEX =
      Pattern.compile("(?<=[\\w\\])])(?<!\\bnew [\\w.]{1,99})\\[(?!\\s*\\])");
  private static final Pattern DIVISION = Pattern.compile("[/%](?![/*])");

  private Caret() {}

  /// The column, from 1, of a call in this line.
  ///
  /// @param callee the frame above, whose method was called here
  static int ofCall(String line, StackTraceElement callee) {
    String name = callee.getMethodName();
    if (name.equals("<init>")) {
      String simple = callee.getClassName().replaceAll(".*[.$]", "");
      return find(line, "new\\s+(?:\\w+\\.)*" + Pattern.quote(simple) + "\\b");
    }
    return find(line, "\\b" + Pattern.quote(name) + "\\s*\\(");
  }

  /// The column, from 1, of an operator in this line.
  static int ofOperator(String line, String operator) {
    String other = "[-+*/%<>=!&|^~]";
    return find(line, "(?<!" + other + ")" + Pattern.quote(operator) + "(?!" + other + ")");
  }

  /// The column, from 1, of what threw this error itself.
  ///
  /// @param name the error's type as users see it
  static int ofError(String line, Throwable error, String name, String message) {
    return switch (error) {
      case ArithmeticException e -> only(line, DIVISION);
      case ArrayIndexOutOfBoundsException e -> only(line, INDEX);
      case ClassCastException e -> ofCast(line, message);
      case NullPointerException e -> ofNull(line, message);
      default -> ofCreation(line, name);
    };
  }

  /// Where the error was made: most often behind a `throw`.
  private static int ofCreation(String line, String name) {
    String simple = Pattern.quote(name.substring(name.lastIndexOf('.') + 1));
    return find(line, "(?:\\bthrow\\s+)?\\bnew\\s+(?:\\w+\\.)*" + simple + "\\b");
  }

  private static int ofCast(String line, String message) {
    String type = group(CAST, message);
    return type == null ? ofStatement(line) : find(line, "\\(\\s*(?:\\w+\\.)*" + type + "\\b");
  }

  private static int ofNull(String line, String message) {
    String method = group(INVOKED, message);
    if (method != null) {
      return find(line, "\\b" + method + "\\s*\\(");
    }
    String field = group(FIELD, message);
    if (field != null) {
      return find(line, "\\b" + field + "\\b");
    }
    if (message.contains("array length")) {
      return find(line, "\\.\\s*length\\b");
    }
    return message.contains("array") ? only(line, INDEX) : ofStatement(line);
  }

  private static @Nullable String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static int find(String line, String regex) {
    return only(line, Pattern.compile(regex));
  }

  /// The only match; where there are several, nobody knows which it was.
  private static int only(String line, Pattern pattern) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      return ofStatement(line);
    }
    int column = matcher.start() + 1;
    return matcher.find() ? ofStatement(line) : column;
  }

  static int ofStatement(String line) {
    return line.length() - line.stripLeading().length() + 1;
  }
}
