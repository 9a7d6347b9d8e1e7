package rivulet.kernel.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCImport;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCModuleImport;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One attempt at compiling a cell: what it starts from, what the parser found, and the tree of the
/// class that the cell becomes.
final class CellUnit {
  /// The package of all cells' classes, and the members of a cell's class that no user wrote.
  static final String PACKAGE = "cell";

  static final String RUN = "run$";
  static final String VALUE = "value$";

  private final Source source;
  private final String className;
  private final Scope scope;
  private final Findings findings;

  final List<JCTree> imports = new ArrayList<>();
  final List<JCMethodDecl> methods = new ArrayList<>();
  final List<JCClassDecl> types = new ArrayList<>();

  /// The types' names as written; javac changes those of the trees.
  private final Set<String> typeNames = new LinkedHashSet<>();

  /// Statements and variables, in order.
  final List<JCStatement> body = new ArrayList<>();

  /// Variables whose type is left to javac: locals of the run method until they are attributed.
  final List<JCVariableDecl> inferred = new ArrayList<>();

  /// Variables that have a field from the start.
  final List<JCVariableDecl> typed = new ArrayList<>();

  @Nullable JCClassDecl tree;
  @Nullable JCMethodDecl run;
  private @Nullable JCExpressionStatement last;

  /// @param findings what earlier attempts at this cell found
  CellUnit(Source source, String className, Scope scope, Findings findings) {
    this.source = source;
    this.className = className;
    this.scope = scope;
    this.findings = findings;
  }

  CellUnit with(Findings more) {
    return new CellUnit(source, className, scope, more);
  }

  Source source() {
    return source;
  }

  String className() {
    return className;
  }

  Scope scope() {
    return scope;
  }

  Findings findings() {
    return findings;
  }

  void add(JCTree item) {
    switch (item) {
      case JCImport i -> imports.add(i);
      case JCModuleImport i -> imports.add(i);
      case JCMethodDecl m -> methods.add(m);
      case JCClassDecl c -> {
        types.add(c);
        typeNames.add(c.name.toString());
      }
      case JCStatement s -> body.add(s);
      default -> throw new IllegalArgumentException("not an item of a cell: " + item.getTag());
    }
  }

  void endsWith(@Nullable JCExpressionStatement statement) {
    last = statement;
  }

  /// The expression whose value the cell shows, if its text ends in one.
  @Nullable JCExpressionStatement last() {
    return last;
  }

  /// Imports as the user wrote them, without the keyword.
  List<String> importTexts() {
    return imports.stream().map(CellUnit::importText).toList();
  }

  private static String importText(JCTree tree) {
    return tree.toString().strip().replaceFirst("^import\\s+", "").replaceFirst("\\s*;$", "");
  }

  Set<String> typeNames() {
    return typeNames;
  }

  /// Variables that the cell gives a value where it declares them.
  Set<String> initialized() {
    Set<String> names = new HashSet<>();
    for (JCStatement statement : body) {
      if (statement instanceof JCVariableDecl variable && variable.init != null) {
        names.add(variable.name.toString());
      }
    }
    return names;
  }

  /// All simple names that the cell mentions, wherever.
  Set<String> mentioned() {
    Set<String> found = new HashSet<>();
    var scanner =
        new TreeScanner() {
          @Override
          public void visitIdent(JCIdent tree) {
            found.add(tree.name.toString());
          }
        };
    body.forEach(scanner::scan);
    methods.forEach(scanner::scan);
    types.forEach(scanner::scan);
    return found;
  }
}
