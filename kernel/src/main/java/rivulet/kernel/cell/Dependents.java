package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The declarations of other cells that a type's new declaration leaves behind: what names the
/// type, and what names those types and methods in turn. Compiled again, they work with the new
/// class; variables keep their values, and objects their classes.
final class Dependents {
  private final Scope scope;
  private final Set<String> changed;
  private final Set<String> declaredAnew = new HashSet<>();
  private final Map<CellLoader, Set<Integer>> found =
      new TreeMap<>(
          Comparator.comparingInt(CellLoader::order).thenComparing(CellLoader::className));

  private Dependents(Scope scope, Set<String> changed, Collection<Declaration> cell) {
    this.scope = scope;
    this.changed = new HashSet<>(changed);
    cell.forEach(d -> declaredAnew.add(key(d)));
  }

  /// By cell, in their order: where the declarations start.
  ///
  /// @param changed the types that a cell declares anew
  /// @param cell all that this cell declares
  static Map<CellLoader, Set<Integer>> of(
      Scope scope, Set<String> changed, Collection<Declaration> cell) {
    Dependents dependents = new Dependents(scope, changed, cell);
    while (!changed.isEmpty() && dependents.grow()) {}
    return dependents.found;
  }

  private boolean grow() {
    boolean grew = false;
    List<CellLoader> owners = new ArrayList<>(scope.owners());
    for (CellLoader cell : owners) {
      for (Declaration each : cell.declarations()) {
        grew |= isLeftBehind(each, cell) && add(each, cell);
      }
    }
    return grew;
  }

  private boolean isLeftBehind(Declaration each, CellLoader cell) {
    return !Collections.disjoint(each.mentions(), changed)
        && !declaredAnew.contains(key(each))
        && scope.counts(each, cell);
  }

  private boolean add(Declaration each, CellLoader cell) {
    boolean added = found.computeIfAbsent(cell, c -> new HashSet<>()).add(each.start());
    if (each.isType() || !Collections.disjoint(each.signature(), changed)) {
      changed.add(each.name());
    }
    return added;
  }

  private static String key(Declaration declaration) {
    return declaration.isType() ? declaration.name() : declaration.name() + "()";
  }
}
