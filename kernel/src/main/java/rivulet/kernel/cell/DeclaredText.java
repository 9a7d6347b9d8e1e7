package rivulet.kernel.cell;

import java.util.List;
import java.util.stream.Collectors;

/// A cell's declarations as the text of a class, with the comments that stand before them.
final class DeclaredText {
  private DeclaredText() {}

  static String of(String className, String text, List<Declaration> declarations) {
    return declarations.stream()
        .map(d -> comment(text.substring(0, d.start()).stripTrailing()) + "\n" + d.text())
        .collect(
            Collectors.joining("\n", "package cell; public class " + className + " {\n", "\n}\n"));
  }

  /// The doc comment that ends a text, or nothing.
  private static String comment(String before) {
    if (before.endsWith("*/")) {
      int start = before.lastIndexOf("/**");
      return start < 0 ? "" : before.substring(start);
    }
    List<String> lines = before.lines().toList();
    int first = lines.size();
    while (first > 0 && lines.get(first - 1).strip().startsWith("///")) {
      first--;
    }
    return String.join("\n", lines.subList(first, lines.size()));
  }
}
