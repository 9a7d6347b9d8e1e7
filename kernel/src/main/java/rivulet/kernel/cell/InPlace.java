package rivulet.kernel.cell;

import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree.JCAssignOp;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the compound assignments that are none: `x -= e` changes what `x` is and assigns nothing,
/// so `x` may be final, or captured by a lambda, or what a method returned (`x.grad() *= 0.5`).
final class InPlace extends TreeScanner {
  private final Operators operators;
  private final Map<Integer, String> found = new HashMap<>();

  private InPlace(Operators operators) {
    this.operators = operators;
  }

  /// Positions, with the qualified names of the methods.
  static Map<Integer, String> in(@Nullable JCClassDecl tree, Operators operators) {
    InPlace scanner = new InPlace(operators);
    scanner.scan(tree);
    return scanner.found;
  }

  @Override
  public void visitAssignop(JCAssignOp tree) {
    super.visitAssignop(tree);
    Type left = typeOf(tree.lhs);
    Type right = typeOf(tree.rhs);
    if (left != null && right != null) {
      MethodSymbol method = operators.assignment(tree.getTag().noAssignOp(), left, right);
      if (method != null) {
        found.put(tree.pos, method.owner.getQualifiedName() + "." + method.name);
      }
    }
  }

  /// javac has no type for a call in a variable's place, but the call itself has one.
  private static @Nullable Type typeOf(JCExpression tree) {
    boolean isCall = TreeInfo.skipParens(tree) instanceof JCMethodInvocation;
    if (isCall && ((JCMethodInvocation) TreeInfo.skipParens(tree)).meth.type != null) {
      return ((JCMethodInvocation) TreeInfo.skipParens(tree)).meth.type.getReturnType();
    }
    return tree.type;
  }
}
