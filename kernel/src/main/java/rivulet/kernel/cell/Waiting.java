package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The declarations of cells that wait for what is not declared yet.
final class Waiting {
  /// One of them, with the cell that it is from.
  static final class One {
    private final CellLoader cell;
    private final Declaration declaration;
    private final boolean leftOut;
    private String note;

    private One(CellLoader cell, Declaration declaration, Missing missing) {
      this.cell = cell;
      this.declaration = declaration;
      leftOut = missing.outsideBody();
      note = Undeclared.note(declaration.label(), missing.text());
    }

    CellLoader cell() {
      return cell;
    }

    Declaration declaration() {
      return declaration;
    }

    /// Whether the session knows nothing of it; else it is a method without its body.
    boolean isLeftOut() {
      return leftOut;
    }

    /// All that it missed is there, and it is wrong all the same.
    void isWrong(Problem problem) {
      note = declaration.label() + " does not compile: " + CompileErrors.summary(problem);
    }
  }

  private final List<One> all = new ArrayList<>();

  void clear() {
    all.clear();
  }

  /// A declaration replaces the one of its name that was left out.
  void add(CellLoader cell, CellUnit unit) {
    unit.declarations().forEach(this::forget);
    for (Declaration each : unit.undeclared()) {
      forget(each);
      all.add(new One(cell, each, unit.missing(each)));
    }
  }

  private void forget(Declaration declared) {
    all.removeIf(one -> one.isLeftOut() && one.declaration().label().equals(declared.label()));
  }

  /// Tries, again and again, to bring in what waits, as one may wait for another.
  ///
  /// @param isOver what to do with each: true where it need not wait any more
  void retry(Predicate<One> isOver) {
    while (all.removeIf(isOver)) {}
  }

  /// A problem, with the reason where it is that something which waits cannot be found.
  Problem explained(Problem problem) {
    String reasons =
        all.stream()
            .filter(one -> one.isLeftOut() && Undeclared.isAbout(problem, one.declaration().name()))
            .map(one -> "\n  " + one.cell().source().label() + ": " + one.note)
            .collect(Collectors.joining());
    String message = problem.message() + reasons;
    return new Problem(problem.code(), problem.line(), problem.column(), message);
  }
}
