package rivulet.kernel.cell;

import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Methods of cells that use what no cell has declared yet. Such a method is taken in with a body
/// that says what is missing, and compiled again when a later cell declares something.
public final class Undeclared {
  private static final String CANNOT_RESOLVE = "compiler.err.cant.resolve";

  /// What is looked for, unless it is looked for in a type.
  private static final Pattern SYMBOL = Pattern.compile("symbol:\\s*(.+?)\\s*(?:\\R|$)");

  private static final Pattern ELSEWHERE =
      Pattern.compile("location:(?!\\s*class (?:cell\\.)?In\\d+(?:_\\d+)?\\s*(?:\\R|$))");

  private Undeclared() {}

  /// What a method without its body does.
  ///
  /// @param method as `f()`
  /// @param missing as `method g(int)`
  /// @return to be thrown
  public static IllegalStateException in(String method, String missing) {
    return new IllegalStateException(note(method, missing));
  }

  /// What the user is told where the method is declared, and where it is called.
  static String note(String method, String missing) {
    return method + " cannot be called until this is declared: " + missing;
  }

  /// What the methods of a cell miss, by the position of the method's name; empty where anything
  /// else is wrong with the cell.
  static Map<Integer, String> in(CellUnit unit, List<JCDiagnostic> errors, List<Problem> problems) {
    Map<Integer, List<String>> missing = new HashMap<>();
    for (int i = 0; i < errors.size(); i++) {
      JCMethodDecl method = methodAt(unit, errors.get(i).getPosition());
      String symbol = symbol(problems.get(i));
      if (method == null || symbol.isEmpty()) {
        return Map.of();
      }
      missing.computeIfAbsent(method.pos, m -> new ArrayList<>()).add(symbol);
    }
    return missing.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> distinct(e.getValue())));
  }

  private static String distinct(List<String> symbols) {
    return symbols.stream().distinct().collect(Collectors.joining(", "));
  }

  /// The method whose body is at the position.
  private static @Nullable JCMethodDecl methodAt(CellUnit unit, long position) {
    for (JCMethodDecl method : unit.methods) {
      if (method.body != null
          && method.body.pos <= position
          && position <= TreeInfo.endPos(method.body)) {
        return method;
      }
    }
    return null;
  }

  private static String symbol(Problem problem) {
    Matcher symbol = SYMBOL.matcher(problem.message());
    boolean here = !ELSEWHERE.matcher(problem.message()).find();
    boolean known = problem.code().startsWith(CANNOT_RESOLVE) && here && symbol.find();
    return known ? Traceback.clean(symbol.group(1)) : "";
  }
}
