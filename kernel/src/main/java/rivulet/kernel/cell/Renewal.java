package rivulet.kernel.cell;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rivulet.kernel.cell.CellCompiler.Compiled;

/// Compiles cells against a session. Where a cell declares a type anew, the type comes first, then
/// what other cells declared with it is compiled again, and then the cell, so that all of them mean
/// the same class. What does not compile again stays as it was. Declarations that miss something
/// are compiled again as soon as all of it is declared.
final class Renewal {
  private final CellCompiler compiler;
  private final Session session;

  Renewal(CellCompiler compiler, Session session) {
    this.compiler = compiler;
    this.session = session;
  }

  Compiled compile(Source source, String className) {
    Compiled whole = compile(new CellUnit(source, className, session.scope()));
    CellUnit unit = whole.unit();
    Map<CellLoader, Set<Integer>> dependents =
        Dependents.of(session.scope(), unit.typeNames(), unit.declarations());
    if (dependents.isEmpty()) {
      return whole;
    }
    Compiled types = compile(source, unit.typeStarts());
    if (!types.problems().isEmpty()) {
      return whole;
    }
    session.add(types);
    dependents.forEach(this::renew);
    return compile(new CellUnit(source, className, session.scope()));
  }

  /// Takes a compiled cell in, before it runs.
  CellLoader add(Compiled compiled) {
    CellLoader cell = session.add(compiled);
    Set<String> names = new HashSet<>(compiled.unit().definedNames());
    boolean imports = !compiled.unit().importTexts().isEmpty();
    session.waiting().add(cell, compiled.unit());
    session.waiting().retry(one -> isReplaced(one) || comesIn(one, names, imports));
    return cell;
  }

  private boolean isReplaced(Waiting.One one) {
    return !one.isLeftOut() && !session.scope().counts(one.declaration(), one.cell());
  }

  /// @param names that were declared; what comes in adds its own
  private boolean comesIn(Waiting.One one, Set<String> names, boolean imports) {
    Declaration declaration = one.declaration();
    if (!imports && Collections.disjoint(declaration.mentions(), names)) {
      return false;
    }
    Compiled again = compile(one.cell().source(), Set.of(declaration.start()));
    if (isWhole(again)) {
      session.add(again, one.cell().order());
      names.add(declaration.name());
      return true;
    }
    again.problems().stream().findFirst().ifPresent(one::isWrong);
    return false;
  }

  /// What the user should know once the cell has run.
  List<String> notes(Compiled compiled) {
    return new OldObjects(session.scope(), compiled.unit().typeNames()).notes();
  }

  private boolean renewWhole(CellLoader cell, Set<Integer> starts) {
    Compiled again = compile(cell.source(), starts);
    if (isWhole(again)) {
      session.add(again, cell.order());
    }
    return isWhole(again);
  }

  private static boolean isWhole(Compiled compiled) {
    return compiled.problems().isEmpty() && compiled.unit().undeclared().isEmpty();
  }

  private void renew(CellLoader cell, Set<Integer> starts) {
    if (renewWhole(cell, starts)) {
      return;
    }
    if (starts.size() > 1) {
      starts.forEach(start -> renew(cell, Set.of(start)));
    } else {
      cell.stale().addAll(starts);
    }
  }

  private Compiled compile(Source source, Set<Integer> starts) {
    String className = session.nextName(source.number());
    return compile(CellUnit.declarations(source, className, session.scope(), starts));
  }

  private Compiled compile(CellUnit unit) {
    compiler.show(session.live());
    return compiler.compile(unit);
  }
}
