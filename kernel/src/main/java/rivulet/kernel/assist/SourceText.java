package rivulet.kernel.assist;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.api.JavacTool;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/// A source file, parsed: finds in it what is declared in class files.
final class SourceText {
  private static final Pattern ANNOTATION = Pattern.compile("@[\\w.]+(?:\\([^)]*\\))?\\s*");
  private static final Pattern PACKAGE = Pattern.compile("\\b(?:\\w+\\.)+");
  private static final Pattern ARGUMENTS = Pattern.compile("<[^<>]*>");

  private final String text;
  private final DocTrees trees;
  private final CompilationUnitTree unit;

  private SourceText(String text, DocTrees trees, CompilationUnitTree unit) {
    this.text = text;
    this.trees = trees;
    this.unit = unit;
  }

  static SourceText parse(String text) {
    JavacTask task =
        JavacTool.create()
            .getTask(
                Writer.nullWriter(),
                null,
                diagnostic -> {},
                List.of("-proc:none"),
                null,
                List.of(new InMemory(text)));
    try {
      return new SourceText(text, DocTrees.instance(task), task.parse().iterator().next());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class InMemory extends SimpleJavaFileObject {
    private final String text;

    InMemory(String text) {
      super(URI.create("source:///Source.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// Where an element is declared; null where it is not declared here.
  @Nullable TreePath find(Element element) {
    Deque<Element> owners = new ArrayDeque<>();
    for (Element e = element;
        e != null && e.getKind() != ElementKind.PACKAGE;
        e = e.getEnclosingElement()) {
      owners.push(e);
    }
    TreePath path = new TreePath(unit);
    for (Element owner : owners) {
      path = path == null ? null : member(path, owner);
    }
    return path;
  }

  private static @Nullable TreePath member(TreePath owner, Element element) {
    List<? extends Tree> members =
        switch (owner.getLeaf()) {
          case CompilationUnitTree file -> file.getTypeDecls();
          case ClassTree type -> type.getMembers();
          default -> List.of(); // what a method or an enum constant holds is not for others
        };
    return members.stream()
        .filter(tree -> declares(tree, element))
        .findFirst()
        .map(tree -> new TreePath(owner, tree))
        .orElse(null);
  }

  private static boolean declares(Tree tree, Element element) {
    return switch (tree) {
      case ClassTree type ->
          element instanceof TypeElement
              && type.getSimpleName().contentEquals(element.getSimpleName());
      case MethodTree method ->
          element instanceof ExecutableElement e
              && method.getName().contentEquals(e.getSimpleName())
              && hasParameters(method, e);
      case VariableTree field ->
          element instanceof VariableElement
              && field.getName().contentEquals(element.getSimpleName());
      default -> false;
    };
  }

  private static boolean hasParameters(MethodTree method, ExecutableElement element) {
    List<String> written =
        method.getParameters().stream().map(p -> plain(p.getType().toString())).toList();
    List<String> compiled =
        element.getParameters().stream().map(p -> plain(p.asType().toString())).toList();
    return written.equals(compiled);
  }

  /// A type without what sources and class files write differently.
  private static String plain(String type) {
    String plain = ANNOTATION.matcher(type.replace("...", "[]")).replaceAll("");
    for (String before = ""; !before.equals(plain); ) {
      before = plain;
      plain = ARGUMENTS.matcher(plain).replaceAll("");
    }
    return PACKAGE.matcher(plain).replaceAll("").replace(" ", "");
  }

  TreePath firstType() {
    return new TreePath(new TreePath(unit), unit.getTypeDecls().getFirst());
  }

  @Nullable DocCommentTree comment(TreePath path) {
    return trees.getDocCommentTree(path);
  }

  /// The names of a method's parameters.
  static List<String> parameters(TreePath path) {
    return path.getLeaf() instanceof MethodTree method
        ? method.getParameters().stream().map(p -> p.getName().toString()).toList()
        : List.of();
  }

  /// The declaration as it is written.
  String code(TreePath path) {
    var positions = trees.getSourcePositions();
    int start = (int) positions.getStartPosition(unit, path.getLeaf());
    int end = (int) positions.getEndPosition(unit, path.getLeaf());
    String before = text.substring(text.lastIndexOf('\n', start) + 1, start);
    return (before.isBlank() ? before : "").concat(text.substring(start, end)).stripIndent();
  }
}
