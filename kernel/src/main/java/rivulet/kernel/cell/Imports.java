package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Imports of a session, each as its text without `import` and `;`. What a user imports wins over
/// what is there by default; of two single imports of one name the later wins.
final class Imports {
  /// What every session has.
  static final List<String> JAVA =
      List.of(
          "java.util.*",
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.time.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.prefs.*",
          "java.util.regex.*",
          "java.util.stream.*",
          "static rivulet.kernel.display.Display.*",
          "static rivulet.kernel.display.Media.*",
          "static rivulet.kernel.cell.Results.*",
          "static rivulet.kernel.session.Prompt.*");

  private final List<String> defaults = new ArrayList<>(JAVA);
  private final List<String> onDemand = new ArrayList<>();
  private final Map<String, Single> singles = new LinkedHashMap<>();

  private record Single(String text, int cell) {}

  /// @param more the default imports of extensions
  Imports(List<String> more) {
    defaults.addAll(more);
  }

  private Imports(Imports other) {
    this(List.of());
    defaults.clear();
    defaults.addAll(other.defaults);
    onDemand.addAll(other.onDemand);
    singles.putAll(other.singles);
  }

  Imports copy() {
    return new Imports(this);
  }

  static boolean isOnDemand(String text) {
    return text.endsWith(".*") || text.startsWith("module ");
  }

  static String simpleName(String text) {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  /// @param cell the order of the cell that imports
  void add(String text, int cell) {
    if (!isOnDemand(text)) {
      singles.keySet().removeIf(other -> isReplaced(other, text, cell));
      singles.put(text, new Single(text, cell));
    } else if (!onDemand.contains(text)) {
      onDemand.add(text);
    }
  }

  private boolean isReplaced(String other, String text, int cell) {
    boolean sameKind = other.startsWith("static ") == text.startsWith("static ");
    Single old = singles.get(other);
    return sameKind
        && simpleName(other).equals(simpleName(text))
        && old != null
        && old.cell() < cell;
  }

  /// The order of the latest cell that imported this simple name by itself, or -1.
  int lastImported(String name) {
    return singles.values().stream()
        .filter(s -> simpleName(s.text()).equals(name))
        .mapToInt(Single::cell)
        .max()
        .orElse(-1);
  }

  /// What the user imported.
  List<String> ofUser() {
    List<String> all = new ArrayList<>(onDemand);
    all.addAll(singles.keySet());
    return all;
  }

  /// Forgets what the user imported.
  void clear() {
    onDemand.clear();
    singles.clear();
  }

  /// All imports on demand, and the single ones except of these names.
  List<String> texts(Set<String> hidden) {
    List<String> all = new ArrayList<>(defaults);
    all.addAll(onDemand);
    singles.keySet().stream().filter(s -> !hidden.contains(simpleName(s))).forEach(all::add);
    return all;
  }

  /// How strongly an import on demand holds: a user's over an extension's over Java's defaults over
  /// `java.lang`. Of a user's own two none is stronger: that is an error, as in Java.
  int rank(String text) {
    return onDemand.contains(text) ? defaults.size() : defaults.indexOf(text);
  }
}
