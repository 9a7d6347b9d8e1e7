package rivulet.kernel.cell;

import com.sun.tools.javac.tree.JCTree.Tag;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How the methods are called that stand for operators.
final class OperatorNames {
  static final Map<Tag, String> BINARY =
      Map.ofEntries(
          Map.entry(Tag.PLUS, "add"),
          Map.entry(Tag.MINUS, "sub"),
          Map.entry(Tag.MUL, "mul"),
          Map.entry(Tag.DIV, "div"),
          Map.entry(Tag.MOD, "rem"),
          Map.entry(Tag.LT, "lt"),
          Map.entry(Tag.LE, "le"),
          Map.entry(Tag.GT, "gt"),
          Map.entry(Tag.GE, "ge"),
          Map.entry(Tag.BITAND, "and"),
          Map.entry(Tag.BITOR, "or"),
          Map.entry(Tag.BITXOR, "xor"));
  static final Map<Tag, String> UNARY =
      Map.of(Tag.POS, "pos", Tag.NEG, "neg", Tag.NOT, "not", Tag.COMPL, "invert");

  private static final Map<Tag, String> SIGNS =
      Map.ofEntries(
          Map.entry(Tag.PLUS, "+"),
          Map.entry(Tag.MINUS, "-"),
          Map.entry(Tag.MUL, "*"),
          Map.entry(Tag.DIV, "/"),
          Map.entry(Tag.MOD, "%"),
          Map.entry(Tag.LT, "<"),
          Map.entry(Tag.LE, "<="),
          Map.entry(Tag.GT, ">"),
          Map.entry(Tag.GE, ">="),
          Map.entry(Tag.BITAND, "&"),
          Map.entry(Tag.BITOR, "|"),
          Map.entry(Tag.BITXOR, "^"),
          Map.entry(Tag.POS, "+"),
          Map.entry(Tag.NEG, "-"),
          Map.entry(Tag.NOT, "!"),
          Map.entry(Tag.COMPL, "~"));
  private static final String ASSIGN = "Assign";
  private static final Map<String, String> SYMBOLS = symbols();

  private OperatorNames() {}

  /// The method that changes its left operand in place.
  static String assignment(Tag tag) {
    return BINARY.get(tag) + ASSIGN;
  }

  /// The operator that a method stands for: `+` for `add`, `+=` for `addAssign`; null for others.
  static @Nullable String symbol(String method) {
    return SYMBOLS.get(method);
  }

  private static Map<String, String> symbols() {
    Map<String, String> symbols = new TreeMap<>();
    UNARY.forEach((tag, name) -> symbols.put(name, SIGNS.get(tag)));
    BINARY.forEach((tag, name) -> {
      symbols.put(name, SIGNS.get(tag));
      symbols.put(name + ASSIGN, SIGNS.get(tag) + "=");
    });
    return symbols;
  }
}
