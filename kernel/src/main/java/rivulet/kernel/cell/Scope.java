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
  private final Set<String> packages = new HashSet<>();

  /// By name, then by parameters: overloads of several cells stand side by side.
  private final Map<String, Map<String, CellLoader>> methods = new HashMap<>();

  Scope(List<String> defaultImports) {
    this(new Imports(defaultImports));
  }

  private Scope(Imports imports) {
    this.imports = imports;
  }

  /// As it is now, for another thread.
  Scope copy() {
    Scope copy = new Scope(imports.copy());
    copy.variables.putAll(variables);
    copy.types.putAll(types);
    methods.forEach((name, owners) -> copy.methods.put(name, new HashMap<>(owners)));
    return copy;
  }

  /// Everything that cells define, each name once for each cell that has a part in it.
  List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    variables.forEach((name, cell) -> all.add(definition(Definition.Kind.VARIABLE, name, cell)));
    types.forEach((name, cell) -> all.add(definition(Definition.Kind.TYPE, name, cell)));
    methods.forEach((name, overloads) ->
        new LinkedHashSet<>(overloads.values())
            .forEach(cell -> all.add(definition(Definition.Kind.METHOD, name, cell))));
    return all;
  }

  private static Definition definition(Definition.Kind kind, String name, CellLoader cell) {
    return new Definition(kind, name, cell.binaryName(), cell.order());
  }

  @Nullable CellLoader ownerOfVariable(String name) {
    return variables.get(name);
  }

  Imports imports() {
    return imports;
  }

  /// The packages that cells have said their types are in.
  Set<String> packages() {
    return packages;
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

  /// Whether a type that the cell declared means another cell's by now.
  @SuppressWarnings("ReferenceEquality") // the very cell
  boolean isSuperseded(String type, CellLoader cell) {
    CellLoader now = types.get(type);
    return now != null && now != cell;
  }

  /// The cells whose methods of this name count.
  Set<CellLoader> ownersOfMethods(String name) {
    return new LinkedHashSet<>(methods.getOrDefault(name, Map.of()).values());
  }

  private Set<CellLoader> owners(String name) {
    Set<CellLoader> owners = new LinkedHashSet<>();
    Stream.of(variables.get(name), types.get(name))
        .filter(owner -> owner != null)
        .forEach(owners::add);
    owners.addAll(methods.getOrDefault(name, Map.of()).values());
    return owners;
  }

  /// The cells that define the variables, the types and the methods which count, by name.
  Map<String, CellLoader> variables() {
    return Map.copyOf(variables);
  }

  Map<String, CellLoader> types() {
    return Map.copyOf(types);
  }

  Map<String, Set<CellLoader>> methods() {
    Map<String, Set<CellLoader>> cells = new HashMap<>();
    methods.forEach((name, overloads) -> cells.put(name, Set.copyOf(overloads.values())));
    return cells;
  }

  /// Forgets all definitions and the user's imports.
  void clear() {
    variables.clear();
    types.clear();
    methods.clear();
    imports.clear();
    packages.clear();
  }

  /// Every cell that defines something which counts.
  Set<CellLoader> owners() {
    Set<CellLoader> all = new LinkedHashSet<>(variables.values());
    all.addAll(types.values());
    methods.values().forEach(overloads -> all.addAll(overloads.values()));
    return all;
  }

  /// Whether a cell's declaration is the latest of its kind.
  boolean counts(Declaration declaration, CellLoader cell) {
    if (declaration.isType()) {
      return types.get(declaration.name()) == cell;
    }
    String parameters = cell.parameters().get(declaration.start());
    return methods.getOrDefault(declaration.name(), Map.of()).get(parameters) == cell;
  }

  /// Of the types among a new cell's declarations, those whose classes stay: their text is what it
  /// was, and so is what it means. One with static state is declared anew, since that begins anew.
  Set<String> unchanged(List<Declaration> declarations, Source source) {
    List<Declaration> anew = new ArrayList<>(declarations);
    anew.removeIf(d -> !d.isType());
    Set<String> kept = new HashSet<>();
    anew.stream().filter(d -> isSame(d, source)).forEach(d -> kept.add(d.name()));
    while (anew.stream().anyMatch(d -> kept.contains(d.name()) && !stays(d, anew, kept))) {
      anew.stream().filter(d -> !stays(d, anew, kept)).forEach(d -> kept.remove(d.name()));
    }
    return kept;
  }

  private static boolean stays(Declaration type, List<Declaration> types, Set<String> kept) {
    return types.stream()
        .allMatch(d -> kept.contains(d.name()) || !type.mentions().contains(d.name()));
  }

  private boolean isSame(Declaration declaration, Source source) {
    CellLoader cell = types.get(declaration.name());
    return cell != null
        && (!declaration.hasState() || cell.source() == source)
        && declaration.mentions().stream().noneMatch(n -> imports.lastImported(n) > cell.order())
        && cell.declarations().stream()
            .anyMatch(d ->
                d.isType()
                    && d.text().equals(declaration.text())
                    && !cell.stale().contains(d.start()));
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
