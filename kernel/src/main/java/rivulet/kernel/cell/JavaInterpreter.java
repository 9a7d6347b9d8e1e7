package rivulet.kernel.cell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.ClassPath;
import rivulet.kernel.session.Definitions;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.Interpreter;

/// Compiles and runs cells of Java: each cell becomes one class, made by javac from the cell's own
/// text at its own positions, woven, loaded by its own loader, and run once.
public final class JavaInterpreter implements Interpreter {
  private static final MethodType RUN = MethodType.methodType(void.class);

  private final Renewal renewal;
  private final Sketches sketches;
  private final Session session;
  private final Libraries libraries;
  private final Stacktraces stacktraces;
  private volatile @Nullable CellRun current;

  /// @param extensions whose imports and operators all cells have
  /// @throws IllegalStateException if this JVM has no compiler that can be used
  public JavaInterpreter(List<Extension> extensions) {
    JavacAccess.check();
    List<Extension.Operators> operators =
        extensions.stream().flatMap(e -> e.operators().stream()).toList();
    libraries = new Libraries(new KernelApi(extensions));
    session =
        new Session(
            extensions.stream().flatMap(e -> e.imports().stream()).toList(), libraries.loader());
    renewal = new Renewal(new CellCompiler(operators, libraries), session);
    stacktraces =
        new Stacktraces(
            session::cell,
            operators.stream().map(Extension.Operators::holder).collect(Collectors.toSet()));
    sketches = new Sketches(session, libraries, new Glance(stacktraces), operators);
    Thread.setDefaultUncaughtExceptionHandler(new UncaughtErrors());
  }

  /// An interpreter with the extensions that `ServiceLoader` finds.
  public static JavaInterpreter withInstalledExtensions() {
    return new JavaInterpreter(
        ServiceLoader.load(Extension.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /// The libraries of the session.
  public ClassPath classPath() {
    return libraries;
  }

  /// What the session's cells have defined.
  public Definitions definitions() {
    return new SessionDefinitions(session);
  }

  /// How a run ended: a value, an error, or neither where it was stopped before it began.
  private record End(@Nullable CellLoader cell, @Nullable Object value, @Nullable Throwable error) {
    static final End NOTHING = new End(null, null, null);
  }

  @Override
  public Outcome execute(String code, int number, Consumer<Object> show) {
    Source source = new Source(number, code);
    CellLoader known = session.repeats().take(source);
    CellRun outer = current;
    String className = known == null ? session.nextName(number) : known.className();
    CellRun run = CellRun.begin(className, stacktraces);
    Thread.currentThread().setContextClassLoader(libraries.loader());
    current = run;
    List<Problem> problems = List.of();
    End end = End.NOTHING;
    try {
      Callable<CellLoader> cell = () -> known;
      if (known == null) {
        CellCompiler.Compiled compiled = renewal.compile(source, className);
        problems = compiled.problems();
        cell = () -> session.add(compiled);
      }
      if (problems.isEmpty() && run.startRunning()) {
        end = run(cell, show);
      }
    } finally {
      current = outer;
      run.end(outer);
    }
    StackTraceElement[] interruptedAt = run.interruptedAt();
    if (interruptedAt != null) {
      return stacktraces.interrupted(interruptedAt, source.label());
    }
    if (end.cell() != null) {
      session.repeats().keep(end.cell());
    }
    if (!problems.isEmpty()) {
      return CompileErrors.failure(source, problems);
    }
    return end.error() == null ? new Outcome.Value(end.value()) : stacktraces.failure(end.error());
  }

  private static End run(Callable<CellLoader> load, Consumer<Object> show) {
    CellLoader cell = null;
    try {
      cell = load.call();
      MethodHandle run =
          MethodHandles.publicLookup().findStatic(cell.cellClass(), CellUnit.RUN, RUN);
      run.invokeExact();
      Object value = Variables.takeValue(cell);
      if (value != null) {
        show.accept(value);
      }
      return new End(cell, value, null);
    } catch (Throwable e) {
      return new End(cell, null, e);
    }
  }

  /// What understands unfinished text against this session.
  public Sketches sketches() {
    return sketches;
  }

  @Override
  public void interrupt() {
    CellRun run = current;
    if (run != null) {
      run.interrupt();
    }
  }
}
