package rivulet.kernel.assist;

import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.cell.Sketch;

/// A name's place in a sketch.
///
/// @param path to its tree
record Spot(Sketch sketch, Trees trees, TreePath path) {
  /// The place of the mark; null where the parser has dropped it.
  static @Nullable Spot ofMark(Sketch sketch) {
    return find(sketch, tree -> name(tree).equals(Drafts.MARK));
  }

  /// The place of the name that ends here; null where there is none.
  static @Nullable Spot endingAt(Sketch sketch, int end) {
    var positions = Trees.instance(sketch.task()).getSourcePositions();
    return find(
        sketch,
        tree -> !name(tree).isEmpty() && positions.getEndPosition(sketch.tree(), tree) == end);
  }

  /// The cell's class as a whole.
  static Spot ofCell(Sketch sketch) {
    TreePath unit = new TreePath(sketch.tree());
    Tree type = sketch.tree().getTypeDecls().getFirst();
    return new Spot(sketch, Trees.instance(sketch.task()), new TreePath(unit, type));
  }

  private static String name(Tree tree) {
    return switch (tree) {
      case IdentifierTree name -> name.getName().toString();
      case MemberSelectTree member -> member.getIdentifier().toString();
      default -> "";
    };
  }

  private static @Nullable Spot find(Sketch sketch, Predicate<Tree> wanted) {
    TreePath[] found = new TreePath[1];
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
        if (tree == null || found[0] != null) {
          return null;
        }
        super.scan(tree, null);
        if (found[0] == null && wanted.test(tree)) {
          found[0] = new TreePath(getCurrentPath(), tree);
        }
        return null;
      }

      @Override
      public @Nullable Void visitErroneous(ErroneousTree tree, @Nullable Void nothing) {
        return scan(tree.getErrorTrees(), null);
      }
    }.scan(new TreePath(sketch.tree()), null);
    return found[0] == null ? null : new Spot(sketch, Trees.instance(sketch.task()), found[0]);
  }

  /// What stands before the dot of a member.
  @Nullable TreePath qualifier() {
    return path.getLeaf() instanceof MemberSelectTree member
        ? new TreePath(path, member.getExpression())
        : null;
  }

  /// What the name means, if that is known.
  @Nullable Element element() {
    return trees.getElement(path);
  }

  /// The type of a tree, if it has one.
  @Nullable TypeMirror type(TreePath of) {
    TypeMirror type = trees.getTypeMirror(of);
    return type == null || type.getKind() == TypeKind.ERROR ? null : type;
  }
}
