package rivulet.kernel.cell;

import static com.sun.tools.javac.parser.Tokens.TokenKind.*;

import com.sun.tools.javac.parser.Lexer;
import com.sun.tools.javac.parser.Tokens.Token;
import com.sun.tools.javac.parser.Tokens.TokenKind;
import java.util.EnumSet;
import java.util.Set;

/// Tells what an item at a cell's top level is by looking at the tokens ahead, before anything is
/// parsed: after modifiers, `class` and its like begin a type, `Type name (` a method, `Type name`
/// a variable. So each item is parsed once, by the rule that it belongs to.
final class Lookahead {
  /// What an item is.
  enum Item {
    TYPE,
    METHOD,
    VARIABLE,
    STATEMENT,
    EXPRESSION
  }

  private static final int NONE = -1;

  private static final Set<TokenKind> MODIFIERS =
      EnumSet.of(
          PUBLIC, PROTECTED, PRIVATE, STATIC, ABSTRACT, FINAL, NATIVE, STRICTFP, TRANSIENT,
          VOLATILE);
  private static final Set<TokenKind> TYPES = EnumSet.of(CLASS, INTERFACE, ENUM);
  private static final Set<TokenKind> PRIMITIVES =
      EnumSet.of(BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE, BOOLEAN, VOID);
  private static final Set<TokenKind> STATEMENTS =
      EnumSet.of(
          LBRACE,
          IF,
          FOR,
          WHILE,
          DO,
          TRY,
          SWITCH,
          SYNCHRONIZED,
          RETURN,
          THROW,
          BREAK,
          CONTINUE,
          ASSERT,
          ELSE,
          CATCH,
          FINALLY,
          CASE,
          DEFAULT);
  private static final Set<TokenKind> NAMES = EnumSet.of(IDENTIFIER, UNDERSCORE);
  private static final Set<TokenKind> BETWEEN_ARGUMENTS =
      EnumSet.of(COMMA, AMP, EXTENDS, SUPER, QUES);

  private final Lexer lexer;

  Lookahead(Lexer lexer) {
    this.lexer = lexer;
  }

  /// What begins at the current token.
  Item item() {
    int start = modifiers(0);
    if (TYPES.contains(kind(start)) || isRecord(start)) {
      return Item.TYPE;
    }
    if (kind(start) == LT) {
      return Item.METHOD;
    }
    int end = type(start);
    if (end != NONE && NAMES.contains(kind(end))) {
      return kind(end + 1) == LPAREN ? Item.METHOD : Item.VARIABLE;
    }
    boolean statement = STATEMENTS.contains(kind(start)) || kind(start + 1) == COLON;
    return statement ? Item.STATEMENT : Item.EXPRESSION;
  }

  private TokenKind kind(int i) {
    return lexer.token(i).kind;
  }

  private boolean isNamed(int i, String name) {
    Token token = lexer.token(i);
    return token.kind == IDENTIFIER && token.name().contentEquals(name);
  }

  private boolean isRecord(int i) {
    boolean header = kind(i + 2) == LPAREN || kind(i + 2) == LT;
    return isNamed(i, "record") && kind(i + 1) == IDENTIFIER && header;
  }

  /// The index after the modifiers that begin at `i`.
  private int modifiers(int i) {
    int at = i;
    while (true) {
      int next = modifier(at);
      if (next == at) {
        return at;
      }
      at = next;
    }
  }

  private int modifier(int i) {
    if (MODIFIERS.contains(kind(i)) || (kind(i) == SYNCHRONIZED && kind(i + 1) != LPAREN)) {
      return i + 1;
    }
    if (isNamed(i, "sealed") && startsType(i + 1)) {
      return i + 1;
    }
    if (isNamed(i, "non") && kind(i + 1) == SUB && isNamed(i + 2, "sealed") && startsType(i + 3)) {
      return i + 3;
    }
    return kind(i) == MONKEYS_AT && kind(i + 1) != INTERFACE ? annotation(i) : at(i);
  }

  /// `@interface` is no modifier, but its `@` stands before the keyword.
  private int at(int i) {
    return kind(i) == MONKEYS_AT ? i + 1 : i;
  }

  private boolean startsType(int i) {
    return TYPES.contains(kind(modifiers(i)));
  }

  private int annotation(int i) {
    int at = qualifiedName(i + 1);
    return kind(at) == LPAREN ? closing(at) : at;
  }

  private int qualifiedName(int i) {
    int at = i + 1;
    while (kind(at) == DOT && kind(at + 1) == IDENTIFIER) {
      at += 2;
    }
    return at;
  }

  /// The index after the parenthesis that closes the one at `i`.
  private int closing(int i) {
    int depth = 0;
    int at = i;
    do {
      depth += kind(at) == LPAREN ? 1 : kind(at) == RPAREN ? -1 : 0;
      at++;
    } while (depth > 0 && kind(at) != EOF);
    return at;
  }

  /// The index after the type that begins at `i`, or `NONE`.
  private int type(int i) {
    int start = kind(i) == MONKEYS_AT ? annotation(i) : i;
    if (PRIMITIVES.contains(kind(start))) {
      return dimensions(start + 1);
    }
    return kind(start) == IDENTIFIER ? classType(start) : NONE;
  }

  private int classType(int i) {
    int at = i + 1;
    if (kind(at) == LT) {
      at = arguments(at);
    }
    if (at != NONE && kind(at) == DOT && kind(at + 1) == IDENTIFIER) {
      return classType(at + 1);
    }
    return at == NONE ? NONE : dimensions(at);
  }

  private int dimensions(int i) {
    int at = i;
    while (kind(at) == LBRACKET && kind(at + 1) == RBRACKET) {
      at += 2;
    }
    return at;
  }

  /// The index after the type arguments whose `<` stands at `i`, or `NONE`.
  private int arguments(int i) {
    int depth = 0;
    int at = i;
    do {
      int closed = closes(kind(at));
      if (kind(at) == LT || closed > 0) {
        depth += kind(at) == LT ? 1 : -closed;
        at++;
      } else if (BETWEEN_ARGUMENTS.contains(kind(at))) {
        at++;
      } else {
        at = argument(at);
      }
    } while (at != NONE && depth > 0);
    return at;
  }

  /// One step over a name, a dot or dimensions: nested arguments are counted by the caller.
  private int argument(int i) {
    TokenKind kind = kind(i);
    if (kind == MONKEYS_AT) {
      return annotation(i);
    }
    if (PRIMITIVES.contains(kind) || kind == IDENTIFIER || kind == DOT) {
      return dimensions(i + 1);
    }
    return kind == LBRACKET && kind(i + 1) == RBRACKET ? i + 2 : NONE;
  }

  private static int closes(TokenKind kind) {
    return switch (kind) {
      case GT -> 1;
      case GTGT -> 2;
      case GTGTGT -> 3;
      default -> 0;
    };
  }
}
