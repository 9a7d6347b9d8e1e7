package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Interpreter.Outcome;

/// Turns what a cell threw into what the user sees: type and message, the user's own lines from the
/// inside out, all causes. Of the library frames above the user's first line, the nearest few.
final class Stacktraces {
  private static final int LIBRARY_FRAMES = 2;
  private static final int FIRST_FRAMES = 12;
  private static final int LAST_FRAMES = 3;
  private static final List<String> HIDDEN =
      List.of("java.lang.invoke.", "java.lang.reflect.", "jdk.internal.");

  /// What happens within our own code is not the user's business, whatever libraries it calls.
  private static final String OURS = "rivulet.";

  private static final String LEFT =
      "It may go on using a core until the kernel restarts. The next cell has all variables.";

  private static final String OUT_OF_MEMORY =
      "Variables keep what they hold: set large ones to null. RIVULET_JVM_OPTS=-Xmx8g, set before"
          + " the kernel starts, gives it 8 GB.";

  private final Function<String, @Nullable CellLoader> cells;
  private final Set<String> operators;

  /// @param cells finds a cell by its class name
  /// @param operators the classes whose methods stand for operators
  Stacktraces(Function<String, @Nullable CellLoader> cells, Set<String> operators) {
    this.cells = cells;
    this.operators = operators;
  }

  Outcome.Failure failure(Throwable error) {
    List<String> lines = new ArrayList<>();
    add(error, "", lines, Collections.newSetFromMap(new IdentityHashMap<>()));
    if (error instanceof OutOfMemoryError) {
      lines.add(OUT_OF_MEMORY);
    }
    return new Outcome.Failure(name(error), message(error), lines);
  }

  /// @param at where the cell's thread was
  /// @param label the cell, as `In[3]`
  Outcome.Failure interrupted(StackTraceElement[] at, String label) {
    List<List<String>> frames = userFrames(at, null);
    List<String> lines = new ArrayList<>();
    lines.add(Traceback.head("Interrupted", ""));
    addBounded(frames, lines);
    return new Outcome.Failure("Interrupted", place(at, label), lines);
  }

  /// What is said of a cell that was interrupted and does not stop.
  Outcome.Failure leftBehind(Thread thread, String label) {
    StackTraceElement[] at = thread.getStackTrace();
    String doing = doing(thread, at);
    List<String> lines = new ArrayList<>();
    lines.add(Traceback.head("Interrupted", "the cell does not stop; it is left to itself"));
    lines.add(doing);
    addBounded(userFrames(at, null), lines);
    lines.add(LEFT);
    return new Outcome.Failure(
        "Interrupted", place(at, label) + ", does not stop: " + doing, lines);
  }

  private String doing(Thread thread, StackTraceElement[] at) {
    if (thread.getState() == Thread.State.BLOCKED) {
      return "it waits for a monitor that another thread holds";
    }
    boolean inCell = at.length == 0 || cellOf(at[0]) != null;
    return inCell ? "it runs on" : "it is in " + library(at[0]);
  }

  private String place(StackTraceElement[] at, String label) {
    for (StackTraceElement frame : at) {
      CellLoader cell = cellOf(frame);
      if (cell != null && frame.getLineNumber() > 0) {
        return "Cell " + cell.source().label() + ", line " + frame.getLineNumber();
      }
    }
    return "Cell " + label;
  }

  private static String name(Throwable error) {
    if (error instanceof CellExit) {
      return "Exit";
    }
    return Traceback.clean(error.getClass().getName());
  }

  private String message(Throwable error) {
    String operator = error instanceof NullPointerException ? operator(trace(error)) : null;
    if (operator != null) {
      return "an operand of " + operator + " is null";
    }
    return Traceback.clean(asked(error::getLocalizedMessage, ""));
  }

  /// The operator in whose method the innermost line of the user was, if it was in one.
  private @Nullable String operator(StackTraceElement[] trace) {
    for (int i = 1; i < trace.length; i++) {
      if (cellOf(trace[i]) != null) {
        return operator(trace[i - 1]);
      }
    }
    return null;
  }

  private @Nullable String operator(StackTraceElement frame) {
    boolean known = operators.contains(frame.getClassName());
    return known ? OperatorNames.symbol(frame.getMethodName()) : null;
  }

  private static StackTraceElement[] trace(Throwable error) {
    return asked(error::getStackTrace, new StackTraceElement[0]);
  }

  /// A user's exception may fail at being asked.
  private static <T> T asked(Supplier<@Nullable T> question, T otherwise) {
    try {
      T answer = question.get();
      return answer == null ? otherwise : answer;
    } catch (Throwable e) {
      return otherwise;
    }
  }

  private void add(Throwable error, String prefix, List<String> lines, Set<Throwable> seen) {
    if (!seen.add(error)) {
      return;
    }
    lines.add(prefix + Traceback.head(name(error), message(error)));
    lines.addAll(libraryFrames(error));
    addBounded(userFrames(trace(error), error), lines);
    for (Throwable suppressed : error.getSuppressed()) {
      add(suppressed, "Suppressed: ", lines, seen);
    }
    Throwable cause = asked(error::getCause, error);
    add(cause, "Caused by: ", lines, seen);
  }

  private List<String> libraryFrames(Throwable error) {
    List<String> frames = new ArrayList<>();
    for (StackTraceElement frame : trace(error)) {
      if (cellOf(frame) != null) {
        List<String> distinct = frames.stream().distinct().toList();
        return distinct.subList(Math.max(0, distinct.size() - LIBRARY_FRAMES), distinct.size());
      }
      String type = frame.getClassName();
      if (type.startsWith(OURS)) {
        frames.clear();
      } else if (!type.equals(error.getClass().getName()) && !isHidden(frame)) {
        frames.add("  at " + library(frame));
      }
    }
    return List.of();
  }

  /// Whether a frame is of what carries a call, or ours.
  static boolean isHidden(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.startsWith(OURS) || HIDDEN.stream().anyMatch(type::startsWith);
  }

  private static String library(StackTraceElement frame) {
    String file = frame.getFileName() == null ? "" : " (" + frame.getFileName() + ")";
    return frame.getClassName() + "." + frame.getMethodName() + file;
  }

  /// @param error what was thrown at the innermost frame, if anything
  private List<List<String>> userFrames(StackTraceElement[] trace, @Nullable Throwable error) {
    List<List<String>> frames = new ArrayList<>();
    for (int i = 0; i < trace.length; i++) {
      CellLoader cell = cellOf(trace[i]);
      if (cell != null && trace[i].getLineNumber() > 0) {
        frames.add(userFrame(cell.source(), trace[i], i == 0 ? null : trace[i - 1], error));
      }
    }
    return frames;
  }

  private List<String> userFrame(
      Source source,
      StackTraceElement frame,
      @Nullable StackTraceElement callee,
      @Nullable Throwable error) {
    String line = source.line(frame.getLineNumber());
    int column;
    String operator = callee == null ? null : operator(callee);
    if (operator != null) {
      column = Caret.ofOperator(line, operator);
    } else if (callee != null) {
      column = Caret.ofCall(line, callee);
    } else if (error != null) {
      column = Caret.ofError(line, error, name(error), message(error));
    } else {
      column = Caret.ofStatement(line);
    }
    return Traceback.place(source, frame.getLineNumber(), column, where(frame));
  }

  /// The user's type that a frame of a cell is in; empty for the cell itself.
  static String typeOf(StackTraceElement frame) {
    return frame.getClassName().replaceFirst("^[^$]*\\$?", "").replace('$', '.');
  }

  private static String where(StackTraceElement frame) {
    String method = frame.getMethodName();
    String type = typeOf(frame);
    if (method.equals(CellUnit.RUN) || method.startsWith("lambda$") || method.equals("<clinit>")) {
      return "";
    }
    if (method.equals("<init>")) {
      return ", in new " + type;
    }
    return ", in " + (type.isEmpty() ? "" : type + ".") + method;
  }

  /// A frame that comes again and again, as in a recursion, is shown once.
  private static void addBounded(List<List<String>> frames, List<String> lines) {
    List<List<String>> distinct = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= frames.size(); i++) {
      if (i == frames.size() || !frames.get(i).equals(frames.get(start))) {
        distinct.add(repeated(frames.get(start), i - start));
        start = i;
      }
    }
    int left = distinct.size() - FIRST_FRAMES - LAST_FRAMES;
    if (left <= 1) {
      distinct.forEach(lines::addAll);
      return;
    }
    distinct.subList(0, FIRST_FRAMES).forEach(lines::addAll);
    lines.add("  … " + left + " more …");
    distinct.subList(distinct.size() - LAST_FRAMES, distinct.size()).forEach(lines::addAll);
  }

  private static List<String> repeated(List<String> frame, int times) {
    if (times == 1) {
      return frame;
    }
    List<String> all = new ArrayList<>(frame);
    all.add("  … " + times + " times …");
    return all;
  }

  @SuppressWarnings("ReferenceEquality") // the very cell
  boolean isOfSession(CellLoader cell) {
    return cells.apply(cell.className()) == cell;
  }

  boolean isOfSession(StackTraceElement frame) {
    return cellOf(frame) != null;
  }

  private @Nullable CellLoader cellOf(StackTraceElement frame) {
    String name = CellLoader.cellOf(frame.getClassName());
    CellLoader cell = name == null ? null : cells.apply(name);
    boolean ofSession = cell != null && Objects.equals(cell.getName(), frame.getClassLoaderName());
    return ofSession ? cell : null;
  }
}
