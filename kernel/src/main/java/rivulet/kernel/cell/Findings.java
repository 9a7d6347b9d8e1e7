package rivulet.kernel.cell;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What one attempt at compiling a cell found out for the next.
///
/// @param types types of `var`s, by name
/// @param imports single imports that settle what was ambiguous
/// @param inPlace positions of compound assignments that change their left side in place, with the
///   method that does it: javac must not take them for assignments
/// @param undeclared positions of declarations that miss what is not declared yet, with what it is
record Findings(
    Map<String, String> types,
    Set<String> imports,
    Map<Integer, String> inPlace,
    Map<Integer, Missing> undeclared) {
  static final Findings NONE = new Findings(Map.of(), Set.of(), Map.of(), Map.of());

  static Findings ofUndeclared(Map<Integer, Missing> undeclared) {
    return new Findings(Map.of(), Set.of(), Map.of(), undeclared);
  }

  Findings and(Findings more) {
    Map<String, String> allTypes = new HashMap<>(types);
    allTypes.putAll(more.types);
    Set<String> allImports = new LinkedHashSet<>(imports);
    allImports.addAll(more.imports);
    Map<Integer, String> allInPlace = new HashMap<>(inPlace);
    allInPlace.putAll(more.inPlace);
    Map<Integer, Missing> allUndeclared = new HashMap<>(undeclared);
    more.undeclared.forEach((at, missing) -> allUndeclared.merge(at, missing, Missing::and));
    return new Findings(allTypes, allImports, allInPlace, allUndeclared);
  }

  boolean leaveOut() {
    return undeclared.values().stream().anyMatch(Missing::outsideBody);
  }
}
