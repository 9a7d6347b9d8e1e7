package rivulet.kernel.assist;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The name at a place in Java, and what stands before it.
///
/// @param layout of the whole text
/// @param start where the name begins
/// @param cursor the place
/// @param end where the name ends
record Word(Layout layout, int start, int cursor, int end) {
  private static final Set<String> NO_OPERAND =
      Set.of("return", "throw", "yield", "case", "assert", "else", "do", "new", "instanceof");

  static Word at(Layout layout, int cursor) {
    String text = layout.java();
    int start = cursor;
    while (start > 0 && Character.isJavaIdentifierPart(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    int end = cursor;
    while (end < text.length() && Character.isJavaIdentifierPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return new Word(layout, start, cursor, end);
  }

  /// What is typed of the name.
  String prefix() {
    return layout.text().substring(start, cursor);
  }

  /// Whether a name begins as it is typed, in whatever case.
  boolean fits(String name) {
    return name.regionMatches(true, 0, prefix(), 0, prefix().length());
  }

  boolean isNumber() {
    return !prefix().isEmpty() && Character.isDigit(prefix().charAt(0));
  }

  boolean isName() {
    return !whole().isEmpty() && Character.isJavaIdentifierStart(whole().codePointAt(0));
  }

  /// The same name with the place at its end.
  Word toItsEnd() {
    return new Word(layout, start, end, end);
  }

  String whole() {
    return layout.text().substring(start, end);
  }

  /// All code before the name, without blanks at its end.
  String before() {
    return layout.code().substring(0, start).stripTrailing();
  }

  boolean isMember() {
    return before().endsWith(".") && !before().endsWith("..");
  }

  boolean isReference() {
    return before().endsWith("::");
  }

  boolean isAnnotation() {
    return before().endsWith("@");
  }

  boolean isCreated() {
    return wordBefore().equals("new");
  }

  /// The last word of the code before the name; empty where it ends in something else.
  String wordBefore() {
    String before = before();
    int from = before.length();
    while (from > 0 && Character.isJavaIdentifierPart(before.charAt(from - 1))) {
      from--;
    }
    return before.substring(from);
  }

  /// The import that the name is part of, as far as it is typed; null where it is part of none.
  @Nullable String imported() {
    String line = layout.code().substring(layout.code().lastIndexOf('\n', start - 1) + 1, start);
    String statement = line.substring(line.lastIndexOf(';') + 1).strip();
    boolean imports = statement.equals("import") || statement.startsWith("import ");
    return imports ? statement.substring("import".length()).strip() : null;
  }

  /// Whether a statement can begin here.
  boolean beginsStatement() {
    String before = before();
    return before.isEmpty()
        || before.endsWith(";")
        || before.endsWith("{")
        || before.endsWith("}")
        || before.endsWith("->")
        || before.endsWith(")")
        || Set.of("else", "do").contains(wordBefore());
  }

  /// Whether an expression stands before the name, which an operator must follow.
  boolean followsOperand() {
    String word = wordBefore();
    String before = before();
    boolean closed = before.endsWith(")") || before.endsWith("]") || before.endsWith(">");
    return closed || (!word.isEmpty() && !NO_OPERAND.contains(word));
  }
}
