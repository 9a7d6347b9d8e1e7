package rivulet.kernel.assist;

import java.util.Deque;
import java.util.regex.Pattern;

/// How far to indent the line after a text: as deep as the line before it where that ended a
/// statement, deeper inside a bracket or a statement that goes on.
final class Indentation {
  private static final String STEP = "    ";
  private static final Pattern LABEL = Pattern.compile("\\s*(case\\b.*|default\\s*)(:|->)\\s*");

  private final String text;
  private final String code;
  private final Layout layout;

  Indentation(Layout layout) {
    this.layout = layout;
    text = layout.text();
    code = layout.code();
  }

  String ofNextLine() {
    int last = code.stripTrailing().length();
    Layout.Part part = layout.at(text.length());
    if (part != null && part.kind() != Layout.Kind.LINE_COMMENT) {
      return indent(lineStart(text.length()));
    }
    Deque<Integer> open = layout.openBrackets(text.length());
    int line = lineStart(Math.max(last - 1, 0));
    boolean ended = last > 0 && ";}".indexOf(code.charAt(last - 1)) >= 0;
    boolean afterBracket = !open.isEmpty() && open.peek() >= line;
    if (LABEL.matcher(code.substring(line, last)).matches()) {
      return indent(line) + STEP;
    }
    if (afterBracket) {
      return indent(line) + STEP.repeat(Math.max(1, braces(open, line)));
    }
    return ended || isInParentheses(open) ? indent(line) : indent(line) + STEP;
  }

  private boolean isInParentheses(Deque<Integer> open) {
    return !open.isEmpty() && code.charAt(open.peek()) != '{';
  }

  /// The blocks that a line opens and leaves open.
  private int braces(Deque<Integer> open, int line) {
    return (int) open.stream().filter(at -> at >= line && code.charAt(at) == '{').count();
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private String indent(int lineStart) {
    String line = text.substring(lineStart);
    return line.substring(0, line.length() - line.stripLeading().length()).split("\n", 2)[0];
  }
}
