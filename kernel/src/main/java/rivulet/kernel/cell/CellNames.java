package rivulet.kernel.cell;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
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

  /// A value, or its text where Java's own would have names of the JVM.
  static @Nullable Object told(@Nullable Object value) {
    return switch (value) {
      case Class<?> type -> toString(type);
      case Throwable error -> toString(error);
      case null, default -> value;
    };
  }

  /// Whether a value of this type may have another text than Java's.
  static boolean mayBeTold(Class<?> type) {
    return type.isAssignableFrom(Class.class)
        || type.isAssignableFrom(Throwable.class)
        || Throwable.class.isAssignableFrom(type);
  }

  private static Object[] told(Object[] values) {
    return Arrays.stream(values).map(CellNames::told).toArray();
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

  /// In place of `PrintStream.print`.
  public static void print(PrintStream target, @Nullable Object value) {
    target.print(told(value));
  }

  /// In place of `PrintStream.println`.
  public static void println(PrintStream target, @Nullable Object value) {
    target.println(told(value));
  }

  /// In place of `PrintStream.printf`.
  public static PrintStream printf(PrintStream target, String format, Object... values) {
    return target.format(format, told(values));
  }

  /// In place of `PrintStream.format`.
  public static PrintStream format(PrintStream target, String format, Object... values) {
    return target.format(format, told(values));
  }

  /// In place of `String.formatted`.
  public static String formatted(String format, Object... values) {
    return String.format(format, told(values));
  }

  /// In place of `StringBuilder.append`.
  public static StringBuilder append(StringBuilder text, @Nullable Object value) {
    return text.append(told(value));
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
