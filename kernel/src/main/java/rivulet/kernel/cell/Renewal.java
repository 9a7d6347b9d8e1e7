package rivulet.kernel.cell;

import java.util.Map;
import java.util.Set;
import rivulet.kernel.cell.CellCompiler.Compiled;

/// Compiles cells against a session. Where a cell declares a type anew, the type comes first, then
/// what other cells declared with it is compiled again, and then the cell, so that all of them mean
/// the same class. What does not compile again stays as it was.
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

  private void renew(CellLoader cell, Set<Integer> starts) {
    Compiled again = compile(cell.source(), starts);
    if (again.problems().isEmpty()) {
      session.add(again, cell.order());
    } else if (starts.size() > 1) {
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
