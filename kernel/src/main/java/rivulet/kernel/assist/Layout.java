package rivulet.kernel.assist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the parts of a cell's text are: Java, literals, comments, magics. Also of text that is
/// unfinished anywhere.
final class Layout {
  /// What a part is; everything between the parts is Java.
  enum Kind {
    STRING,
    TEXT_BLOCK,
    CHARACTER,
    LINE_COMMENT,
    COMMENT,
    MAGIC
  }

  /// A part of the text.
  ///
  /// @param closed whether its end belongs to it, so that a cursor there is outside
  record Part(Kind kind, int start, int end, boolean closed) {
    boolean holds(int cursor) {
      boolean first = kind == Kind.MAGIC && cursor == start;
      return first || (start < cursor && (closed ? cursor < end : cursor <= end));
    }
  }

  private static final Pattern LINE_MAGIC = Pattern.compile("%[A-Za-z_][\\w-]*|%\\s*$|%%.*");
  private static final Pattern CELL_MAGIC = Pattern.compile("%%([\\w-]*)");

  private static final Pattern HEAD = Pattern.compile("\\b(?:for|try)\\s*$");

  private final String text;
  private final Set<String> cellsOfJava;
  private final List<Part> parts = new ArrayList<>();
  private int at;

  /// @param cellsOfJava names of the magics whose cells go on in Java
  Layout(String text, Set<String> cellsOfJava) {
    this.text = text;
    this.cellsOfJava = cellsOfJava;
    while (at < text.length()) {
      step();
    }
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '%' && isMagic()) {
      magic();
    } else if (text.startsWith("//", at)) {
      add(Kind.LINE_COMMENT, lineEnd(at), false);
    } else if (text.startsWith("/*", at)) {
      closed(Kind.COMMENT, "*/", text.indexOf("*/", at + 2));
    } else if (text.startsWith("\"\"\"", at)) {
      closed(Kind.TEXT_BLOCK, "\"\"\"", closing("\"\"\"", at + 3, text.length()));
    } else if (c == '"') {
      closed(Kind.STRING, "\"", closing("\"", at + 1, lineEnd(at)));
    } else if (c == '\'') {
      closed(Kind.CHARACTER, "'", closing("'", at + 1, lineEnd(at)));
    } else {
      at++;
    }
  }

  private void closed(Kind kind, String closer, int closing) {
    boolean ofLine = kind == Kind.STRING || kind == Kind.CHARACTER;
    int open = ofLine ? lineEnd(at) : text.length();
    add(kind, closing < 0 ? open : closing + closer.length(), closing >= 0);
  }

  private void add(Kind kind, int end, boolean closed) {
    parts.add(new Part(kind, at, end, closed));
    at = Math.max(end, at + 1);
  }

  /// Where a literal ends that is not escaped, or -1.
  private int closing(String closer, int from, int limit) {
    for (int i = from; i + closer.length() <= limit; i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith(closer, i)) {
        return i;
      }
    }
    return -1;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /// A magic begins a line, or stands for a value after `=`.
  private boolean isMagic() {
    String before = text.substring(text.lastIndexOf('\n', at - 1) + 1, at);
    boolean value = before.stripTrailing().endsWith("=");
    return (before.isEmpty() || value)
        && LINE_MAGIC.matcher(text.substring(at, lineEnd(at))).lookingAt();
  }

  private void magic() {
    Matcher cell = CELL_MAGIC.matcher(text).region(at, text.length());
    boolean whole = cell.lookingAt() && !cellsOfJava.contains(cell.group(1));
    add(Kind.MAGIC, whole ? text.length() : lineEnd(at), false);
  }

  String text() {
    return text;
  }

  /// The part that a place lies in; null where it is Java.
  @Nullable Part at(int cursor) {
    return parts.stream().filter(part -> part.holds(cursor)).findFirst().orElse(null);
  }

  /// Whether the text is nothing but a magic that takes the whole cell.
  boolean isCellMagic() {
    return !parts.isEmpty()
        && parts.getLast().kind() == Kind.MAGIC
        && parts.getLast().end() == text.length()
        && text.startsWith("%%", parts.getLast().start());
  }

  /// The text as Java alone: as long as it was, with a value or nothing in place of magics.
  String java() {
    StringBuilder java = new StringBuilder(text);
    for (Part part : parts) {
      if (part.kind() == Kind.MAGIC) {
        boolean value = text.substring(0, part.start()).stripTrailing().endsWith("=");
        blank(java, part.start(), part.end(), value ? "null;" : "");
      }
    }
    return java.toString();
  }

  /// Only the code: literals and comments, too, are blank.
  String code() {
    StringBuilder code = new StringBuilder(java());
    parts.forEach(part -> blank(code, part.start(), part.end(), ""));
    return code.toString();
  }

  private static void blank(StringBuilder text, int start, int end, String first) {
    for (int i = start; i < end; i++) {
      char instead = i - start < first.length() ? first.charAt(i - start) : ' ';
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, instead);
      }
    }
  }

  /// The brackets that are open at a place, the innermost first: where each stands.
  Deque<Integer> openBrackets(int cursor) {
    return openBrackets(cursor, new ArrayList<>());
  }

  /// Where brackets stand that no user will close any more: their statement has ended.
  List<Integer> abandonedBrackets() {
    List<Integer> abandoned = new ArrayList<>();
    openBrackets(text.length(), abandoned);
    return abandoned;
  }

  private Deque<Integer> openBrackets(int cursor, List<Integer> abandoned) {
    String code = code();
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < cursor; i++) {
      char c = code.charAt(i);
      if ("([{".indexOf(c) >= 0) {
        open.push(i);
      } else if (")]}".indexOf(c) >= 0 && !open.isEmpty()) {
        open.pop();
      } else if (c == ';') {
        while (!open.isEmpty() && endsWithStatement(code, open.peek())) {
          abandoned.add(open.pop());
        }
      }
    }
    return open;
  }

  /// A `;` can stand in a block, and between the parentheses of `for` and `try`.
  private static boolean endsWithStatement(String code, int bracket) {
    String before = code.substring(Math.max(0, bracket - 20), bracket);
    return code.charAt(bracket) == '['
        || (code.charAt(bracket) == '(' && !HEAD.matcher(before).find());
  }
}
