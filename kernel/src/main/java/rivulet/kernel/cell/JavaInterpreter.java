package rivulet.kernel.cell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.Interpreter;

/// Compiles and runs cells of Java: each cell becomes one class, made by javac from the cell's own
/// text at its own positions, woven, loaded by its own loader, and run once.
public final class JavaInterpreter implements Interpreter {
  private static final MethodType RUN = MethodType.methodType(void.class);

  private final Renewal renewal;
  private final Completion completion;
  private final Session session;
  private final Stacktraces stacktraces;

  /// What runs on which thread: one cell on that of each shell.
  private final Map<Thread, CellRun> running = new ConcurrentHashMap<>();

  /// @param extensions whose imports and operators all cells have
  /// @throws IllegalStateException if this JVM has no compiler that can be used
  public JavaInterpreter(List<Extension> extensions) {
    JavacAccess.check();
    completion = new Completion();
    List<Extension.Operators> operators =
        extensions.stream().flatMap(e -> e.operators().stream()).toList();
    session =
        new Session(
            extensions.stream().flatMap(e -> e.imports().stream()).toList(),
            JavaInterpreter.class.getClassLoader());
    renewal = new Renewal(new CellCompiler(operators), session);
    stacktraces =
        new Stacktraces(
            session::cell,
            operators.stream().map(Extension.Operators::holder).collect(Collectors.toSet()));
    Thread.setDefaultUncaughtExceptionHandler(new UncaughtErrors());
  }

  /// An interpreter with the extensions that `ServiceLoader` finds.
  public static JavaInterpreter withInstalledExtensions() {
    return new JavaInterpreter(
        ServiceLoader.load(Extension.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /// How a run ended: a value, an error, or neither where it was stopped before it began.
  private record End(@Nullable CellLoader cell, @Nullable Object value, @Nullable Throwable error) {
    static final End NOTHING = new End(null, null, null);
  }

  @Override
  public Outcome execute(String code, int number, Consumer<Object> show) {
    Source source = new Source(number, code);
    CellLoader known = known(source);
    CellRun outer = running.get(Thread.currentThread());
    String className = known == null ? nextName(number) : known.className();
    CellRun run = CellRun.begin(className, stacktraces);
    running.put(Thread.currentThread(), run);
    List<Problem> problems = List.of();
    End end = End.NOTHING;
    try {
      Callable<CellLoader> cell = () -> known;
      if (known == null) {
        CellCompiler.Compiled compiled = compile(source, className);
        problems = compiled.problems();
        cell = () -> add(compiled);
      }
      if (problems.isEmpty() && run.startRunning()) {
        end = run(cell, show);
      }
    } finally {
      running.compute(Thread.currentThread(), (thread, own) -> outer);
      run.end(outer);
    }
    StackTraceElement[] interruptedAt = run.interruptedAt();
    if (interruptedAt != null) {
      return stacktraces.interrupted(interruptedAt, source.label());
    }
    if (end.cell() != null) {
      keep(end.cell());
    }
    if (!problems.isEmpty()) {
      return CompileErrors.failure(source, problems);
    }
    return end.error() == null ? new Outcome.Value(end.value()) : stacktraces.failure(end.error());
  }

  // One session serves the threads of all shells, one at a time: only cells themselves run at once.

  private @Nullable CellLoader known(Source source) {
    synchronized (session) {
      return session.repeats().take(source);
    }
  }

  private String nextName(int number) {
    synchronized (session) {
      return session.nextName(number);
    }
  }

  private CellCompiler.Compiled compile(Source source, String className) {
    synchronized (session) {
      return renewal.compile(source, className);
    }
  }

  private CellLoader add(CellCompiler.Compiled compiled) {
    synchronized (session) {
      return session.add(compiled);
    }
  }

  private void keep(CellLoader cell) {
    synchronized (session) {
      session.repeats().keep(cell);
    }
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

  @Override
  public Completeness isComplete(String code) {
    return completion.of(code);
  }

  @Override
  public void interrupt() {
    running.values().forEach(CellRun::interrupt);
  }
}
