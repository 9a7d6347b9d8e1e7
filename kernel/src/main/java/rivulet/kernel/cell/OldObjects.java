package rivulet.kernel.cell;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the variables that hold objects of a class that was declared anew: they keep working, but
/// are of another class than the one that new cells mean.
final class OldObjects {
  private final Scope scope;
  private final Set<String> declared;

  /// @param declared the types that a cell has declared
  OldObjects(Scope scope, Set<String> declared) {
    this.scope = scope;
    this.declared = declared;
  }

  /// A line for each class of which there are such variables.
  List<String> notes() {
    Map<String, Set<String>> holders = new TreeMap<>();
    if (!declared.isEmpty()) {
      scope.variables().forEach((name, cell) -> note(name, Variables.value(cell, name), holders));
    }
    return holders.entrySet().stream().map(e -> line(e.getKey(), e.getValue())).toList();
  }

  private static String line(String type, Set<String> variables) {
    boolean one = variables.size() == 1;
    return String.join(", ", variables)
        + (one ? " still holds the old " : " still hold the old ")
        + type
        + "; to renew, run the cell that sets "
        + (one ? "it" : "them");
  }

  private void note(String variable, @Nullable Object value, Map<String, Set<String>> holders) {
    Class<?> type = typeOf(value);
    if (type != null && type.getClassLoader() instanceof CellLoader cell) {
      String name = type.getName().replaceFirst("^[^$]*\\$", "").replaceFirst("\\$.*", "");
      if (declared.contains(name) && scope.isSuperseded(name, cell)) {
        holders
            .computeIfAbsent(name + " (" + cell.source().label() + ")", k -> new TreeSet<>())
            .add(variable);
      }
    }
  }

  /// Of an array or a collection of Java, that of its elements.
  private static @Nullable Class<?> typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Collection<?> all when isOfJava(all) && !all.isEmpty() -> elementType(all);
      case Object[] array -> array.getClass().getComponentType();
      default -> value.getClass();
    };
  }

  private static boolean isOfJava(Object value) {
    return value.getClass().getModule() == Object.class.getModule();
  }

  private static @Nullable Class<?> elementType(Collection<?> all) {
    try {
      Object first = all.iterator().next();
      return first == null ? null : first.getClass();
    } catch (RuntimeException e) {
      return null; // another thread works on it
    }
  }
}
