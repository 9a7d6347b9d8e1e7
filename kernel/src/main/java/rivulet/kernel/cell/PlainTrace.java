package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// A stack trace as Java prints it, with the names that users gave and without what lies below the
/// cell.
public final class PlainTrace {
  private final List<String> lines = new ArrayList<>();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private PlainTrace() {}

  /// What a class of a cell has for `toString` where nothing else is declared.
  public static String describe(Object object) {
    String name = CellNames.known(object.getClass().getName());
    if (object instanceof Throwable error) {
      String message = error.getLocalizedMessage();
      return message == null ? name : name + ": " + message;
    }
    return name + "@" + Integer.toHexString(object.hashCode());
  }

  static String of(Throwable error) {
    PlainTrace trace = new PlainTrace();
    trace.add(error, "", "");
    return String.join(System.lineSeparator(), trace.lines);
  }

  private void add(Throwable error, String indent, String prefix) {
    if (!seen.add(error)) {
      return;
    }
    lines.add(indent + prefix + Traceback.clean(error.toString()));
    addFrames(error.getStackTrace(), indent);
    for (Throwable suppressed : error.getSuppressed()) {
      add(suppressed, indent + "\t", "Suppressed: ");
    }
    if (error.getCause() != null) {
      add(error.getCause(), indent, "Caused by: ");
    }
  }

  private void addFrames(StackTraceElement[] frames, String indent) {
    for (StackTraceElement frame : frames) {
      boolean ofCell = CellLoader.cellOf(frame.getClassName()) != null;
      if (ofCell || !Stacktraces.isHidden(frame)) {
        lines.add(indent + "\tat " + (ofCell ? place(frame) : frame));
      }
      if (ofCell && frame.getMethodName().equals(CellUnit.RUN)) {
        return;
      }
    }
  }

  private static String place(StackTraceElement frame) {
    String method = frame.getMethodName();
    String line = frame.getFileName() + ":" + frame.getLineNumber();
    if (method.equals(CellUnit.RUN) || method.startsWith("lambda$")) {
      return line;
    }
    String type = Stacktraces.typeOf(frame);
    return (type.isEmpty() ? "" : type + ".") + method + "(" + line + ")";
  }
}
