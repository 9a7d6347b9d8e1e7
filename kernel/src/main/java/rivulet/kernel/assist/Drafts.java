package rivulet.kernel.assist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Makes text that parses out of text that is being typed: a mark in place of the name, and what is
/// still missing after it.
final class Drafts {
  /// What stands in the drafts where the name is.
  static final String MARK = "here$";

  private final Word word;
  private final String text;
  private final String before;
  private final String after;

  private Drafts(Word word) {
    this.word = word;
    text = withoutAbandoned(word.layout());
    before = beforeMark(text.substring(0, word.start()));
    after = text.substring(word.end());
  }

  /// Drafts, the most faithful first. All of them are the text itself up to the name.
  static List<String> of(Word word) {
    return new Drafts(word).all();
  }

  private List<String> all() {
    Deque<Integer> open = word.layout().openBrackets(word.start());
    String mark = MARK + (word.isCreated() && !after.stripLeading().startsWith("(") ? "()" : "");
    Set<String> drafts = new LinkedHashSet<>();
    if (isBalanced()) {
      drafts.add(before + mark + (endsStatement(open) ? ";" : "") + after);
    }
    drafts.add(before + mark + closers(open, false) + (restOfLine().isBlank() ? ";" : "") + after);
    drafts.add(before + mark + closers(open, true));
    return List.copyOf(drafts);
  }

  /// What an unclosed bracket stands in would swallow the statements after it.
  private static String withoutAbandoned(Layout layout) {
    StringBuilder text = new StringBuilder(layout.java());
    for (int bracket : layout.abandonedBrackets()) {
      int line = text.lastIndexOf("\n", bracket) + 1;
      text.replace(line, bracket + 1, " ".repeat(bracket + 1 - line));
    }
    return text.toString();
  }

  /// A method reference is looked up as a call is; its own tree has no type without a target.
  private String beforeMark(String typed) {
    int colons = typed.stripTrailing().length() - 2;
    return word.isReference()
        ? typed.substring(0, colons) + " ." + typed.substring(colons + 2)
        : typed;
  }

  private String restOfLine() {
    int end = after.indexOf('\n');
    return end < 0 ? after : after.substring(0, end);
  }

  /// Whether a statement that goes no further than this line lacks its `;`.
  private boolean endsStatement(Deque<Integer> open) {
    String next = after.stripLeading();
    boolean inBlock = open.isEmpty() || text.charAt(open.peek()) == '{';
    boolean other =
        next.isEmpty()
            || Character.isJavaIdentifierStart(next.charAt(0))
            || "}@{".indexOf(next.charAt(0)) >= 0;
    return inBlock && restOfLine().isBlank() && other;
  }

  private boolean isBalanced() {
    String code = word.layout().code();
    Deque<Character> open = new ArrayDeque<>();
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if ("([{".indexOf(c) >= 0) {
        open.push(closer(c));
      } else if (")]}".indexOf(c) >= 0 && (open.isEmpty() || open.pop() != c)) {
        return false;
      }
    }
    return open.isEmpty();
  }

  /// What closes the open brackets: of the statement, or all of them.
  private String closers(Deque<Integer> open, boolean all) {
    StringBuilder closers = new StringBuilder();
    for (int position : open) {
      char c = text.charAt(position);
      if (c == '{' && !all) {
        break;
      }
      closers.append(c == '{' ? ";" : "").append(closer(c));
    }
    return closers + (all ? ";" : "");
  }

  private static char closer(char opener) {
    return opener == '(' ? ')' : opener == '[' ? ']' : '}';
  }
}
