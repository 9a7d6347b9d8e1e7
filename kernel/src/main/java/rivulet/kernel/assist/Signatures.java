package rivulet.kernel.assist;

import com.sun.source.util.JavacTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/// Declarations in one line, as users would write them: simple names, and a member's types as its
/// site has them.
final class Signatures {
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
  private static final Pattern CELL =
      Pattern.compile("\\bcell\\.(?:In\\d+(?:_\\d+)?|Sketch\\$)\\.");
  private static final Pattern CAPTURE = Pattern.compile("capture#\\d+ of ");
  private static final Pattern UNNAMED = Pattern.compile("arg\\d+");

  private final JavacTask task;

  Signatures(JavacTask task) {
    this.task = task;
  }

  /// The declaration of what a name means.
  String of(Known known) {
    return of(known.element(), known.site());
  }

  String of(Element element, @Nullable DeclaredType site) {
    return switch (element) {
      case ExecutableElement method -> method(method, type(method, site), names(method));
      case TypeElement type -> ofType(type);
      default ->
          element.getKind() == ElementKind.PACKAGE
              ? "package " + element
              : text(type(element, site)) + " " + element.getSimpleName();
    };
  }

  /// A type with its package.
  static String ofType(TypeElement type) {
    String name = CELL.matcher(type.asType().toString()).replaceAll("");
    return kind(type) + " " + name.replace(",", ", ");
  }

  /// The constructors of a type that its users see.
  List<String> constructors(TypeElement type) {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .filter(c -> !c.getModifiers().contains(Modifier.PRIVATE))
        .map(c -> of(c, null))
        .toList();
  }

  /// A method with these names of its parameters.
  String of(ExecutableElement method, @Nullable DeclaredType site, List<String> names) {
    return method(method, type(method, site), names);
  }

  private String method(ExecutableElement method, TypeMirror type, List<String> names) {
    String name =
        method.getKind() == ElementKind.CONSTRUCTOR
            ? Objects.requireNonNull(method.getEnclosingElement()).getSimpleName().toString()
            : method.getSimpleName().toString();
    boolean known = type instanceof ExecutableType;
    ExecutableType types = (ExecutableType) (known ? type : method.asType());
    String result =
        method.getKind() == ElementKind.CONSTRUCTOR ? "" : text(types.getReturnType()) + " ";
    return result + name + "(" + parameters(method, types, names) + ")";
  }

  private static String parameters(
      ExecutableElement method, ExecutableType types, List<String> names) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < types.getParameterTypes().size(); i++) {
      TypeMirror type = types.getParameterTypes().get(i);
      boolean last = i == types.getParameterTypes().size() - 1;
      String text =
          last && method.isVarArgs() && type instanceof ArrayType array
              ? text(array.getComponentType()) + "..."
              : text(type);
      all.add(text + (i < names.size() && !names.get(i).isEmpty() ? " " + names.get(i) : ""));
    }
    return String.join(", ", all);
  }

  /// The names of a method's parameters as far as its class file has them; else empty.
  static List<String> names(ExecutableElement method) {
    return method.getParameters().stream()
        .map(p -> p.getSimpleName().toString())
        .map(name -> UNNAMED.matcher(name).matches() ? "" : name)
        .toList();
  }

  private TypeMirror type(Element member, @Nullable DeclaredType site) {
    if (site == null || Members.isStatic(member) || member.getKind() == ElementKind.CONSTRUCTOR) {
      return member.asType();
    }
    try {
      return task.getTypes().asMemberOf(site, member);
    } catch (IllegalArgumentException e) {
      return member.asType();
    }
  }

  static String kind(TypeElement type) {
    return switch (type.getKind()) {
      case INTERFACE -> "interface";
      case ENUM -> "enum";
      case RECORD -> "record";
      case ANNOTATION_TYPE -> "@interface";
      default -> "class";
    };
  }

  /// A type with simple names.
  static String text(TypeMirror type) {
    String text = CELL.matcher(CAPTURE.matcher(type.toString()).replaceAll("")).replaceAll("");
    return PACKAGE.matcher(text).replaceAll("").replace(",", ", ").replace(",  ", ", ");
  }

  /// What stands for a method's overloads together.
  static String together(List<String> signatures) {
    return signatures.stream().distinct().collect(Collectors.joining("\n"));
  }
}
