package rivulet.kernel.assist;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.cell.Definition;
import rivulet.kernel.cell.Sketch;

/// What can stand after a dot.
final class Members {
  private static final Pattern PACKAGE = Pattern.compile("[a-z_]\\w*(?:\\.[a-z_]\\w*)*");

  /// What every object has, however it does it.
  private static final Set<String> OBJECTS =
      Set.of("clone", "equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private static final int OWN = 0;
  private static final int INHERITED = 1;
  private static final int OF_OBJECT = 2;

  private final Spot spot;
  private final Trees trees;
  private final Predicate<String> wanted;

  /// @param wanted which names
  Members(Spot spot, Predicate<String> wanted) {
    this.spot = spot;
    this.trees = spot.trees();
    this.wanted = wanted;
  }

  /// What is before the dot.
  ///
  /// @param type of the value there; null for what may be a package
  /// @param isType whether a type is named, not a value
  /// @param text as it is written
  record Site(@Nullable TypeMirror type, boolean isType, String text) {
    @Nullable DeclaredType declared() {
      return type instanceof DeclaredType declared ? declared : null;
    }
  }

  static @Nullable Site site(Spot spot) {
    TreePath qualifier = spot.qualifier();
    if (qualifier == null) {
      return null;
    }
    Element element = spot.trees().getElement(qualifier);
    TypeMirror type = spot.type(qualifier);
    String text = qualifier.getLeaf().toString();
    boolean isType = element instanceof TypeElement && isTypeName(qualifier, element);
    boolean isKnown = type != null && type.getKind() != TypeKind.PACKAGE;
    if (isKnown || PACKAGE.matcher(text).matches()) {
      return new Site(isKnown ? type : null, isType, text);
    }
    return null;
  }

  /// The element of `this` is a variable, that of a call a method; only a name gives a type.
  private static boolean isTypeName(TreePath qualifier, Element element) {
    return switch (qualifier.getLeaf()) {
      case IdentifierTree name -> name.getName().equals(element.getSimpleName());
      case MemberSelectTree name -> name.getIdentifier().equals(element.getSimpleName());
      default -> false;
    };
  }

  /// Members of a type, as its users see them from here.
  ///
  /// @param reference whether `::` stands before the name: static and other methods alike
  Stream<Known> of(Site site, boolean reference) {
    return declared(site.type())
        .flatMap(type ->
            of(
                type,
                site.isType()
                    ? e -> isStatic(e) || isMethod(e, reference)
                    : e -> !isStatic(e) && !e.getKind().isClass() && !e.getKind().isInterface()));
  }

  private Stream<Known> of(DeclaredType type, Predicate<Element> fits) {
    TypeElement element = (TypeElement) type.asElement();
    var scope = trees.getScope(spot.path());
    return spot.sketch().task().getElements().getAllMembers(element).stream()
        .filter(e -> isOrdinary(e) && wanted.test(e.getSimpleName().toString()))
        .filter(fits)
        .filter(e -> trees.isAccessible(scope, e, type))
        .map(e -> new Known(e, type, rank(e, element)));
  }

  private static int rank(Element member, TypeElement of) {
    if (OBJECTS.contains(member.getSimpleName().toString())) {
      return OF_OBJECT;
    }
    return of.equals(member.getEnclosingElement()) ? OWN : INHERITED;
  }

  private static boolean isMethod(Element element, boolean reference) {
    return reference && element.getKind() == ElementKind.METHOD;
  }

  /// Whether a user can mean it by its name.
  static boolean isOrdinary(Element element) {
    return switch (element.getKind()) {
      case CONSTRUCTOR, STATIC_INIT, INSTANCE_INIT, TYPE_PARAMETER -> false;
      default -> element.getSimpleName().toString().indexOf('$') < 0;
    };
  }

  static boolean isStatic(Element element) {
    boolean type = element.getKind().isClass() || element.getKind().isInterface();
    return type || element.getModifiers().contains(Modifier.STATIC);
  }

  /// The classes and interfaces whose members a value of a type has.
  private Stream<DeclaredType> declared(@Nullable TypeMirror type) {
    return switch (type) {
      case ArrayType array ->
          declared(spot.sketch().task().getElements().getTypeElement("java.lang.Object").asType());
      case DeclaredType declared -> Stream.of(declared);
      case IntersectionType both -> both.getBounds().stream().flatMap(this::declared);
      case TypeVariable variable -> declared(variable.getUpperBound());
      case WildcardType wildcard -> declared(wildcard.getExtendsBound());
      case null, default -> Stream.of();
    };
  }

  /// What a session's cell defines under a name.
  static List<Element> defined(Sketch sketch, Definition definition) {
    TypeElement owner = sketch.task().getElements().getTypeElement(definition.owner());
    return owner == null
        ? List.of()
        : owner.getEnclosedElements().stream()
            .filter(e -> e.getSimpleName().contentEquals(definition.name()))
            .filter(e -> fits(e, definition.kind()))
            .map(e -> (Element) e)
            .toList();
  }

  private static boolean fits(Element element, Definition.Kind kind) {
    return switch (kind) {
      case VARIABLE -> element.getKind().isField();
      case METHOD -> element.getKind() == ElementKind.METHOD;
      case TYPE -> element instanceof TypeElement;
    };
  }
}
