package rivulet.kernel.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCLiteral;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.HashSet;
import java.util.Set;

/// A type or a method as a cell declares it.
///
/// @param name its simple name
/// @param isType a type, not a method
/// @param start where it begins in the cell's text
/// @param namedAt where its name stands
/// @param text as it is written
/// @param mentions all simple names in it
/// @param signature the simple names in a method's result and parameters
/// @param hasState a type whose static fields a new declaration would set anew
record Declaration(
    String name,
    boolean isType,
    int start,
    int namedAt,
    String text,
    Set<String> mentions,
    Set<String> signature,
    boolean hasState) {
  static Declaration of(JCClassDecl tree, int start, String text) {
    return new Declaration(
        tree.name.toString(), true, start, tree.pos, text, names(tree), Set.of(), hasState(tree));
  }

  static Declaration of(JCMethodDecl tree, int start, String text) {
    Set<String> signature = names(tree.restype);
    tree.params.forEach(p -> signature.addAll(names(p.vartype)));
    return new Declaration(
        tree.name.toString(), false, start, tree.pos, text, names(tree), signature, false);
  }

  /// As users are told of it.
  String label() {
    return isType ? name : name + "()";
  }

  /// All simple names in a tree.
  static Set<String> names(JCTree tree) {
    Set<String> found = new HashSet<>();
    new TreeScanner() {
      @Override
      public void visitIdent(JCIdent ident) {
        found.add(ident.name.toString());
      }
    }.scan(tree);
    return found;
  }

  private static boolean hasState(JCClassDecl tree) {
    boolean[] found = new boolean[1];
    new TreeScanner() {
      @Override
      public void visitVarDef(JCVariableDecl field) {
        long flags = field.mods.flags & (Flags.STATIC | Flags.FINAL | Flags.ENUM);
        boolean constant = flags == (Flags.STATIC | Flags.FINAL) && field.init instanceof JCLiteral;
        found[0] |= (flags & Flags.STATIC) != 0 && (flags & Flags.ENUM) == 0 && !constant;
      }

      @Override
      public void visitBlock(JCBlock block) {
        found[0] |= block.isStatic();
      }
    }.scan(tree);
    return found[0];
  }
}
