package rivulet.kernel.cell;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What code of cells calls in place of methods of Java that would tell users the names which their
/// classes have in the JVM: `Rocket`, not `cell.In3$Rocket`. Libraries get the JVM's, since they
/// look classes up by them.
public final class CellNames {
  private static final String OF_CELLS = CellUnit.PACKAGE + ".In";

  private CellNames() {}

  static String known(String text) {
    return text.contains(OF_CELLS) ? Traceback.clean(text) : text;
  }

  /// In place of `Class.getName`.
  public static String getName(Class<?> type) {
    return known(type.getName());
  }

  /// In place of `Class.getTypeName`.
  public static String getTypeName(Class<?> type) {
    return known(type.getTypeName());
  }

  /// In place of `Class.toString`.
  public static String toString(Class<?> type) {
    return known(type.toString());
  }

  /// In place of `Throwable.toString`.
  public static String toString(Throwable error) {
    return known(error.toString());
  }

  /// In place of `Throwable.getMessage`.
  public static @Nullable String getMessage(Throwable error) {
    String message = error.getMessage();
    return message == null ? null : known(message);
  }

  /// In place of `Throwable.printStackTrace`.
  public static void printStackTrace(Throwable error) {
    printStackTrace(error, System.err);
  }

  /// In place of `Throwable.printStackTrace`.
  public static void printStackTrace(Throwable error, PrintStream target) {
    target.println(PlainTrace.of(Objects.requireNonNull(error)));
  }

  /// In place of `Throwable.printStackTrace`.
  public static void printStackTrace(Throwable error, PrintWriter target) {
    target.println(PlainTrace.of(Objects.requireNonNull(error)));
  }
}
