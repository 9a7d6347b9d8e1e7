package rivulet.kernel.assist;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.util.TreePath;
import java.io.Serial;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.cell.Sketch;

/// The sources and doc comments of what class files declare. The files read last are kept.
final class Documentation {
  private static final int KEPT = 16;

  private final Map<URI, SourceText> read =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            @Serial private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<URI, SourceText> eldest) {
              return size() > KEPT;
            }
          });

  /// Where something is declared.
  record Place(SourceText file, TreePath path) {
    Optional<DocCommentTree> comment() {
      return Optional.ofNullable(file.comment(path));
    }

    String code() {
      return file.code(path);
    }

    List<String> parameters() {
      return SourceText.parameters(path);
    }
  }

  /// Where an element is declared, if its source is there.
  Optional<Place> place(Sketch sketch, Element element) {
    return file(sketch, element)
        .flatMap(
            file -> Optional.ofNullable(file.find(element)).map(path -> new Place(file, path)));
  }

  private Optional<SourceText> file(Sketch sketch, Element element) {
    Elements elements = sketch.task().getElements();
    TypeElement top = top(element);
    if (top == null) {
      return Optional.empty();
    }
    String name = elements.getBinaryName(top).toString();
    if (Sketch.isCell(name)) {
      return Optional.of(SourceText.parse(sketch.source().apply(name)));
    }
    JavaFileObject file = elements.getFileObjectOf(top);
    return file == null ? Optional.empty() : read(file.toUri());
  }

  private Optional<SourceText> read(URI classFile) {
    SourceText known = read.get(classFile);
    if (known == null) {
      String text = SourceFiles.text(classFile);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      known = SourceText.parse(text);
      read.put(classFile, known);
    }
    return Optional.of(known);
  }

  private static @Nullable TypeElement top(Element element) {
    Element top = element;
    while (top.getEnclosingElement() != null
        && top.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
      top = top.getEnclosingElement();
    }
    return top instanceof TypeElement type ? type : null;
  }

  /// The doc comments of an element, its own first, then those that a method inherits.
  List<DocCommentTree> comments(Sketch sketch, Element element) {
    List<Element> all = new ArrayList<>(List.of(element));
    if (element instanceof ExecutableElement method
        && method.getEnclosingElement() instanceof TypeElement owner) {
      overridden(sketch, method, owner, owner.asType(), all);
    }
    return all.stream().flatMap(e -> place(sketch, e).flatMap(Place::comment).stream()).toList();
  }

  private static void overridden(
      Sketch sketch,
      ExecutableElement method,
      TypeElement owner,
      TypeMirror type,
      List<Element> found) {
    Types types = sketch.task().getTypes();
    Elements elements = sketch.task().getElements();
    for (TypeMirror supertype : types.directSupertypes(type)) {
      for (Element member : types.asElement(supertype).getEnclosedElements()) {
        if (member instanceof ExecutableElement other && elements.overrides(method, other, owner)) {
          found.add(other);
        }
      }
      overridden(sketch, method, owner, supertype, found);
    }
  }
}
