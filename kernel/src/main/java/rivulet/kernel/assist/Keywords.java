package rivulet.kernel.assist;

import java.util.List;
import java.util.stream.Stream;

/// Java's words, where they fit.
final class Keywords {
  private static final List<String> TYPES =
      List.of("boolean", "byte", "char", "double", "float", "int", "long", "short");
  private static final List<String> VALUES =
      List.of("false", "new", "null", "super", "switch", "this", "true");
  private static final List<String> STATEMENTS =
      List.of(
          "abstract",
          "assert",
          "break",
          "case",
          "catch",
          "class",
          "continue",
          "default",
          "do",
          "else",
          "enum",
          "final",
          "finally",
          "for",
          "if",
          "import",
          "interface",
          "private",
          "protected",
          "public",
          "record",
          "return",
          "sealed",
          "static",
          "synchronized",
          "throw",
          "try",
          "var",
          "void",
          "while",
          "yield");
  private static final List<String> AFTER_OPERAND =
      List.of("extends", "implements", "instanceof", "permits", "throws", "when");

  private Keywords() {}

  static Stream<String> at(Word word) {
    if (word.followsOperand() && !word.beginsStatement()) {
      return AFTER_OPERAND.stream();
    }
    Stream<String> values = Stream.concat(TYPES.stream(), VALUES.stream());
    return word.beginsStatement() ? Stream.concat(STATEMENTS.stream(), values) : values;
  }
}
