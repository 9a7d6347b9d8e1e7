package rivulet.kernel.assist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.cell.Sketch;

/// Types and packages by their names, whether they are imported or not.
final class TypeNames {
  private static final int MOST = 40;
  private static final int LOOKED_AT = 200;
  private static final int SHORTEST = 2;

  private final TypeIndex index = new TypeIndex();
  private final Supplier<List<Path>> classPath;

  TypeNames(Supplier<List<Path>> classPath) {
    this.classPath = classPath;
  }

  /// A package's types and the packages below it.
  List<Candidate> inPackage(Sketch sketch, String packageName, Word word) {
    List<Candidate> all = new ArrayList<>();
    for (String name : index.subpackages(packageName, classPath.get())) {
      all.add(Candidate.of(name, "module", "package " + qualified(packageName, name), 1));
    }
    for (String name : index.types(packageName, classPath.get())) {
      TypeElement type = word.fits(name) ? type(sketch, qualified(packageName, name)) : null;
      if (type != null) {
        all.add(Candidate.of(name, "class", Signatures.ofType(type), 0));
      }
    }
    all.removeIf(c -> !word.fits(c.text()));
    return all;
  }

  private static String qualified(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  /// Types that are not imported, by their qualified names, and packages.
  ///
  /// @param known what the simple name means already
  List<Candidate> elsewhere(Sketch sketch, Word word, List<Known> known) {
    String prefix = word.prefix();
    List<Candidate> all = new ArrayList<>();
    if (prefix.length() >= SHORTEST && Character.isUpperCase(prefix.codePointAt(0))) {
      Set<String> there =
          known.stream().map(k -> k.element().toString()).collect(Collectors.toSet());
      index.named(prefix, classPath.get()).stream()
          .filter(name -> !there.contains(name))
          .sorted(Comparator.comparingInt(TypeNames::distance).thenComparing(name -> name))
          .limit(LOOKED_AT)
          .map(name -> type(sketch, name))
          .filter(type -> type != null && fits(type, word))
          .limit(MOST)
          .forEach(type -> all.add(candidate(sketch, type)));
    }
    if (!word.isCreated() && !word.isAnnotation()) {
      index.subpackages("", classPath.get()).stream()
          .filter(name -> name.startsWith(prefix))
          .forEach(name -> all.add(Candidate.of(name, "module", "package " + name, Names.PACKAGE)));
    }
    return all;
  }

  /// Types of this simple name that are not imported.
  List<Known> named(Sketch sketch, String name) {
    return index.named(name, classPath.get()).stream()
        .filter(type -> type.endsWith("." + name))
        .sorted(Comparator.comparingInt(TypeNames::distance).thenComparing(type -> type))
        .map(type -> type(sketch, type))
        .filter(type -> type != null)
        .map(type -> new Known(type, null, Names.OTHER_TYPE))
        .toList();
  }

  private static Candidate candidate(Sketch sketch, TypeElement type) {
    boolean deprecated = sketch.task().getElements().isDeprecated(type);
    String name = type.getQualifiedName().toString();
    int rank = Names.OTHER_TYPE + home(name);
    return new Candidate(name, "class", Signatures.ofType(type), rank, deprecated);
  }

  /// Java's own types are meant more often than others, and short names than long ones.
  private static int distance(String type) {
    return 1000 * home(type) + type.length() - type.lastIndexOf('.');
  }

  private static int home(String type) {
    return type.startsWith("java.") ? 0 : type.startsWith("javax.") ? 1 : 2;
  }

  private static boolean fits(TypeElement type, Word word) {
    boolean annotation = type.getKind() == ElementKind.ANNOTATION_TYPE;
    return word.isAnnotation() ? annotation : !(word.isCreated() && annotation);
  }

  private static @Nullable TypeElement type(Sketch sketch, String name) {
    TypeElement type = sketch.task().getElements().getTypeElement(name);
    return type != null && type.getModifiers().contains(Modifier.PUBLIC) ? type : null;
  }
}
