package rivulet.kernel.assist;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.cell.Definition;
import rivulet.kernel.cell.Sketch;
import rivulet.kernel.cell.Sketches;
import rivulet.kernel.session.MagicGuide;

/// Tells what is known of the name at a place, or of the method in whose call it lies: declaration,
/// value, documentation, and on request the source.
final class Inspector {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int OVERLOADS = 8;

  private final Sketches sketches;
  private final TypeNames types;
  private final MagicWords magics;
  private final Documentation documentation = new Documentation();

  Inspector(Sketches sketches, TypeNames types, MagicWords magics) {
    this.sketches = sketches;
    this.types = types;
    this.magics = magics;
  }

  Map<String, Object> inspect(String code, int cursor, boolean detailed) {
    Layout layout = new Layout(code, magics.cellsOfJava());
    Layout.Part part = layout.at(cursor);
    if (part != null && part.kind() == Layout.Kind.MAGIC) {
      MagicGuide.Entry magic = magics.called(code, part);
      return magic == null ? Map.of() : page(magic).bundle();
    }
    Word word = part == null ? Word.at(layout, cursor) : null;
    if (word != null && word.isName()) {
      Map<String, Object> found = inspect(word, detailed);
      if (!found.isEmpty()) {
        return found;
      }
    }
    Word called = called(layout, cursor);
    return called == null ? Map.of() : inspect(called, detailed);
  }

  private static Page page(MagicGuide.Entry magic) {
    return new Page().code(magic.usage()).documentation(DocHtml.ofMarkdown(magic.text()));
  }

  /// The name of the method in whose call a place lies.
  private static @Nullable Word called(Layout layout, int cursor) {
    Deque<Integer> open = layout.openBrackets(cursor);
    for (int bracket : open) {
      String before = layout.code().substring(0, bracket).stripTrailing();
      Word word = Word.at(layout, before.length());
      if (layout.text().charAt(bracket) == '(' && word.isName()) {
        return word;
      }
      if (layout.text().charAt(bracket) == '{') {
        return null;
      }
    }
    return null;
  }

  private Map<String, Object> inspect(Word word, boolean detailed) {
    for (Lookup lookup : lookups(word)) {
      Optional<Map<String, Object>> found =
          sketches.understand(
              lookup.text(), word.start(), sketch -> bundle(sketch, word, lookup, detailed));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return Map.of();
  }

  /// A text to look the name up in.
  ///
  /// @param marked whether a mark stands for the name
  private record Lookup(String text, boolean marked) {}

  /// First the text as it is, which tells overloads apart; then all of that name.
  private static List<Lookup> lookups(Word word) {
    List<Lookup> lookups = new ArrayList<>();
    lookups.add(new Lookup(word.layout().java(), false));
    Drafts.of(word.toItsEnd()).forEach(text -> lookups.add(new Lookup(text, true)));
    return lookups;
  }

  private Optional<Map<String, Object>> bundle(
      Sketch sketch, Word word, Lookup lookup, boolean detailed) {
    List<Known> found = lookup.marked() ? named(sketch, word) : exact(sketch, word);
    return found.isEmpty() ? Optional.empty() : Optional.of(page(sketch, found, detailed).bundle());
  }

  private static List<Known> exact(Sketch sketch, Word word) {
    Spot spot = Spot.endingAt(sketch, word.end());
    Element element = spot == null ? null : spot.element();
    if (spot == null || element == null || !isKnown(element)) {
      return List.of();
    }
    Members.Site site = Members.site(spot);
    return List.of(new Known(element, site == null ? null : site.declared(), 0));
  }

  private static boolean isKnown(Element element) {
    return element.asType().getKind() != TypeKind.ERROR
        && element.getKind() != ElementKind.PACKAGE
        && element.getKind() != ElementKind.OTHER;
  }

  private List<Known> named(Sketch sketch, Word word) {
    Spot marked = Spot.ofMark(sketch);
    Spot spot = marked == null ? Spot.ofCell(sketch) : marked;
    Members.Site site = Members.site(spot);
    if (site != null) {
      return new Members(spot, word.whole()::equals).of(site, true).toList();
    }
    List<Known> known = new Names(spot, word.whole()::equals).all();
    if (!known.isEmpty() || spot.qualifier() != null) {
      return known;
    }
    return types.named(sketch, word.whole());
  }

  private Page page(Sketch sketch, List<Known> all, boolean detailed) {
    Known first = all.getFirst();
    Optional<Documentation.Place> place = documentation.place(sketch, first.element());
    Page page = new Page().code(signature(sketch, first, place)).code(owner(first.element()));
    value(sketch, first).ifPresent(value -> page.line("Value:", value));
    var comments = documentation.comments(sketch, first.element());
    if (!comments.isEmpty()) {
      page.documentation(DocHtml.of(comments));
    }
    Set<String> others = new LinkedHashSet<>();
    Signatures signatures = new Signatures(sketch.task());
    if (first.element() instanceof TypeElement type) {
      others.addAll(signatures.constructors(type));
    }
    all.stream().skip(1).map(signatures::of).forEach(others::add);
    page.code(others.stream().limit(OVERLOADS).collect(Collectors.joining("\n")));
    if (detailed) {
      place.ifPresent(found -> page.code(found.code()));
    }
    return page;
  }

  private static String signature(Sketch sketch, Known known, Optional<Documentation.Place> place) {
    Signatures signatures = new Signatures(sketch.task());
    return known.element() instanceof ExecutableElement method && place.isPresent()
        ? signatures.of(method, known.site(), place.get().parameters())
        : signatures.of(known);
  }

  /// Where it is from: the type or package that declares it.
  private static String owner(Element element) {
    Element owner = element.getEnclosingElement();
    if (owner instanceof TypeElement type && Sketch.isCell(type.getQualifiedName().toString())) {
      String cell = type.getSimpleName().toString().replaceFirst("^In(\\d+).*", "In[$1]");
      return cell.startsWith("In[") ? "from " + cell : "";
    }
    boolean unnamed = owner == null || owner instanceof ExecutableElement;
    String name = unnamed ? "" : String.valueOf(owner);
    return name.isEmpty() ? "" : "from " + name;
  }

  private Optional<String> value(Sketch sketch, Known known) {
    String name = known.name();
    Element owner = known.element().getEnclosingElement();
    boolean variable =
        known.element().getKind() == ElementKind.FIELD
            && sketch.definitions().stream()
                .anyMatch(d ->
                    d.kind() == Definition.Kind.VARIABLE
                        && d.name().equals(name)
                        && d.owner().equals(String.valueOf(owner)));
    return variable ? sketches.look(name, LOOK, ValueSummary::of) : Optional.empty();
  }
}
