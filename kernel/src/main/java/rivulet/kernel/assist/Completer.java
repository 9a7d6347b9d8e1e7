package rivulet.kernel.assist;

import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import rivulet.kernel.cell.Sketch;
import rivulet.kernel.cell.Sketches;
import rivulet.kernel.session.Assistant.Completions;

/// Completes what is being typed.
///
/// A type that is not imported is offered by its qualified name: a completion can replace one place
/// of the text only, and so the cell runs at once, without an import elsewhere.
final class Completer {
  private final Sketches sketches;
  private final TypeNames types;
  private final MagicWords magics;

  Completer(Sketches sketches, TypeNames types, MagicWords magics) {
    this.sketches = sketches;
    this.types = types;
    this.magics = magics;
  }

  Completions complete(String code, int cursor) {
    Layout layout = new Layout(code, magics.cellsOfJava());
    Layout.Part part = layout.at(cursor);
    if (part == null) {
      return java(Word.at(layout, cursor));
    }
    return switch (part.kind()) {
      case MAGIC -> magics.complete(code, part, cursor);
      case STRING -> FilePaths.complete(code.substring(part.start() + 1, cursor), cursor);
      default -> new Completions(cursor, cursor, List.of());
    };
  }

  private Completions java(Word word) {
    List<Candidate> found = word.isNumber() ? List.of() : candidates(word);
    return new Completions(
        word.start(),
        word.cursor(),
        found.stream()
            .filter(c -> c.rank() >= Names.OTHER_TYPE || word.fits(c.text()))
            .sorted(Candidate.order(word.prefix()))
            .map(Candidate::match)
            .distinct()
            .toList());
  }

  private List<Candidate> candidates(Word word) {
    String imported = word.imported();
    if (imported != null) {
      return sketches
          .understand("", 0, sketch -> Optional.of(imports(sketch, word, imported)))
          .orElse(List.of());
    }
    for (String draft : Drafts.of(word)) {
      Optional<List<Candidate>> found =
          sketches.understand(draft, word.start(), sketch -> marked(sketch, word));
      if (found.isPresent()) {
        return found.get();
      }
    }
    boolean member = word.isMember() || word.isReference();
    return member
        ? List.of()
        : sketches
            .understand(
                word.layout().java(),
                word.start(),
                sketch -> Optional.of(names(Spot.ofCell(sketch), word)))
            .orElse(List.of());
  }

  /// What can stand at the mark; empty where this sketch does not tell.
  private Optional<List<Candidate>> marked(Sketch sketch, Word word) {
    Spot spot = Spot.ofMark(sketch);
    if (spot == null) {
      return Optional.empty();
    }
    if (spot.qualifier() == null) {
      boolean lost = word.isMember() || word.isReference();
      return lost ? Optional.empty() : Optional.of(names(spot, word));
    }
    return Optional.ofNullable(Members.site(spot)).map(site -> members(spot, site, word));
  }

  private List<Candidate> members(Spot spot, Members.Site site, Word word) {
    if (site.type() == null) {
      return types.inPackage(spot.sketch(), site.text(), word);
    }
    Members members = new Members(spot, word::fits);
    List<Candidate> all =
        new ArrayList<>(merged(spot.sketch(), members.of(site, word.isReference()).toList()));
    if (site.type() instanceof ArrayType && !site.isType()) {
      all.add(Candidate.of("length", "instance", "int length", 0));
    }
    if (word.isReference()) {
      all.add(Candidate.keyword("new"));
    } else if (site.isType()) {
      all.add(Candidate.keyword("class"));
    }
    return all;
  }

  private List<Candidate> names(Spot spot, Word word) {
    List<Known> known =
        new Names(spot, word::fits)
            .all().stream()
                .filter(k -> isWanted(k.element(), word))
                .filter(k -> !word.prefix().isEmpty() || k.rank() < Names.IMPORTED_TYPE)
                .toList();
    List<Candidate> all =
        new ArrayList<>(
            word.isCreated() ? created(spot.sketch(), known) : merged(spot.sketch(), known));
    if (!word.isCreated() && !word.isAnnotation()) {
      Keywords.at(word).map(Candidate::keyword).forEach(all::add);
    }
    if (!word.prefix().isEmpty()) {
      all.addAll(types.elsewhere(spot.sketch(), word, known));
    }
    return all;
  }

  /// Only annotations stand after `@`, only types after `new`.
  private static boolean isWanted(Element element, Word word) {
    if (word.isAnnotation()) {
      return element.getKind() == ElementKind.ANNOTATION_TYPE;
    }
    return !word.isCreated()
        || (element instanceof TypeElement && element.getKind() != ElementKind.ANNOTATION_TYPE);
  }

  /// Types with their constructors.
  private static List<Candidate> created(Sketch sketch, List<Known> known) {
    Signatures signatures = new Signatures(sketch.task());
    return merged(
        sketch,
        known,
        k -> {
          List<String> constructors = signatures.constructors((TypeElement) k.element());
          return constructors.isEmpty() ? signatures.of(k) : Signatures.together(constructors);
        });
  }

  /// Names with all that they mean here.
  private static List<Candidate> merged(Sketch sketch, List<Known> known) {
    return merged(sketch, known, new Signatures(sketch.task())::of);
  }

  private static List<Candidate> merged(
      Sketch sketch, List<Known> known, Function<Known, String> of) {
    Map<String, List<Known>> byName = new LinkedHashMap<>();
    known.forEach(k -> byName.computeIfAbsent(k.name(), n -> new ArrayList<>()).add(k));
    var elements = sketch.task().getElements();
    List<Candidate> all = new ArrayList<>();
    byName.forEach((name, same) -> {
      String signature = Signatures.together(same.stream().map(of).toList());
      boolean deprecated = same.stream().allMatch(k -> elements.isDeprecated(k.element()));
      Known first = same.getFirst();
      all.add(new Candidate(name, kind(first.element()), signature, first.rank(), deprecated));
    });
    return all;
  }

  static String kind(Element element) {
    return switch (element.getKind()) {
      case METHOD, CONSTRUCTOR -> "function";
      case PACKAGE -> "module";
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE, TYPE_PARAMETER -> "class";
      default -> "instance";
    };
  }

  /// What can be imported.
  ///
  /// @param typed what of the import stands before the name: `static java.util.`
  private List<Candidate> imports(Sketch sketch, Word word, String typed) {
    if (typed.startsWith("module")) {
      return modules(typed.replaceFirst("^module\\b\\s*", ""));
    }
    String path = typed.replaceFirst("^static\\b\\s*", "").replaceFirst("\\.$", "");
    if (path.isEmpty()) {
      List<Candidate> all = new ArrayList<>(types.elsewhere(sketch, word, List.of()));
      all.addAll(types.inPackage(sketch, "", word));
      Stream.of("static", "module").map(Candidate::keyword).forEach(all::add);
      return all;
    }
    TypeElement type = sketch.task().getElements().getTypeElement(path);
    return type == null ? types.inPackage(sketch, path, word) : statics(sketch, type, word);
  }

  private static List<Candidate> statics(Sketch sketch, TypeElement type, Word word) {
    List<Known> members =
        sketch.task().getElements().getAllMembers(type).stream()
            .filter(e -> Members.isOrdinary(e) && Members.isStatic(e))
            .filter(e -> word.fits(e.getSimpleName().toString()))
            .map(e -> new Known(e, null, 0))
            .toList();
    return merged(sketch, members);
  }

  private static List<Candidate> modules(String typed) {
    return ModuleFinder.ofSystem().findAll().stream()
        .map(m -> m.descriptor().name())
        .filter(name -> name.startsWith(typed))
        .map(name -> Candidate.of(name.substring(typed.length()), "module", "module " + name, 0))
        .toList();
  }
}
