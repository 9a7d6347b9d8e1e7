package rivulet.kernel.cell;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree.JCAssignOp;
import com.sun.tools.javac.tree.JCTree.JCBinary;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCUnary;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.tree.TreeTranslator;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.Log;

/// Replaces operators that [Operators] resolved by calls, in an attributed tree.
final class OperatorCalls extends TreeTranslator {
  private final Operators operators;
  private final TreeMaker make;
  private final Types types;
  private final Log log;
  private final com.sun.tools.javac.comp.Operators javac;

  OperatorCalls(Context context, Operators operators) {
    this.operators = operators;
    make = TreeMaker.instance(context);
    types = Types.instance(context);
    log = Log.instance(context);
    javac = com.sun.tools.javac.comp.Operators.instance(context);
  }

  @Override
  public void visitBinary(JCBinary tree) {
    super.visitBinary(tree);
    if (tree.operator instanceof Operators.Call call) {
      result = call(tree, call.method, List.of(tree.lhs, tree.rhs));
    }
  }

  @Override
  public void visitUnary(JCUnary tree) {
    super.visitUnary(tree);
    if (tree.operator instanceof Operators.Call call) {
      result = call(tree, call.method, List.of(tree.arg));
    }
  }

  /// `x op= e` changes what `x` is, and assigns nothing.
  @Override
  public void visitAssignop(JCAssignOp tree) {
    super.visitAssignop(tree);
    if (!(tree.operator instanceof Operators.Call)) {
      return;
    }
    MethodSymbol inPlace =
        operators.assignment(tree.getTag().noAssignOp(), tree.lhs.type, tree.rhs.type);
    if (inPlace == null) {
      log.error(tree.pos(), notApplicable(tree));
      return;
    }
    JCExpression call = call(tree, inPlace, List.of(tree.lhs, tree.rhs));
    result = types.isSubtype(call.type, tree.type) ? call : make.TypeCast(tree.type, call);
  }

  private JCDiagnostic.Error notApplicable(JCAssignOp tree) {
    return new JCDiagnostic.Error(
        "compiler",
        "operator.cant.be.applied.1",
        javac.operatorName(tree.getTag().noAssignOp()),
        tree.lhs.type,
        tree.rhs.type);
  }

  private JCExpression call(JCExpression tree, MethodSymbol method, List<JCExpression> operands) {
    make.at(tree.pos);
    JCExpression call = make.App(make.QualIdent(method), operands);
    call.type = method.type.getReturnType();
    return call;
  }
}
