package rivulet.kernel.cell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  private static final Outcome NOBODY_LISTENS = new Outcome.Value(null);

  private final Renewal renewal;
  private final Sketches sketches;
  private final Session session;
  private final Libraries libraries;
  private final Stacktraces stacktraces;
  private final Results results = new Results();
  private final Reserve reserve = new Reserve();

  /// What runs on which thread: one cell on that of each shell.
  private final Map<Thread, CellRun> running = new ConcurrentHashMap<>();

  /// @param extensions whose imports and operators all cells have
  /// @throws IllegalStateException if this JVM has no compiler that can be used
  public JavaInterpreter(List<Extension> extensions) {
    this(extensions, List.of());
  }

  /// @param extensions whose imports and operators all cells have
  /// @param options for the compiler, as javac takes them; where it does not, cells fail and say so
  /// @throws IllegalStateException if this JVM has no compiler that can be used
  public JavaInterpreter(List<Extension> extensions, List<String> options) {
    JavacAccess.check();
    List<Extension.Operators> operators =
        extensions.stream().flatMap(e -> e.operators().stream()).toList();
    libraries = new Libraries(new KernelApi(extensions));
    session =
        new Session(
            extensions.stream().flatMap(e -> e.imports().stream()).toList(), libraries.loader());
    libraries.loader().showCells(session::cell);
    renewal = new Renewal(new CellCompiler(operators, libraries, options), session);
    stacktraces =
        new Stacktraces(
            session::cell,
            operators.stream().map(Extension.Operators::holder).collect(Collectors.toSet()));
    sketches =
        new Sketches(session, libraries, new Glance(stacktraces, results), operators, options);
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

  /// A cell that was compiled.
  ///
  /// @param cell takes it into the session
  /// @param before what the user should know before it runs
  /// @param after the same, once it has run
  private record Ready(
      List<Problem> problems,
      Callable<CellLoader> cell,
      List<String> before,
      Supplier<List<String>> after) {
    static Ready again(@Nullable CellLoader known) {
      return new Ready(List.of(), () -> Objects.requireNonNull(known), List.of(), List::of);
    }
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
    Thread.currentThread().setContextClassLoader(libraries.loader());
    CellRun run = CellRun.begin(className, source, stacktraces, results, outer);
    Consumer<Object> kept = outer == null ? show.andThen(v -> results.keep(number, v)) : show;
    running.put(Thread.currentThread(), run);
    Ready ready = Ready.again(known);
    End end = End.NOTHING;
    try {
      if (known == null) {
        ready = compile(source, className);
      }
      if (ready.problems().isEmpty() && run.startRunning()) {
        ready.before().forEach(System.err::println);
        end = run(run, ready.cell(), kept);
      }
    } catch (OutOfMemoryError e) {
      reserve.giveUp();
      end = new End(null, null, e);
    } finally {
      end(run, outer);
    }
    if (!(end.error() instanceof OutOfMemoryError)) {
      reserve.refill();
    }
    return run.isAbandoned() ? NOBODY_LISTENS : outcome(run, ready, end);
  }

  @Override
  public Outcome call(Code code) {
    Thread.currentThread().setContextClassLoader(libraries.loader());
    CellRun run = CellRun.begin("", new Source(0, ""), stacktraces, results, null);
    running.put(Thread.currentThread(), run);
    Throwable error = null;
    try {
      if (run.startRunning()) {
        code.run();
      }
    } catch (OutOfMemoryError e) {
      reserve.giveUp();
      error = e;
    } catch (Throwable e) {
      error = e;
    } finally {
      end(run, null);
    }
    if (!(error instanceof OutOfMemoryError)) {
      reserve.refill();
    }
    End end = new End(null, null, error);
    return run.isAbandoned() ? NOBODY_LISTENS : outcome(run, Ready.again(null), end);
  }

  private Ready compile(Source source, String className) {
    CellCompiler.Compiled compiled;
    List<Problem> problems;
    synchronized (session) {
      compiled = renewal.compile(source, className);
      problems = compiled.problems().stream().map(session.waiting()::explained).toList();
    }
    return new Ready(problems, () -> add(compiled), compiled.unit().notes(), () -> notes(compiled));
  }

  private Outcome outcome(CellRun run, Ready ready, End end) {
    StackTraceElement[] interruptedAt = run.interruptedAt();
    if (interruptedAt != null) {
      return stacktraces.interrupted(interruptedAt, run.source().label());
    }
    if (end.cell() != null) {
      keep(end.cell());
      ready.after().get().forEach(System.err::println);
    }
    if (!ready.problems().isEmpty()) {
      return CompileErrors.failure(run.source(), ready.problems());
    }
    return end.error() == null ? new Outcome.Value(end.value()) : stacktraces.failure(end.error());
  }

  /// A run that was given up is no longer the one of its thread.
  private void end(CellRun run, @Nullable CellRun outer) {
    run.end();
    synchronized (running) {
      if (!run.isAbandoned()) {
        running.compute(run.thread(), (thread, own) -> outer);
      }
    }
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

  private void keep(CellLoader cell) {
    synchronized (session) {
      session.repeats().keep(cell);
    }
  }

  private CellLoader add(CellCompiler.Compiled compiled) {
    synchronized (session) {
      return renewal.add(compiled);
    }
  }

  private List<String> notes(CellCompiler.Compiled compiled) {
    synchronized (session) {
      return renewal.notes(compiled);
    }
  }

  private End run(CellRun own, Callable<CellLoader> load, Consumer<Object> show) {
    CellLoader cell = null;
    try {
      cell = load.call();
      MethodHandle run =
          MethodHandles.publicLookup().findStatic(cell.cellClass(), CellUnit.RUN, RUN);
      run.invokeExact();
      Object value = Variables.takeValue(cell);
      if (value != null && own.interruptedAt() == null) {
        show.accept(value);
      }
      return new End(cell, value, null);
    } catch (OutOfMemoryError e) {
      reserve.giveUp();
      return new End(cell, null, e);
    } catch (Throwable e) {
      return new End(cell, null, e);
    }
  }

  /// What understands unfinished text against this session.
  public Sketches sketches() {
    return sketches;
  }

  @Override
  public @Nullable Outcome abandon(Thread thread) {
    synchronized (running) {
      CellRun run = running.get(thread);
      if (run == null || !run.abandon()) {
        return null;
      }
      running.remove(thread);
      return stacktraces.leftBehind(thread, run.source().label());
    }
  }

  @Override
  public void forgetResults() {
    results.clear();
  }

  @Override
  public void interrupt() {
    running.values().forEach(CellRun::interrupt);
  }

  @Override
  public void stop(Thread thread) {
    CellRun run = running.get(thread);
    if (run != null) {
      run.interrupt();
    }
  }
}
