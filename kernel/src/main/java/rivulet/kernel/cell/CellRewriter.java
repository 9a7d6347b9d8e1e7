package rivulet.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCAssign;
import com.sun.tools.javac.tree.JCTree.JCAssignOp;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCUnary;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.ListBuffer;
import com.sun.tools.javac.util.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The last changes to a cell's tree, between attribution and code generation: `var`s become fields
/// of the type that javac found, the last expression's value is kept, operators become calls.
final class CellRewriter {
  private final Context context;
  private final CellUnit unit;
  private final Types types;
  private final TreeMaker make;

  CellRewriter(Context context, CellUnit unit) {
    this.context = context;
    this.unit = unit;
    types = Types.instance(context);
    make = TreeMaker.instance(context);
  }

  void rewrite(Operators operators) {
    JCClassDecl tree = Objects.requireNonNull(unit.tree);
    JCExpressionStatement last = unit.last();
    boolean shown = last != null && isShown(last.expr);
    hoist(tree, Objects.requireNonNull(unit.run));
    if (unit.overloads != null) {
      leaveOverloads(tree);
    }
    new OperatorCalls(context, operators).translate(tree);
    if (last != null && shown) {
      keepValue(tree, last);
    }
  }

  /// What the class inherits is only there while it is attributed. Nobody makes objects of it, so
  /// it needs no constructor, which would call the one of that class.
  private void leaveOverloads(JCClassDecl tree) {
    tree.extending = null;
    ((Type.ClassType) tree.sym.type).supertype_field = Symtab.instance(context).objectType;
    ListBuffer<JCTree> members = new ListBuffer<>();
    for (JCTree member : tree.defs) {
      if (member instanceof JCMethodDecl method && method.sym.isConstructor()) {
        tree.sym.members().remove(method.sym);
      } else {
        members.add(member);
      }
    }
    tree.defs = members.toList();
  }

  /// `n += 2` shows what `n` is now, as in JShell; `x -= y` with operators of a library does not.
  private boolean isShown(JCExpression expression) {
    boolean changes =
        unit.findings().inPlace().containsKey(expression.pos)
            || expression instanceof JCAssign
            || (expression instanceof JCAssignOp && !isJavasOwn(expression.type))
            || (expression instanceof JCUnary unary && unary.getTag().isIncOrDecUnaryOp());
    return !changes && !expression.type.hasTag(TypeTag.VOID);
  }

  /// Whether Java itself has operators for the type.
  private boolean isJavasOwn(Type type) {
    return types.unboxedTypeOrType(type).isPrimitive()
        || types.isSameType(type, Symtab.instance(context).stringType);
  }

  private void keepValue(JCClassDecl tree, JCExpressionStatement last) {
    Symbol value = tree.sym.members().findFirst(Names.instance(context).fromString(CellUnit.VALUE));
    make.at(last.pos);
    last.expr = make.Assign(make.Ident(value), last.expr).setType(value.type);
  }

  /// A local of the run method becomes a field by changing its owner.
  private void hoist(JCClassDecl tree, JCMethodDecl run) {
    ListBuffer<JCStatement> statements = new ListBuffer<>();
    for (JCStatement statement : run.body.stats) {
      if (statement instanceof JCVariableDecl variable && unit.inferred.contains(variable)) {
        VarSymbol symbol = toField(variable.sym, tree.sym);
        make.at(variable.pos);
        tree.defs = tree.defs.append(make.VarDef(symbol, null));
        statements.add(
            make.Exec(make.Assign(make.Ident(symbol), variable.init).setType(symbol.type)));
      } else {
        statements.add(statement);
      }
    }
    run.body.stats = statements.toList();
  }

  private VarSymbol toField(VarSymbol symbol, ClassSymbol owner) {
    symbol.type = storable(symbol.type);
    symbol.owner = owner;
    symbol.flags_field = Flags.PUBLIC | Flags.STATIC;
    owner.members().enter(symbol);
    return symbol;
  }

  /// What javac found for the `var`s, as text that parses again; those of no type are left out.
  Map<String, String> foundTypes() {
    Map<String, String> found = new LinkedHashMap<>();
    for (JCVariableDecl variable : unit.inferred) {
      Type type = variable.sym == null ? null : variable.sym.type;
      if (type != null && !type.isErroneous()) {
        found.put(variable.name.toString(), denotable(storable(type)).toString());
      }
    }
    return found;
  }

  /// The type without what a field's signature cannot say: captures and intersections.
  private Type storable(Type type) {
    Type upward = types.upward(type, types.captures(type));
    return upward.hasTag(TypeTag.BOT) ? upward : WITHOUT_INTERSECTIONS.visit(upward, types);
  }

  private Type denotable(Type type) {
    Type denotable = type;
    while (denotable.hasTag(TypeTag.CLASS) && denotable.tsym.name.isEmpty()) {
      List<Type> interfaces = types.interfaces(denotable);
      denotable = interfaces.isEmpty() ? types.supertype(denotable) : interfaces.getFirst();
    }
    return denotable.hasTag(TypeTag.BOT) ? Symtab.instance(context).objectType : denotable;
  }

  private static final Type.StructuralTypeMapping<Types> WITHOUT_INTERSECTIONS =
      new Type.StructuralTypeMapping<>() {
        @Override
        public Type visitClassType(Type.ClassType type, Types types) {
          if (!type.isIntersection()) {
            return super.visitClassType(type, types);
          }
          var bounds = types.directSupertypes(type);
          return types.erasure(isObject(bounds.head) ? bounds.tail.head : bounds.head);
        }
      };

  private static boolean isObject(Type type) {
    return type.tsym.getQualifiedName().contentEquals("java.lang.Object");
  }
}
