package rivulet.kernel.cell;

import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Declarations of cells that use what no cell has declared yet. A method whose body does so is
/// taken in with a body that says what is missing; a type, or a method with such a parameter or
/// result, is left out. Both are compiled again when a later cell declares something.
public final class Undeclared {
  private static final String CANNOT_RESOLVE = "compiler.err.cant.resolve";

  private static final Pattern SYMBOL = Pattern.compile("symbol:\\s*(.+?)\\s*(?:\\R|$)");

  /// Where it is looked for; nowhere behind `this.`.
  private static final Pattern LOCATION = Pattern.compile("location:\\s*(.+?)\\s*(?:\\R|$)");

  private static final Pattern CELL = Pattern.compile("class (?:cell\\.)?In\\d+(?:_\\d+)?");
  private static final Pattern TYPE =
      Pattern.compile("(?:class|interface|enum|@interface|record) (?:\\w+\\.)*(\\w+)(?:<.*>)?");

  private final CellUnit unit;
  private final Set<String> ownTypes = new HashSet<>();
  private final Map<Integer, Missing> found = new HashMap<>();

  private Undeclared(CellUnit unit) {
    this.unit = unit;
    TreeScanner names =
        new TreeScanner() {
          @Override
          public void visitClassDef(JCClassDecl tree) {
            ownTypes.add(tree.name.toString());
            super.visitClassDef(tree);
          }
        };
    unit.types.forEach(names::scan);
  }

  /// What a method without its body does.
  ///
  /// @param method as `f()`
  /// @param missing as `method g(int)`
  /// @return to be thrown
  public static IllegalStateException in(String method, String missing) {
    return new IllegalStateException(note(method, missing));
  }

  /// What the user is told where it is declared, and where it is used.
  static String note(String name, String missing) {
    return name
        + " cannot be "
        + (name.endsWith(")") ? "called" : "used")
        + " until this is declared: "
        + missing;
  }

  /// Whether a problem is that nothing of this name can be found.
  static boolean isAbout(Problem problem, String name) {
    Matcher symbol = SYMBOL.matcher(problem.message());
    return problem.code().startsWith(CANNOT_RESOLVE)
        && symbol.find()
        && symbol.group(1).matches("\\w+ " + Pattern.quote(name) + "\\b.*");
  }

  /// What the declarations of a cell miss, by the position of their names; empty where anything
  /// else is wrong with the cell.
  static Map<Integer, Missing> in(
      CellUnit unit, List<JCDiagnostic> errors, List<Problem> problems) {
    Undeclared undeclared = new Undeclared(unit);
    List<Long> others = new ArrayList<>();
    for (int i = 0; i < errors.size(); i++) {
      long position = errors.get(i).getPosition();
      if (!undeclared.note(position, problems.get(i))) {
        others.add(position);
      }
    }
    return others.stream().allMatch(undeclared::isLeftOut) ? undeclared.found : Map.of();
  }

  /// What else is wrong there may follow from what is missing, as an `@Override` without its class.
  private boolean isLeftOut(long position) {
    Declaration declaration = declarationAt(position);
    Missing missing = declaration == null ? null : found.get(declaration.namedAt());
    return missing != null && missing.outsideBody();
  }

  private boolean note(long position, Problem problem) {
    JCMethodDecl method = methodAt(position);
    if (method != null) {
      return note(method.pos, symbol(problem, false), false);
    }
    Declaration declaration = declarationAt(position);
    return declaration != null
        && !isKnown(declaration)
        && note(declaration.namedAt(), symbol(problem, true), true);
  }

  private boolean note(int name, String symbol, boolean outsideBody) {
    if (!symbol.isEmpty()) {
      found.merge(name, new Missing(Set.of(symbol), outsideBody), Missing::and);
    }
    return !symbol.isEmpty();
  }

  /// The method whose body is at the position.
  private @Nullable JCMethodDecl methodAt(long position) {
    for (JCMethodDecl method : unit.methods) {
      if (method.body != null
          && method.body.pos <= position
          && position <= TreeInfo.endPos(method.body)) {
        return method;
      }
    }
    return null;
  }

  private @Nullable Declaration declarationAt(long position) {
    return unit.declarations().stream()
        .filter(d -> d.start() <= position && position < d.start() + d.text().length())
        .findFirst()
        .orElse(null);
  }

  /// Without the new declaration the name would go on to mean the old one.
  private boolean isKnown(Declaration declaration) {
    return declaration.isType()
        ? unit.scope().types().containsKey(declaration.name())
        : !unit.scope().ownersOfMethods(declaration.name()).isEmpty();
  }

  /// What could not be found, as `class A`; empty where it was looked for in another type, in which
  /// no cell can declare it.
  private String symbol(Problem problem, boolean inType) {
    Matcher symbol = SYMBOL.matcher(problem.message());
    Matcher location = LOCATION.matcher(problem.message());
    boolean somewhere = location.find();
    boolean here = somewhere ? isHere(location.group(1), inType) : !inType;
    boolean known = problem.code().startsWith(CANNOT_RESOLVE) && here && symbol.find();
    return known ? Traceback.clean(symbol.group(1)) : "";
  }

  private boolean isHere(String location, boolean inType) {
    Matcher type = TYPE.matcher(location);
    return CELL.matcher(location).matches()
        || (inType && type.matches() && ownTypes.contains(type.group(1)));
  }
}
