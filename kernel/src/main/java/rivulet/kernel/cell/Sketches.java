package rivulet.kernel.cell;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTaskPool;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.util.Context;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Extension;

/// Understands unfinished text against a session, beside the cells that are compiled and run: in a
/// compiler context of its own, from a copy of what the session knows. For one thread at a time;
/// others wait.
public final class Sketches {
  private static final List<String> OPTIONS =
      List.of(
          "-parameters",
          "-proc:none",
          "-Xlint:none",
          "-nowarn",
          "-XDshould-stop.ifError=ATTR",
          "-XDshould-stop.ifNoError=ATTR");
  private static final int ATTEMPTS = 3;
  private static final String JAVAC = "com.sun.tools.javac.";

  private JavacTaskPool pool = new JavacTaskPool(1);
  private final CellFiles files;
  private final Session session;
  private final Glance glance;
  private final List<Extension.Operators> operators;
  private final List<String> options;

  Sketches(
      Session session,
      Libraries libraries,
      Glance glance,
      List<Extension.Operators> operators,
      List<String> more) {
    this.session = session;
    this.options = Stream.concat(OPTIONS.stream(), more.stream()).toList();
    this.glance = glance;
    this.operators = operators;
    files =
        new CellFiles(
            JavacTool.create().getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8),
            libraries);
  }

  /// What one attempt gave, or what the next needs to know.
  private record Attempt<T>(Optional<T> result, Findings findings) {}

  /// Understands a text.
  ///
  /// @param at the place that matters: what a `var` of the cell is for the method or type there
  ///   costs another look
  /// @param use what to do with it, while it is valid; may run more than once
  /// @return what that gave; empty, too, where javac fails on such a text
  public synchronized <T> Optional<T> understand(
      String text, int at, Function<Sketch, Optional<T>> use) {
    Session.View view = session.view();
    if (files.showNewLibraries()) {
      pool = new JavacTaskPool(1);
    }
    files.show(view.classes());
    CellUnit unit = CellUnit.sketch(new Source(0, text), view.scope());
    Optional<T> result = Optional.empty();
    for (int i = 0; i < ATTEMPTS; i++) {
      CellUnit current = unit;
      Attempt<T> attempt =
          task(
              current.source(),
              new Attempt<>(Optional.empty(), Findings.NONE),
              (task, errors) -> attempt(task, current, view, at, use, errors));
      result = attempt.result().isPresent() ? attempt.result() : result;
      Findings findings = unit.findings().and(attempt.findings());
      if (findings.equals(unit.findings())) {
        break;
      }
      unit = unit.with(findings);
    }
    return result;
  }

  private interface Worker<T> {
    T work(JavacTaskImpl task, List<Diagnostic<? extends JavaFileObject>> errors)
        throws IOException;
  }

  /// @param whereJavacFails stands for what the worker would have given
  private <T> Attempt<T> task(
      Source source, Attempt<T> whereJavacFails, Worker<Attempt<T>> worker) {
    List<Diagnostic<? extends JavaFileObject>> diagnostics = new ArrayList<>();
    try {
      return pool.getTask(
          Writer.nullWriter(),
          files,
          diagnostics::add,
          options,
          null,
          List.of(source),
          task -> {
            try {
              return worker.work((JavacTaskImpl) task, diagnostics);
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          });
    } catch (RuntimeException | Error e) {
      pool = new JavacTaskPool(1); // its state is lost
      if (isOfJavac(e)) {
        return whereJavacFails;
      }
      throw e;
    }
  }

  /// Whether javac itself has failed: it is not made for every text. What fails in our own code,
  /// also where javac calls it and wraps what it throws, is a fault of ours.
  private static boolean isOfJavac(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first instanceof StackOverflowError
        || Arrays.stream(first.getStackTrace())
            .map(StackTraceElement::getClassName)
            .filter(name -> !name.startsWith("java."))
            .findFirst()
            .filter(name -> name.startsWith(JAVAC))
            .isPresent();
  }

  private <T> Attempt<T> attempt(
      JavacTaskImpl task,
      CellUnit unit,
      Session.View view,
      int at,
      Function<Sketch, Optional<T>> use,
      List<Diagnostic<? extends JavaFileObject>> diagnostics)
      throws IOException {
    Context context = task.getContext();
    CellParser.Factory parser = CellParser.Factory.of(context);
    Operators.of(context, operators);
    parser.parseInto(unit);
    try {
      CompilationUnitTree tree = task.parse().iterator().next();
      files.showOverloads(unit.overloads);
      task.analyze();
      Findings findings = findings(context, unit, at, diagnostics);
      Function<String, String> source = name -> source(unit, view, name);
      Sketch sketch = new Sketch(task, tree, view.scope().definitions(), source);
      return new Attempt<>(use.apply(sketch), findings);
    } finally {
      parser.parseInto(null);
      CellCompiler.forgetCells(context);
    }
  }

  private static Findings findings(
      Context context,
      CellUnit unit,
      int at,
      List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    boolean inside =
        unit.declarations().stream()
            .anyMatch(d -> d.start() <= at && at <= d.start() + d.text().length());
    return new Findings(
        inside ? new CellRewriter(context, unit).foundTypes() : Map.of(),
        new Ambiguities(unit.scope().imports()).settle(CellCompiler.errors(diagnostics)),
        Map.of(),
        Map.of());
  }

  private static String source(CellUnit unit, Session.View view, String binaryName) {
    String name = binaryName.substring(binaryName.lastIndexOf('.') + 1);
    if (name.equals(Sketch.CLASS)) {
      return DeclaredText.of(name, unit.source().text(), unit.declarations());
    }
    CellLoader cell = view.cells().get(name);
    return cell == null ? "" : DeclaredText.of(name, cell.source().text(), cell.declarations());
  }

  /// Where the libraries are that cells can use.
  public List<Path> classPath() {
    return files.classPath();
  }

  /// Looks at the value that a session's variable has now.
  ///
  /// @param most how long to look; code of cells that runs then is stopped
  /// @return what the look gives; empty where there is no such variable, and where the look fails
  ///   or takes too long
  public Optional<String> look(
      String variable, Duration most, Function<@Nullable Object, String> look) {
    CellLoader owner = session.view().scope().ownerOfVariable(variable);
    return owner == null
        ? Optional.empty()
        : glance.within(most, () -> look.apply(Variables.value(owner, variable)));
  }

  /// What [#syntaxError] says where javac fails.
  public static final String UNKNOWN = "unknown";

  /// The first syntax error of a text, as javac names it: `compiler.err.premature.eof`; null for a
  /// whole cell.
  public synchronized @Nullable String syntaxError(String text) {
    Source source = new Source(0, text);
    CellUnit unit = new CellUnit(source, Sketch.CLASS, new Scope(List.of()));
    Attempt<String> unknown = new Attempt<>(Optional.of(UNKNOWN), Findings.NONE);
    return task(source, unknown, (task, errors) -> parse(task, unit, errors)).result().orElse(null);
  }

  private static Attempt<String> parse(
      JavacTaskImpl task, CellUnit unit, List<Diagnostic<? extends JavaFileObject>> diagnostics)
      throws IOException {
    CellParser.Factory parser = CellParser.Factory.of(task.getContext());
    parser.parseInto(unit);
    try {
      task.parse();
    } finally {
      parser.parseInto(null);
    }
    Optional<String> first =
        diagnostics.stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(Diagnostic::getCode)
            .findFirst();
    return new Attempt<>(first, Findings.NONE);
  }
}
