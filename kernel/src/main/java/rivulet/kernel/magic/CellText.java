package rivulet.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes a cell's text apart into Java and magics.
///
/// A magic stands at the start of a line, where a statement may begin, or behind `=`, and takes the
/// rest of the line. At the cell's top level it is a part of its own, so that what it brings (a
/// library, a loaded notebook) is there for the Java behind it. In braces, and behind `=`, it
/// becomes a call in its place.
final class CellText {
  private static final String NAME = "(?:\\\\\\{[^}]*}|[A-Za-z_][\\w-]*)";
  private static final Pattern CELL_MAGIC =
      Pattern.compile("(?:\\s+|//[^\n]*|/\\*(?s:.*?)\\*/)*+%%(!|" + NAME + "|)[ \t]*([^\n]*)");
  private static final Pattern LINE_MAGIC = Pattern.compile("%(" + NAME + ")[ \t]*([^\n]*)");
  private static final Pattern SHELL = Pattern.compile("!([^\n]*)");
  private static final Pattern NEGATION = Pattern.compile("!\\s*([!(]|[\\w.]+\\s*([(;&|=!?)])).*");
  private static final Pattern NAME_ALONE = Pattern.compile("!\\s*(\\w+)\\s*");
  private static final Set<String> CONSTANTS = Set.of("true", "false");
  private static final Pattern QUESTION =
      Pattern.compile(
          "(?:\\?(\\??)[ \t]*([\\w.$#%]+)|([\\w.$#]+|%%?[\\w-]+)(\\?{1,2}))[ \t]*(?=\n|$)");

  private static final Pattern LEAVING =
      Pattern.compile("\\s*(exit|quit)\\s*(?:\\(\\s*\\)\\s*)?;?\\s*");

  private final String text;
  private final BiPredicate<String, Boolean> known;
  private final Predicate<String> variables;
  private final JavaScanner scanner;
  private final StringBuilder java = new StringBuilder();
  private final List<Part> parts = new ArrayList<>();

  /// @param known whether there is a magic of a name, on a line or before a cell
  /// @param variables whether there is a variable of a name
  private CellText(String text, BiPredicate<String, Boolean> known, Predicate<String> variables) {
    this.text = text;
    this.known = known;
    this.variables = variables;
    this.scanner = new JavaScanner(text);
  }

  /// The parts of a cell, in order. A text without magics is one part, as it is.
  static List<Part> parts(
      String text, BiPredicate<String, Boolean> known, Predicate<String> variables) {
    if (text.strip().matches("\\?{1,2}")) {
      return List.of(new Part.Use(1, "quickref", "", null));
    }
    if (text.indexOf('%') < 0 && text.indexOf('!') < 0 && text.indexOf('?') < 0) {
      return List.of(new Part.Java(text));
    }
    return new CellText(text, known, variables).split();
  }

  /// `exit` or `quit`, where that is all that a cell says; null otherwise.
  static @Nullable String leaving(String text) {
    Matcher leaving = LEAVING.matcher(text);
    return leaving.matches() ? leaving.group(1) : null;
  }

  /// A text with blanks instead of all that is not an end of line.
  static String blank(String text) {
    return text.replaceAll("[^\r\n]", " ");
  }

  private List<Part> split() {
    Matcher whole = CELL_MAGIC.matcher(text);
    if (whole.lookingAt()) {
      String body = text.substring(Math.min(whole.end() + 1, text.length()));
      String name = whole.group(1).equals("!") ? "bash" : whole.group(1);
      if (whole.group(2).strip().matches("\\?{1,2}") && body.isBlank()) {
        return List.of(new Part.Use(line(whole.start(1)), "pinfo", "%%" + name, null));
      }
      return List.of(new Part.Use(line(whole.start(1)), name, whole.group(2).strip(), body));
    }
    boolean lineStarts = true;
    while (!scanner.isAtEnd()) {
      char c = text.charAt(scanner.at());
      if (!(lineStarts && !scanner.isInParentheses() && magicHere(c))
          && !(c == '%' && valueHere())) {
        int from = scanner.at();
        scanner.step();
        java.append(text, from, scanner.at());
      }
      lineStarts = c == '\n' || (lineStarts && Character.isWhitespace(c));
    }
    endJava();
    return parts;
  }

  private boolean isAfterStatement() {
    return scanner.last() < 0 || ";{}".indexOf(text.charAt(scanner.last())) >= 0;
  }

  /// Whether a statement may end before this although it has no `;`: cells forget it, and a known
  /// magic is more likely than a remainder that is written so.
  private boolean endsOperand() {
    char last = text.charAt(scanner.last());
    return Character.isJavaIdentifierPart(last) || ")]\"'".indexOf(last) >= 0;
  }

  private boolean magicHere(char c) {
    return switch (c) {
      case '%' -> lineMagicHere();
      case '!' -> isAfterStatement() && shellHere();
      default -> (c == '?' || Character.isJavaIdentifierStart(c)) && questionHere();
    };
  }

  private Matcher at(Pattern pattern) {
    return pattern.matcher(text).region(scanner.at(), text.length());
  }

  private boolean lineMagicHere() {
    Matcher magic = at(LINE_MAGIC);
    if (questionHere()) {
      return true;
    }
    boolean found = magic.lookingAt();
    if (!found || !(isAfterStatement() || (endsOperand() && known.test(magic.group(1), false)))) {
      return false;
    }
    use(magic.group(1), magic.group(2), magic.end());
    return true;
  }

  private boolean shellHere() {
    Matcher shell = at(SHELL);
    if (!shell.lookingAt() || isNegation(shell.group())) {
      return false;
    }
    use("sh", shell.group(1), shell.end());
    return true;
  }

  /// `!list.isEmpty()`, `!(a && b)` and `!true` are Java, and `!done` where there is such a name;
  /// `!ls` and `!pip install x` are not.
  private boolean isNegation(String line) {
    Matcher name = NAME_ALONE.matcher(line);
    if (name.matches()) {
      String before = text.substring(0, scanner.at());
      return CONSTANTS.contains(name.group(1))
          || variables.test(name.group(1))
          || Pattern.compile("\\b" + name.group(1) + "\\b").matcher(before).find();
    }
    return NEGATION.matcher(line.strip()).matches();
  }

  private boolean questionHere() {
    Matcher question = at(QUESTION);
    if (!isAfterStatement() || !question.lookingAt() || scanner.braces() > 0) {
      return false;
    }
    boolean before = question.group(2) != null;
    String marks = before ? question.group(1) : question.group(4).substring(1);
    String name = before ? question.group(2) : question.group(3);
    use(marks.isEmpty() ? "pinfo" : "pinfo2", name, question.end());
    return true;
  }

  private void use(String name, String arguments, int end) {
    if (scanner.braces() > 0) {
      java.append(call(name, arguments)).append(';');
    } else {
      int line = line(scanner.at());
      endJava();
      parts.add(new Part.Use(line, name, arguments.strip(), null));
    }
    scanner.jump(end);
    if (scanner.braces() == 0) {
      java.setLength(0);
      java.append(blank(text.substring(0, end)));
    }
  }

  /// A magic's value behind `=`.
  private boolean valueHere() {
    int before = scanner.last();
    Matcher magic = at(LINE_MAGIC);
    if (before < 0 || text.charAt(before) != '=' || !magic.lookingAt()) {
      return false;
    }
    java.append(call(magic.group(1), magic.group(2).replaceFirst("\\s*;\\s*$", ""))).append(';');
    scanner.jump(magic.end());
    if (scanner.braces() == 0) {
      endJava();
      java.append(blank(text.substring(0, magic.end())));
    }
    return true;
  }

  private static String call(String name, String arguments) {
    return Functions.class.getName() + ".magic(" + literal((name + " " + arguments).strip()) + ")";
  }

  private static String literal(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void endJava() {
    if (!java.toString().isBlank()) {
      parts.add(new Part.Java(java.toString()));
    }
    java.setLength(0);
  }

  private int line(int position) {
    return (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
  }
}
