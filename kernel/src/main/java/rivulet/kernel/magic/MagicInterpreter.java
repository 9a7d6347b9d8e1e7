package rivulet.kernel.magic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.ClassPath;
import rivulet.kernel.session.Definitions;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.Interpreter;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.MagicGuide;

/// Runs cells that mix Java and magics: the parts of a cell one after the other, each looked at
/// when those before it have run. The cell ends with the first part that fails; its value is the
/// last part's.
public final class MagicInterpreter implements Interpreter, MagicGuide {
  private final Interpreter java;
  private final MagicSession session;
  private final Startup startup;
  private volatile int number;

  /// What runs on which thread: one cell on that of each shell.
  private final Map<Thread, MagicRun> running = new ConcurrentHashMap<>();

  /// @param java runs what is Java
  /// @param classPath the session's libraries
  /// @param definitions what its cells have defined
  /// @param extensions whose magics the session has
  /// @param environment the variables that say more
  public MagicInterpreter(
      Interpreter java,
      ClassPath classPath,
      Definitions definitions,
      List<Extension> extensions,
      Environment environment) {
    this.java = java;
    session = new MagicSession(code -> execute(code, number, _ -> {}), classPath, definitions);
    startup = new Startup(session, environment);
    BuiltInMagics.of(session, environment).forEach(session.table()::add);
    extensions.forEach(extension -> extension.magics().forEach(session.table()::add));
  }

  @Override
  public List<Entry> entries() {
    return session.table().all().stream().flatMap(MagicInterpreter::entries).toList();
  }

  private static Stream<Entry> entries(Magic magic) {
    return magic.names().stream()
        .flatMap(name -> kinds(magic.kind()).map(kind -> entry(magic, name, kind)));
  }

  private static Stream<MagicGuide.Kind> kinds(Magic.Kind kind) {
    return switch (kind) {
      case LINE -> Stream.of(MagicGuide.Kind.LINE);
      case CELL -> Stream.of(MagicGuide.Kind.CELL);
      case BOTH -> Stream.of(MagicGuide.Kind.LINE, MagicGuide.Kind.CELL_OF_JAVA);
    };
  }

  private static Entry entry(Magic magic, String name, MagicGuide.Kind kind) {
    String percent = kind == MagicGuide.Kind.LINE ? "%" : "%%";
    String usage = (percent + name + " " + magic.usage()).strip();
    return new Entry(name, kind, usage, magic.summary());
  }

  @Override
  public Outcome execute(String code, int cell, Consumer<Object> show) {
    number = cell;
    session.enter();
    if (cell > 0) {
      startup.runOnce();
    }
    TimeLimit limit = startup.limit();
    Thread thread = Thread.currentThread();
    return limit == null
        ? runParts(code, cell, show)
        : limit.within(() -> runParts(code, cell, show), () -> stop(thread));
  }

  private Outcome runParts(String code, int cell, Consumer<Object> show) {
    List<Part> parts = session.parts(code);
    Outcome outcome = new Outcome.Value(null);
    for (int i = 0; i < parts.size() && outcome instanceof Outcome.Value; i++) {
      Consumer<Object> shown = i + 1 == parts.size() ? show : _ -> {};
      outcome =
          switch (parts.get(i)) {
            case Part.Java part -> runJava(part.text(), cell, shown);
            case Part.Use use -> run(use, code, shown);
          };
    }
    return outcome;
  }

  @Override
  public Outcome call(Code code) {
    session.enter();
    return java.call(code);
  }

  /// While Java runs it is the one to interrupt: its compiler must not be.
  private Outcome runJava(String text, int cell, Consumer<Object> show) {
    MagicRun magic = running.get(Thread.currentThread());
    if (magic == null) {
      return java.execute(text, cell, show);
    }
    boolean outermost = !magic.isInJava();
    if (!magic.enterJava()) {
      return MagicErrors.interrupted(text, cell, 1);
    }
    try {
      return java.execute(text, cell, show);
    } finally {
      if (outermost) {
        magic.leaveJava();
      }
    }
  }

  private Outcome run(Part.Use use, String code, Consumer<Object> show) {
    int cell = number;
    MagicRun outer = running.get(Thread.currentThread());
    MagicRun magic = outer == null ? new MagicRun(Thread.currentThread()) : outer;
    running.put(Thread.currentThread(), magic);
    Outcome outcome;
    try {
      Object value = session.use(use);
      if (value != null) {
        show.accept(value);
      }
      outcome = new Outcome.Value(value);
    } catch (EvaluationFailed e) {
      outcome = e.failure();
    } catch (Throwable e) {
      outcome = MagicErrors.failure(e, code, cell, use.line());
    }
    boolean stopped = magic.isInterrupted();
    if (outer == null) {
      running.remove(Thread.currentThread(), magic);
      magic.end();
    }
    boolean isTold =
        outcome instanceof Outcome.Failure failure && failure.name().equals("Interrupted");
    return stopped && !isTold ? MagicErrors.interrupted(code, cell, use.line()) : outcome;
  }

  /// A magic that does not stop is not left behind: it is the kernel's own, and waits for nothing
  /// that an interrupt does not end.
  @Override
  public @Nullable Outcome abandon(Thread thread) {
    Outcome told = java.abandon(thread);
    if (told != null) {
      running.remove(thread);
    }
    return told;
  }

  @Override
  public void forgetResults() {
    java.forgetResults();
  }

  @Override
  public void interrupt() {
    running.values().forEach(MagicRun::interrupt);
    java.interrupt();
  }

  @Override
  public void stop(Thread thread) {
    MagicRun magic = running.get(thread);
    if (magic != null) {
      magic.interrupt();
    }
    java.stop(thread);
  }
}
