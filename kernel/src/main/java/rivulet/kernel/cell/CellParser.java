package rivulet.kernel.cell;

import static com.sun.tools.javac.parser.Tokens.TokenKind.EOF;
import static com.sun.tools.javac.parser.Tokens.TokenKind.SEMI;
import static com.sun.tools.javac.parser.Tokens.TokenKind.STATIC;

import com.sun.tools.javac.parser.JavacParser;
import com.sun.tools.javac.parser.Lexer;
import com.sun.tools.javac.parser.ParserFactory;
import com.sun.tools.javac.parser.ScannerFactory;
import com.sun.tools.javac.parser.Tokens.TokenKind;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCModifiers;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Names;
import org.jspecify.annotations.Nullable;

/// Parses a cell: imports, declarations, statements and expressions in any order, the last `;`
/// optional. The trees keep the positions that they have in the cell's text.
final class CellParser extends JavacParser {
  private final CellUnit unit;
  private final Names names;
  private final Lookahead ahead;
  private final Factory factory;

  private CellParser(Factory factory, Lexer lexer, CellUnit unit) {
    super(factory, lexer, false, true, true);
    this.factory = factory;
    this.unit = unit;
    this.names = Names.instance(factory.context);
    this.ahead = new Lookahead(lexer);
  }

  @Override
  public JCCompilationUnit parseCompilationUnit() {
    int failed = endPosTable.errorEndPos;
    while (token.kind != EOF && (unit.isSketch() || endPosTable.errorEndPos == failed)) {
      int start = token.pos;
      item();
      if (token.pos == start) {
        nextToken(); // an error of a sketch
      }
    }
    JCCompilationUnit tree = new UnitBuilder(F, names, unit, token.pos, factory::type).build();
    tree.lineMap = S.getLineMap();
    endPosTable.setParser(null);
    tree.endPositions = endPosTable;
    return tree;
  }

  /// A missing `;` at the cell's end is no error.
  @Override
  public void accept(TokenKind kind) {
    if (kind != SEMI || token.kind != EOF) {
      super.accept(kind);
    }
  }

  private void item() {
    switch (token.kind) {
      case SEMI -> {
        nextToken();
        unit.endsWith(null);
      }
      case IMPORT -> unit.add(importDeclaration());
      case PACKAGE -> {
        nextToken();
        unit.inPackage(qualident(false).toString());
        accept(SEMI);
      }
      default -> declarationOrStatement();
    }
  }

  private void declarationOrStatement() {
    unit.endsWith(null);
    switch (ahead.item()) {
      case TYPE -> type();
      case METHOD -> method();
      case VARIABLE -> variables();
      case STATEMENT -> {
        if (token.kind == STATIC) {
          nextToken();
        }
        unit.add(parseStatement());
      }
      case EXPRESSION -> expression();
    }
  }

  private void type() {
    int start = token.pos;
    unit.declare(
        classOrRecordOrInterfaceOrEnumDeclaration(modifiersOpt(), null), start, textFrom(start));
  }

  private void method() {
    int start = token.pos;
    var trees =
        classOrInterfaceOrRecordBodyDeclaration(
            null, names.fromString(unit.className()), false, false);
    trees.forEach(tree -> unit.declare(tree, start, textFrom(start)));
  }

  private String textFrom(int start) {
    String text = unit.source().text();
    return text.substring(start, Math.clamp(S.prevToken().endPos, start, text.length()));
  }

  private void variables() {
    JCModifiers modifiers = modifiersOpt();
    modifiers.flags = 0;
    JCExpression type = parseType(true);
    ListBuffer<JCVariableDecl> found =
        variableDeclarators(modifiers, type, new ListBuffer<JCVariableDecl>(), true);
    accept(SEMI);
    found.forEach(unit::add);
  }

  private void expression() {
    int start = token.pos;
    var statement = F.at(start).Exec(parseExpression());
    accept(SEMI);
    unit.add(to(statement));
    unit.endsWith(statement);
  }

  /// Makes a compiler's context parse cells while it is asked to, and plain Java otherwise.
  static final class Factory extends ParserFactory {
    private static final Context.Key<Factory> KEY = new Context.Key<>();

    private final Context context;
    private @Nullable CellUnit unit;

    private Factory(Context context) {
      super(context);
      this.context = context;
      context.put(KEY, this);
    }

    /// The context's factory, made its parser factory at the first call.
    static Factory of(Context context) {
      if (context.get(KEY) == null) {
        context.put(parserFactoryKey, (Context.Factory<ParserFactory>) Factory::new);
        ParserFactory.instance(context);
      }
      return context.get(KEY);
    }

    void parseInto(@Nullable CellUnit next) {
      unit = next;
    }

    @Override
    public JavacParser newParser(
        CharSequence text, boolean docs, boolean ends, boolean lines, boolean module) {
      if (unit == null) {
        return super.newParser(text, docs, ends, lines, module);
      }
      return new CellParser(this, ScannerFactory.instance(context).newScanner(text, docs), unit);
    }

    @Override
    public JavacParser newParser(CharSequence text, boolean docs, boolean ends, boolean lines) {
      return newParser(text, docs, ends, lines, false);
    }

    /// Parses the text of a type, as diagnostics print it.
    JCExpression type(String text) {
      CellUnit saved = unit;
      unit = null;
      try {
        return newParser(text, false, false, false).parseType();
      } finally {
        unit = saved;
      }
    }
  }
}
