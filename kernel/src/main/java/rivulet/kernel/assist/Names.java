package rivulet.kernel.assist;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PatternTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.cell.Definition;
import rivulet.kernel.cell.Sketch;

/// What simple names can mean at a place: its locals, the members of the classes around it, what
/// the session defines, and what is imported.
final class Names {
  /// How near a name is.
  static final int LOCAL = 0;

  static final int OWN = 1;
  static final int SESSION = 2;
  static final int INHERITED = 3;
  static final int IMPORTED_MEMBER = 4;
  static final int KEYWORD = 5;
  static final int IMPORTED_TYPE = 6;
  static final int PACKAGE = 7;
  static final int OTHER_TYPE = 8;

  private final Spot spot;
  private final Predicate<String> wanted;

  /// @param wanted which names
  Names(Spot spot, Predicate<String> wanted) {
    this.spot = spot;
    this.wanted = wanted;
  }

  /// All of them, the nearest first; a name that a nearer one hides is left out.
  List<Known> all() {
    Set<String> hidden = new HashSet<>();
    List<Known> all = new ArrayList<>();
    add(all, hidden, constants());
    add(all, hidden, locals());
    members(all, hidden);
    add(all, hidden, session());
    add(all, hidden, imported());
    return all;
  }

  private static void add(List<Known> all, Set<String> hidden, Stream<Known> more) {
    List<Known> visible = more.filter(known -> !hidden.contains(key(known))).toList();
    visible.forEach(known -> hidden.add(key(known)));
    all.addAll(visible);
  }

  /// A variable, a method and a type of one name do not hide each other.
  private static String key(Known known) {
    return switch (known.element().getKind()) {
      case METHOD -> known.name() + "()";
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, TYPE_PARAMETER -> known.name() + "<>";
      default -> known.name();
    };
  }

  /// After `case`, those of the enum that the switch is over.
  private Stream<Known> constants() {
    TreePath owner = spot.path().getParentPath();
    while (owner != null && !(owner.getLeaf() instanceof CaseTree)) {
      owner = isLabel(owner.getLeaf()) ? owner.getParentPath() : null;
    }
    TypeMirror type = owner == null ? null : selector(owner.getParentPath());
    return type instanceof DeclaredType site && site.asElement().getKind() == ElementKind.ENUM
        ? site.asElement().getEnclosedElements().stream()
            .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
            .filter(e -> wanted.test(e.getSimpleName().toString()))
            .map(e -> new Known(e, site, LOCAL))
        : Stream.of();
  }

  private static boolean isLabel(Tree tree) {
    return tree instanceof CaseLabelTree || tree instanceof PatternTree;
  }

  private @Nullable TypeMirror selector(TreePath path) {
    Tree selector =
        switch (path.getLeaf()) {
          case SwitchTree statement -> statement.getExpression();
          case SwitchExpressionTree expression -> expression.getExpression();
          default -> null;
        };
    return selector == null ? null : spot.type(new TreePath(path, selector));
  }

  private Stream<Known> locals() {
    List<Known> locals = new ArrayList<>();
    for (Scope scope : scopes()) {
      for (Element element : scope.getLocalElements()) {
        if (isLocal(element) && wanted.test(element.getSimpleName().toString())) {
          locals.add(new Known(element, null, LOCAL));
        }
      }
    }
    return locals.stream();
  }

  private static boolean isLocal(Element element) {
    return switch (element.getKind()) {
      case LOCAL_VARIABLE, EXCEPTION_PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE, PARAMETER ->
          !Set.of("this", "super").contains(element.getSimpleName().toString())
              && Members.isOrdinary(element);
      case TYPE_PARAMETER -> true;
      case CLASS, INTERFACE, ENUM, RECORD -> !isMemberOrTop(element);
      default -> false;
    };
  }

  private static boolean isMemberOrTop(Element type) {
    Element owner = type.getEnclosingElement();
    return switch (owner == null ? ElementKind.PACKAGE : owner.getKind()) {
      case METHOD, CONSTRUCTOR, STATIC_INIT, INSTANCE_INIT, FIELD, LOCAL_VARIABLE -> false;
      default -> true;
    };
  }

  private List<Scope> scopes() {
    List<Scope> scopes = new ArrayList<>();
    for (Scope s = spot.trees().getScope(spot.path()); s != null; s = s.getEnclosingScope()) {
      scopes.add(s);
    }
    return scopes;
  }

  /// Members of the classes around the place, of static code the static ones.
  private void members(List<Known> all, Set<String> hidden) {
    boolean isStatic = false;
    for (TreePath at = spot.path(); at != null; at = at.getParentPath()) {
      Tree tree = at.getLeaf();
      if (tree instanceof ClassTree type) {
        boolean onlyStatic = isStatic;
        if (spot.trees().getElement(at) instanceof TypeElement element) {
          add(all, hidden, members(element, onlyStatic));
        }
        isStatic |= type.getModifiers().getFlags().contains(Modifier.STATIC);
      } else {
        isStatic |= isStatic(tree);
      }
    }
  }

  private static boolean isStatic(Tree tree) {
    return switch (tree) {
      case MethodTree method -> method.getModifiers().getFlags().contains(Modifier.STATIC);
      case VariableTree field -> field.getModifiers().getFlags().contains(Modifier.STATIC);
      case BlockTree block -> block.isStatic();
      default -> false;
    };
  }

  private Stream<Known> members(TypeElement type, boolean onlyStatic) {
    boolean cell = Sketch.isCell(type.getQualifiedName().toString());
    DeclaredType site = (DeclaredType) type.asType();
    return spot.sketch().task().getElements().getAllMembers(type).stream()
        .filter(e -> Members.isOrdinary(e) && wanted.test(e.getSimpleName().toString()))
        .filter(e -> !cell || type.equals(e.getEnclosingElement()))
        .filter(e -> Members.isStatic(e) || !onlyStatic)
        .map(e -> new Known(e, site, type.equals(e.getEnclosingElement()) ? OWN : INHERITED));
  }

  /// What earlier cells define, the latest first.
  private Stream<Known> session() {
    return spot.sketch().definitions().stream()
        .filter(d -> wanted.test(d.name()))
        .sorted(Comparator.comparingInt(Definition::order).reversed())
        .flatMap(d -> Members.defined(spot.sketch(), d).stream())
        .map(e -> new Known(e, null, SESSION));
  }

  private Stream<Known> imported() {
    return scopes().stream()
        .flatMap(scope -> elements(scope).stream())
        .filter(e -> wanted.test(e.getSimpleName().toString()))
        .filter(e -> Members.isOrdinary(e) && !isLocal(e) && isPublic(e))
        .filter(e -> !Sketch.isCell(e.toString()))
        .map(e -> new Known(e, null, e instanceof TypeElement ? IMPORTED_TYPE : IMPORTED_MEMBER));
  }

  private static List<Element> elements(Scope scope) {
    List<Element> elements = new ArrayList<>();
    scope.getLocalElements().forEach(elements::add);
    return elements;
  }

  private static boolean isPublic(Element element) {
    return element.getModifiers().contains(Modifier.PUBLIC);
  }
}
