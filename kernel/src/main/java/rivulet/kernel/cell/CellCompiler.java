package rivulet.kernel.cell;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.tools.javac.api.ClientCodeWrapper.DiagnosticSourceUnwrapper;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTaskPool;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.code.ClassFinder;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic;
import com.sun.tools.javac.util.Log;
import com.sun.tools.javac.util.Names;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import rivulet.kernel.session.Extension;

/// Compiles cells: one javac task a cell, in a context that is kept warm.
///
/// A second attempt follows where the first could not know enough: when a method or a lambda of the
/// cell uses a `var` (a local of the run method until its type is known), when a name that the user
/// imports on demand is also in a default import, and when `x -= e` with an operator of an
/// extension stands where nothing can be assigned, and when declarations miss what is not declared.
final class CellCompiler {
  private static final List<String> OPTIONS =
      List.of("-g", "-parameters", "-proc:none", "-Xlint:none", "-nowarn");
  private static final int ATTEMPTS = 6;
  private static final String FAILED = "compiler.failed";
  private static final String FAILURE = "the Java compiler failed on this cell; ";

  /// After so many tasks the context is made anew: it never forgets a name.
  private static final int LIFE = 2000;

  private int tasks;
  private JavacTaskPool pool = new JavacTaskPool(1);
  private final CellFiles files;
  private final List<Extension.Operators> operators;
  private final List<String> options;

  /// @param more options beside its own
  CellCompiler(List<Extension.Operators> operators, Libraries libraries, List<String> more) {
    this.operators = operators;
    this.options = Stream.concat(OPTIONS.stream(), more.stream()).toList();
    JavacTool compiler = JavacTool.create();
    files =
        new CellFiles(
            compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8),
            libraries);
  }

  /// What came of one cell.
  ///
  /// @param classes by binary name; empty where there are problems
  record Compiled(CellUnit unit, List<Problem> problems, Map<String, byte[]> classes) {}

  /// @param undeclared counts where the findings bring nothing new
  private record Attempt(Compiled result, Findings findings, Findings undeclared) {}

  void show(Set<CellLoader> cells) {
    files.show(cells);
  }

  /// What is wrong with a cell is told of the whole, not of what is left without some declarations.
  ///
  /// A context keeps in mind which packages there are, and so cannot learn of more.
  Compiled compile(CellUnit first) {
    if (files.showNewLibraries()) {
      pool = new JavacTaskPool(1);
    }
    CellUnit unit = first;
    Attempt attempt = attempt(unit);
    Compiled whole = attempt.result();
    for (int i = 1; i < ATTEMPTS && !attempt.result().problems().isEmpty(); i++) {
      Findings findings = unit.findings().and(attempt.findings());
      if (findings.equals(unit.findings())) {
        findings = findings.and(attempt.undeclared());
      }
      if (findings.equals(unit.findings())) {
        break;
      }
      unit = unit.with(findings);
      attempt = attempt(unit);
      whole = findings.leaveOut() ? whole : attempt.result();
    }
    return attempt.result().problems().isEmpty() ? attempt.result() : whole;
  }

  private Attempt attempt(CellUnit unit) {
    files.takeWritten();
    boolean whole = false;
    try {
      Attempt attempt = task(unit);
      whole = attempt.result().problems().stream().noneMatch(CellCompiler::spoilsContext);
      return attempt;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      Problem problem = new Problem(FAILED, 1, 1, FAILURE + e);
      return new Attempt(
          new Compiled(unit, List.of(problem), Map.of()), Findings.NONE, Findings.NONE);
    } finally {
      boolean old = ++tasks % LIFE == 0;
      pool = whole && !old ? pool : new JavacTaskPool(1);
    }
  }

  private Attempt task(CellUnit unit) {
    List<Diagnostic<? extends JavaFileObject>> diagnostics = new ArrayList<>();
    return pool.getTask(
        Writer.nullWriter(), // where javac would complain about itself
        files,
        diagnostics::add,
        options,
        null,
        List.of(unit.source()),
        task -> attempt((JavacTaskImpl) task, unit, diagnostics));
  }

  /// What fails after the analysis leaves half-written classes in the compiler's context.
  private static boolean spoilsContext(Problem problem) {
    return problem.code().startsWith("compiler.err.limit") || problem.code().equals(FAILED);
  }

  private Attempt attempt(
      JavacTaskImpl task, CellUnit unit, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    Context context = task.getContext();
    CellParser.Factory parser = CellParser.Factory.of(context);
    Operators hooked = Operators.of(context, operators);
    task.addTaskListener(new Steps(context, unit, hooked, files));
    parser.parseInto(unit);
    try {
      boolean compiled = task.call();
      List<JCDiagnostic> errors = errors(diagnostics);
      List<Problem> problems = problems(context, unit.source(), errors, compiled);
      return new Attempt(
          new Compiled(unit, problems, files.takeWritten()),
          errors.isEmpty() ? Findings.NONE : findings(context, unit, hooked, errors),
          Findings.ofUndeclared(Undeclared.in(unit, errors, problems)));
    } finally {
      parser.parseInto(null);
      forgetCells(context);
    }
  }

  private static Findings findings(
      Context context, CellUnit unit, Operators operators, List<JCDiagnostic> errors) {
    return new Findings(
        new CellRewriter(context, unit).foundTypes(),
        new Ambiguities(unit.scope().imports()).settle(errors),
        InPlace.in(unit.tree, operators),
        Map.of());
  }

  static List<JCDiagnostic> errors(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    return diagnostics.stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> ((DiagnosticSourceUnwrapper) d).d)
        .toList();
  }

  private static List<Problem> problems(
      Context context, Source source, List<JCDiagnostic> errors, boolean compiled) {
    if (errors.isEmpty() && !compiled) {
      return List.of(new Problem(FAILED, 1, 1, FAILURE + "is it too deeply nested?"));
    }
    var formatter = Log.instance(context).getDiagnosticFormatter();
    return errors.stream()
        .map(e ->
            new Problem(
                e.getCode(),
                e.getLineNumber(),
                source.column(e.getPosition()),
                formatter.formatMessage(e, Locale.ENGLISH)))
        .toList();
  }

  /// The context lives on; what it knows of cells changes from task to task.
  static void forgetCells(Context context) {
    Symtab symbols = Symtab.instance(context);
    PackageSymbol cells =
        symbols.getPackage(
            symbols.unnamedModule, Names.instance(context).fromString(CellUnit.PACKAGE));
    if (cells == null) {
      return;
    }
    List<ClassSymbol> known = new ArrayList<>();
    for (ClassSymbol type : symbols.getAllClasses()) {
      if (type.packge().equals(cells)) {
        known.add(type);
      }
    }
    known.forEach(type -> symbols.removeClass(symbols.unnamedModule, type.flatName()));
    cells.members_field = null;
    cells.completer = ClassFinder.instance(context).getCompleter();
  }

  /// Shows javac what a cell inherits once it is parsed, and rewrites its tree once javac has
  /// understood it without an error.
  private record Steps(Context context, CellUnit unit, Operators operators, CellFiles files)
      implements TaskListener {
    @Override
    public void finished(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.PARSE) {
        files.showOverloads(unit.overloads);
      } else if (event.getKind() == TaskEvent.Kind.ANALYZE && Log.instance(context).nerrors == 0) {
        new CellRewriter(context, unit).rewrite(operators);
      }
    }
  }
}
