package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the next cell sees: imports, and which cell's definition each name stands for.
final class Scope {
  private final Imports imports;
  private final Map<String, CellLoader> variables = new HashMap<>();
  private final Map<String, CellLoader> types = new HashMap<>();

  /// By name, then by parameters: overloads of several cells stand side by side.
  private final Map<String, Map<String, CellLoader>> methods = new HashMap<>();

  Scope(List<String> defaultImports) {
    imports = new Imports(defaultImports);
  }

  Imports imports() {
    return imports;
  }

  /// Imports for a cell that mentions these names: of a definition and an import of the same name
  /// the later one counts.
  List<String> imports(Set<String> mentioned) {
    List<String> statics = new ArrayList<>();
    Set<String> hidden = new HashSet<>();
    for (String name : mentioned) {
      int imported = imports.lastImported(name);
      for (CellLoader owner : owners(name)) {
        if (owner.order() > imported) {
          statics.add("static " + owner.binaryName() + "." + name);
          hidden.add(name);
        }
      }
    }
    List<String> all = imports.texts(hidden);
    all.addAll(statics);
    return all;
  }

  private Set<CellLoader> owners(String name) {
    Set<CellLoader> owners = new LinkedHashSet<>();
    Stream.of(variables.get(name), types.get(name))
        .filter(owner -> owner != null)
        .forEach(owners::add);
    owners.addAll(methods.getOrDefault(name, Map.of()).values());
    return owners;
  }

  /// Every cell that defines something which counts.
  Set<CellLoader> owners() {
    Set<CellLoader> all = new LinkedHashSet<>(variables.values());
    all.addAll(types.values());
    methods.values().forEach(overloads -> all.addAll(overloads.values()));
    return all;
  }

  @Nullable CellLoader variable(String name) {
    return variables.get(name);
  }

  /// Each of these gives the cell whose definition is superseded, if there was one.
  @Nullable CellLoader defineVariable(String name, CellLoader cell) {
    return variables.put(name, cell);
  }

  @Nullable CellLoader defineType(String name, CellLoader cell) {
    return types.put(name, cell);
  }

  @Nullable CellLoader defineMethod(String name, String parameters, CellLoader cell) {
    return methods.computeIfAbsent(name, n -> new HashMap<>()).put(parameters, cell);
  }
}
