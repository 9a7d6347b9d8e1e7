package rivulet.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCArrayTypeTree;
import com.sun.tools.javac.tree.JCTree.JCAssignOp;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCModifiers;
import com.sun.tools.javac.tree.JCTree.JCNewArray;
import com.sun.tools.javac.tree.JCTree.JCReturn;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.tree.TreeTranslator;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Names;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts a parsed cell together as one public class:
///
/// ```java
/// package cell;
/// import …;                              // the session's and the cell's own
/// public class In7 {
///   public static int x;                 // the cell's variables, methods and types
///   public static void run$() throws Throwable { x = 1; … }
///   public static Object value$;         // of the last expression, or of a top-level return
/// }
/// ```
final class UnitBuilder {
  private static final long METHOD_FLAGS = Flags.SYNCHRONIZED | Flags.STRICTFP;
  private static final long TYPE_FLAGS = ~(Flags.PRIVATE | Flags.PROTECTED);

  private final TreeMaker make;
  private final Names names;
  private final CellUnit unit;
  private final int end;
  private final Function<String, JCExpression> typeOf;
  private final ListBuffer<JCTree> members = new ListBuffer<>();
  private final ListBuffer<JCStatement> statements = new ListBuffer<>();

  /// @param end the position after the cell's text
  /// @param typeOf parses the text of a type
  UnitBuilder(
      TreeMaker make, Names names, CellUnit unit, int end, Function<String, JCExpression> typeOf) {
    this.make = make;
    this.names = names;
    this.unit = unit;
    this.end = end;
    this.typeOf = typeOf;
  }

  JCCompilationUnit build() {
    unit.keepUnchangedTypes();
    unit.leaveOut();
    unit.methods.forEach(this::leaveOutBody);
    unit.methods.forEach(m -> members.add(with(m, m.mods, METHOD_FLAGS, Flags.PUBLIC)));
    unit.types.forEach(c -> members.add(with(c, c.mods, TYPE_FLAGS, 0)));
    unit.body.forEach(this::statement);
    unit.overloads = Overloads.classFor(unit.methods, unit.scope());
    make.at(0);
    members.add(runMethod());
    members.add(field(CellUnit.VALUE, qualified("java.lang.Object")));
    JCClassDecl tree =
        make.ClassDef(
            make.Modifiers(Flags.PUBLIC),
            names.fromString(unit.className()),
            List.nil(),
            unit.overloads == null ? null : make.Ident(names.fromString(Overloads.CLASS)),
            List.nil(),
            members.toList());
    new InPlaceCalls().translate(tree);
    if (!unit.packages().isEmpty()) {
      new PackageNames().translate(tree);
    }
    unit.tree = tree;
    return make.TopLevel(header().append(tree));
  }

  /// A type keeps the access that it has: that of a record bears on its constructors.
  private static JCTree with(JCTree tree, JCModifiers modifiers, long kept, long added) {
    modifiers.flags = (modifiers.flags & kept) | added | Flags.STATIC;
    return tree;
  }

  /// A method that misses something says so instead of what its body says.
  private void leaveOutBody(JCMethodDecl method) {
    Missing missing = unit.findings().undeclared().get(method.pos);
    if (missing != null) {
      make.at(method.pos);
      JCExpression in = qualified(Undeclared.class.getName() + ".in");
      List<JCExpression> said =
          List.of(make.Literal(method.name + "()"), make.Literal(missing.text()));
      method.body.stats = List.of(make.Throw(make.Apply(List.nil(), in, said)));
    }
  }

  private List<JCTree> header() {
    var header = new ListBuffer<JCTree>();
    header.add(make.PackageDecl(List.nil(), qualified(CellUnit.PACKAGE)));
    unit.scope().imports(unit.mentioned()).forEach(text -> header.add(importOf(text)));
    unit.findings().imports().forEach(text -> header.add(importOf(text)));
    unit.imports.stream().filter(i -> !unit.isOfCells(i)).forEach(header::add);
    return header.toList();
  }

  private JCTree importOf(String text) {
    if (text.startsWith("module ")) {
      return make.ModuleImport(qualified(text.substring("module ".length()).strip()));
    }
    boolean isStatic = text.startsWith("static ");
    String name = isStatic ? text.substring("static ".length()).strip() : text;
    return make.Import((JCFieldAccess) qualified(name), isStatic);
  }

  private JCExpression qualified(String name) {
    String[] parts = name.split("\\.", -1);
    JCExpression tree = make.Ident(names.fromString(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      tree = make.Select(tree, names.fromString(parts[i]));
    }
    return tree;
  }

  private JCVariableDecl field(String name, JCExpression type) {
    var flags = make.Modifiers(Flags.PUBLIC | Flags.STATIC);
    return make.VarDef(flags, names.fromString(name), type, null);
  }

  private JCMethodDecl runMethod() {
    JCMethodDecl run =
        make.MethodDef(
            make.Modifiers(Flags.PUBLIC | Flags.STATIC),
            names.fromString(CellUnit.RUN),
            make.TypeIdent(TypeTag.VOID),
            List.nil(),
            List.nil(),
            List.of(qualified("java.lang.Throwable")),
            make.Block(0, statements.toList()),
            null);
    run.body.endpos = end;
    unit.run = run;
    return run;
  }

  private void statement(JCStatement statement) {
    if (statement instanceof JCVariableDecl variable) {
      variable(variable);
    } else {
      statements.add(new TopLevelReturns().translate(statement));
    }
  }

  /// A variable becomes a field and an assignment, so that order, exceptions and lambdas are those
  /// of statements. A `var` waits for its type as a local of the run method.
  private void variable(JCVariableDecl variable) {
    if (variable.name.isEmpty()) { // `_`
      statements.add(variable);
      return;
    }
    JCExpression type = type(variable);
    if (type == null) {
      unit.inferred.add(variable);
      statements.add(variable);
      return;
    }
    if (variable.init == null || !isDeclaredAgain(variable)) {
      unit.typed.add(variable);
      make.at(variable.pos);
      members.add(field(variable.name.toString(), type));
    }
    if (variable.init != null) {
      JCExpression value = withElementType(variable.init, type);
      make.at(variable.pos);
      statements.add(make.Exec(make.Assign(make.Ident(variable.name), value)));
    }
  }

  /// With the same type in the same cell, as notes have it; then it is an assignment.
  private boolean isDeclaredAgain(JCVariableDecl variable) {
    return variable.vartype != null
        && unit.typed.stream()
            .anyMatch(v ->
                v.name.equals(variable.name)
                    && v.vartype != null
                    && v.vartype.toString().equals(variable.vartype.toString()));
  }

  private @Nullable JCExpression type(JCVariableDecl variable) {
    String known = unit.findings().types().get(variable.name.toString());
    return variable.vartype == null && known != null ? typeOf.apply(known) : variable.vartype;
  }

  /// `{1, 2}` stands only in a declaration; its element type is the declared one.
  private static JCExpression withElementType(JCExpression value, JCExpression type) {
    if (value instanceof JCNewArray array
        && array.elemtype == null
        && type instanceof JCArrayTypeTree declared) {
      array.elemtype = declared.elemtype;
    }
    return value;
  }

  /// `x -= e` as the call that it is, where an earlier attempt found one.
  private final class InPlaceCalls extends TreeTranslator {
    @Override
    public void visitAssignop(JCAssignOp tree) {
      super.visitAssignop(tree);
      String method = unit.findings().inPlace().get(tree.pos);
      if (method != null) {
        make.at(tree.pos);
        result = make.Apply(List.nil(), qualified(method), List.of(tree.lhs, tree.rhs));
      }
    }
  }

  /// `com.example.Main` as the `Main` that a cell with this package has declared.
  private final class PackageNames extends TreeTranslator {
    @Override
    public void visitSelect(JCFieldAccess tree) {
      super.visitSelect(tree);
      if (unit.packages().contains(tree.selected.toString())) {
        make.at(tree.pos);
        result = make.Ident(tree.name);
      }
    }
  }

  /// `return x;` at a cell's top level gives the cell's value and ends it.
  private final class TopLevelReturns extends TreeTranslator {
    @Override
    public void visitReturn(JCReturn tree) {
      result = tree;
      if (tree.expr != null) {
        make.at(tree.pos);
        var value = make.Ident(names.fromString(CellUnit.VALUE));
        JCStatement keep = make.Exec(make.Assign(value, tree.expr));
        result = make.Block(0, List.of(keep, make.Return(null)));
      }
    }

    @Override
    public void visitLambda(JCLambda tree) {
      result = tree;
    }

    @Override
    public void visitClassDef(JCClassDecl tree) {
      result = tree;
    }
  }
}
