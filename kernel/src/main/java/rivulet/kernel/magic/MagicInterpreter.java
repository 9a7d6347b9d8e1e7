package rivulet.kernel.magic;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.ClassPath;
import rivulet.kernel.session.Definitions;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.Interpreter;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Surroundings;

/// Runs cells that mix Java and magics: the parts of a cell one after the other, each looked at
/// when those before it have run. The cell ends with the first part that fails; its value is the
/// last part's.
public final class MagicInterpreter implements Interpreter {
  private final Interpreter java;
  private final MagicSession session;
  private final Startup startup;
  private int number;

  // What an interrupt stops, while a magic runs.
  private @Nullable Thread thread;
  private boolean interrupted;
  private boolean inJava;

  /// @param java runs what is Java
  /// @param classPath the session's libraries
  /// @param definitions what its cells have defined
  /// @param extensions whose magics the session has
  public MagicInterpreter(
      Interpreter java, ClassPath classPath, Definitions definitions, List<Extension> extensions) {
    this(java, classPath, definitions, extensions, Environment.ofProcess());
  }

  MagicInterpreter(
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

  /// Says what there is around the session; before, there is nothing.
  public void surroundedBy(Surroundings surroundings) {
    session.surroundedBy(surroundings);
  }

  /// The magics of the session now, by name.
  public List<Magic> magics() {
    return session.table().all();
  }

  @Override
  public Outcome execute(String code, int cell, Consumer<Object> show) {
    number = cell;
    session.enter();
    if (cell > 0) {
      startup.runOnce();
      session.history().add(cell, code);
    }
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

  /// While Java runs it is the one to interrupt: its compiler must not be.
  private Outcome runJava(String text, int cell, Consumer<Object> show) {
    boolean outermost = !inJava;
    if (!enterJava()) {
      return MagicErrors.interrupted(text, cell, 1);
    }
    try {
      return java.execute(text, cell, show);
    } finally {
      inJava(!outermost);
    }
  }

  /// @return false if the magic around was interrupted
  private synchronized boolean enterJava() {
    inJava = !interrupted || inJava;
    return !interrupted;
  }

  private synchronized void inJava(boolean now) {
    inJava = now;
  }

  private Outcome run(Part.Use use, String code, Consumer<Object> show) {
    int cell = number;
    boolean outermost = begin();
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
    boolean stopped = end(outermost);
    boolean isTold =
        outcome instanceof Outcome.Failure failure && failure.name().equals("Interrupted");
    return stopped && !isTold ? MagicErrors.interrupted(code, cell, use.line()) : outcome;
  }

  /// @return whether no magic was running
  private synchronized boolean begin() {
    boolean outermost = thread == null;
    thread = Thread.currentThread();
    return outermost;
  }

  /// @return whether the magic was interrupted
  private synchronized boolean end(boolean outermost) {
    boolean stopped = interrupted;
    if (outermost) {
      thread = null;
      interrupted = false;
      Thread.interrupted();
    }
    return stopped;
  }

  @Override
  public Completeness isComplete(String code) {
    Completeness all = new Completeness("complete", null);
    for (Part part : session.parts(code)) {
      Completeness one = part instanceof Part.Java(var text) ? java.isComplete(text) : all;
      if (!one.status().equals("complete")) {
        return one;
      }
    }
    return all;
  }

  @Override
  public void interrupt() {
    synchronized (this) {
      if (thread != null && !interrupted) {
        interrupted = true;
        if (!inJava) {
          thread.interrupt();
        }
      }
    }
    java.interrupt();
  }
}
