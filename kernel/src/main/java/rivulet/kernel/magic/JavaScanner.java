package rivulet.kernel.magic;

/// Walks through Java's text as far as needed to know where code stands: outside of comments,
/// strings, text blocks and characters, in how many brackets, and behind what.
final class JavaScanner {
  private final String text;
  private int at;
  private int braces;
  private int parentheses;
  private int last = -1;

  JavaScanner(String text) {
    this.text = text;
  }

  /// The position of the next character.
  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  /// How many braces are open.
  int braces() {
    return braces;
  }

  /// Whether a parenthesis or a square bracket is open.
  boolean isInParentheses() {
    return parentheses > 0;
  }

  /// The position of the last character of code before this one, without blanks; -1 if none.
  int last() {
    return last;
  }

  /// Goes on somewhere behind, as after a `;`.
  void jump(int position) {
    at = position;
    last = -1;
  }

  /// Goes over the next character, or the whole of a comment, a string, a text block or a character
  /// literal.
  void step() {
    char c = text.charAt(at);
    if (c == '/' && (startsWith("//") || startsWith("/*"))) {
      at = startsWith("//") ? until("\n", 0, 0) : until("*/", 2, 2);
      return;
    }
    if (!Character.isWhitespace(c)) {
      last = at;
    }
    switch (c) {
      case '"' -> at = startsWith("\"\"\"") ? textBlockEnd() : literalEnd(c);
      case '\'' -> at = literalEnd(c);
      default -> {
        count(c);
        at++;
      }
    }
  }

  private void count(char c) {
    switch (c) {
      case '{' -> braces++;
      case '}' -> braces = Math.max(braces - 1, 0);
      case '(', '[' -> parentheses++;
      case ')', ']' -> parentheses = Math.max(parentheses - 1, 0);
      default -> {}
    }
  }

  private boolean startsWith(String mark) {
    return text.startsWith(mark, at);
  }

  /// The position behind a mark's next occurrence, or before it where `take` is 0.
  private int until(String mark, int skip, int take) {
    int end = text.indexOf(mark, at + skip);
    return end < 0 ? text.length() : end + take;
  }

  private int textBlockEnd() {
    int i = at + 3;
    while (i < text.length() && !text.startsWith("\"\"\"", i)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 3, text.length());
  }

  /// A literal that is not closed ends with its line.
  private int literalEnd(char quote) {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != quote && text.charAt(i) != '\n') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    boolean closed = i < text.length() && text.charAt(i) == quote;
    return Math.min(closed ? i + 1 : i, text.length());
  }
}
