package rivulet.kernel.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCImport;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCModuleImport;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final @Nullable Set<Integer> only;
  private final boolean sketch;
  private final Set<String> packages;

  final List<JCTree> imports = new ArrayList<>();
  final List<JCMethodDecl> methods = new ArrayList<>();
  final List<JCClassDecl> types = new ArrayList<>();

  /// The types and methods as they are written; javac changes the trees.
  private final List<Declaration> declarations = new ArrayList<>();

  private final List<Declaration> leftOut = new ArrayList<>();

  /// Statements and variables, in order.
  final List<JCStatement> body = new ArrayList<>();

  /// Variables whose type is left to javac: locals of the run method until they are attributed.
  final List<JCVariableDecl> inferred = new ArrayList<>();

  /// Variables that have a field from the start.
  final List<JCVariableDecl> typed = new ArrayList<>();

  /// The class that the cell's class inherits from while it is compiled.
  byte @Nullable [] overloads;

  @Nullable JCClassDecl tree;
  @Nullable JCMethodDecl run;
  private @Nullable JCExpressionStatement last;

  /// A whole cell.
  CellUnit(Source source, String className, Scope scope) {
    this(source, className, scope, Findings.NONE, null, false);
  }

  /// @param findings what earlier attempts at this cell found
  /// @param only where the declarations start that count; null for the whole cell
  /// @param sketch whether it is unfinished text
  private CellUnit(
      Source source,
      String className,
      Scope scope,
      Findings findings,
      @Nullable Set<Integer> only,
      boolean sketch) {
    this.source = source;
    this.className = className;
    this.scope = scope;
    this.findings = findings;
    this.only = only;
    this.sketch = sketch;
    this.packages = new HashSet<>(scope.packages());
  }

  CellUnit with(Findings more) {
    return new CellUnit(source, className, scope, more, only, sketch);
  }

  /// Some declarations of a cell, by where they start.
  static CellUnit declarations(Source source, String className, Scope scope, Set<Integer> starts) {
    return new CellUnit(source, className, scope, Findings.NONE, starts, false);
  }

  /// Unfinished text: the parser goes on after an error, and every declaration counts.
  static CellUnit sketch(Source source, Scope scope) {
    return new CellUnit(source, Sketch.CLASS, scope, Findings.NONE, null, true);
  }

  boolean isSketch() {
    return sketch;
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

  /// Adds a type or a method.
  ///
  /// @param start where it begins
  /// @param text as it is written
  void declare(JCTree tree, int start, String text) {
    if (only != null && !only.contains(start)) {
      return;
    }
    switch (tree) {
      case JCMethodDecl m -> {
        methods.add(m);
        declarations.add(Declaration.of(m, start, text));
      }
      case JCClassDecl c -> {
        types.add(c);
        declarations.add(Declaration.of(c, start, text));
      }
      default -> add(tree);
    }
  }

  /// Adds an import, a statement or a variable.
  void add(JCTree item) {
    if (only != null) {
      return;
    }
    switch (item) {
      case JCImport i -> imports.add(i);
      case JCModuleImport i -> imports.add(i);
      case JCStatement s -> body.add(s);
      default -> {} // what javac has reported as an error
    }
  }

  /// Leaves out the types whose classes of earlier cells stay.
  void keepUnchangedTypes() {
    if (only != null || sketch) {
      return;
    }
    Set<String> kept = scope.unchanged(declarations, source);
    types.removeIf(c -> kept.contains(c.name.toString()));
    declarations.removeIf(d -> d.isType() && kept.contains(d.name()));
  }

  /// Leaves out the declarations that make no sense yet.
  void leaveOut() {
    methods.removeIf(m -> isLeftOut(m.pos));
    types.removeIf(c -> isLeftOut(c.pos));
    declarations.stream().filter(d -> isLeftOut(d.namedAt())).forEach(leftOut::add);
    declarations.removeAll(leftOut);
  }

  private boolean isLeftOut(int namedAt) {
    Missing missing = findings.undeclared().get(namedAt);
    return missing != null && missing.outsideBody();
  }

  /// The package that the cell says its types are in. All cells are in one; the names of others are
  /// understood where they stand before a type of a cell.
  void inPackage(String name) {
    packages.add(name);
  }

  Set<String> packages() {
    return packages;
  }

  /// Whether an import is of cells' own types, which need none.
  boolean isOfCells(JCTree anImport) {
    String text = importText(anImport);
    int dot = text.lastIndexOf('.');
    return dot > 0 && packages.contains(text.substring(0, dot));
  }

  void endsWith(@Nullable JCExpressionStatement statement) {
    last = only == null ? statement : null;
  }

  /// The expression whose value the cell shows, if its text ends in one.
  @Nullable JCExpressionStatement last() {
    return last;
  }

  /// Imports as the user wrote them, without the keyword.
  List<String> importTexts() {
    return imports.stream().filter(i -> !isOfCells(i)).map(CellUnit::importText).toList();
  }

  private static String importText(JCTree tree) {
    return tree.toString().strip().replaceFirst("^import\\s+", "").replaceFirst("\\s*;$", "");
  }

  List<Declaration> declarations() {
    return declarations;
  }

  /// The declarations that miss what is not declared yet.
  List<Declaration> undeclared() {
    return Stream.concat(declarations.stream(), leftOut.stream())
        .filter(d -> findings.undeclared().containsKey(d.namedAt()))
        .toList();
  }

  /// What one of them misses.
  Missing missing(Declaration undeclared) {
    return Objects.requireNonNull(findings.undeclared().get(undeclared.namedAt()));
  }

  /// What the user is told of them.
  List<String> notes() {
    return undeclared().stream().map(d -> Undeclared.note(d.label(), missing(d).text())).toList();
  }

  Set<String> typeNames() {
    return declarations.stream()
        .filter(Declaration::isType)
        .map(Declaration::name)
        .collect(Collectors.toSet());
  }

  Set<Integer> typeStarts() {
    return declarations.stream()
        .filter(Declaration::isType)
        .map(Declaration::start)
        .collect(Collectors.toSet());
  }

  /// The names of what the cell declares.
  Set<String> definedNames() {
    Set<String> names =
        declarations.stream().map(Declaration::name).collect(Collectors.toCollection(HashSet::new));
    List.of(typed, inferred).forEach(all -> all.forEach(v -> names.add(v.name.toString())));
    return names;
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
    List.of(body, methods, types)
        .forEach(trees -> trees.forEach(tree -> found.addAll(Declaration.names(tree))));
    return found;
  }
}
