package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rivulet.kernel.cell.CellCompiler.Compiled;

/// Compiles cells against a session. Where a cell declares a type anew, the type comes first, then
/// what other cells declared with it is compiled again, and then the cell, so that all of them mean
/// the same class. What does not compile again stays as it was. Methods that miss something are
/// compiled again as soon as all of it is declared.
final class Renewal {
  private final CellCompiler compiler;
  private final Session session;
  private final List<Pending> pending = new ArrayList<>();

  /// A method that misses what is not declared yet.
  private record Pending(CellLoader cell, Declaration method) {}

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
    Set<String> names = compiled.unit().definedNames();
    boolean imports = !compiled.unit().importTexts().isEmpty();
    pending.removeIf(each ->
        !session.scope().counts(each.method(), each.cell())
            || ((imports || !Collections.disjoint(each.method().mentions(), names))
                && renewWhole(each.cell(), Set.of(each.method().start()))));
    compiled.unit().undeclared().forEach(method -> pending.add(new Pending(cell, method)));
    return cell;
  }

  /// What the user should know once the cell has run.
  List<String> notes(Compiled compiled) {
    return new OldObjects(session.scope(), compiled.unit().typeNames()).notes();
  }

  private boolean renewWhole(CellLoader cell, Set<Integer> starts) {
    Compiled again = compile(cell.source(), starts);
    boolean whole = again.problems().isEmpty() && again.unit().undeclared().isEmpty();
    if (whole) {
      session.add(again, cell.order());
    }
    return whole;
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
