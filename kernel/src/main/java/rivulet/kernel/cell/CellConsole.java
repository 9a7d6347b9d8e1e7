package rivulet.kernel.cell;

import java.io.Console;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Prompt;

/// What code of cells calls in place of [Console] and `System.console`: a kernel's process has no
/// terminal, but the person at the client can be asked. Java's own class is sealed, so the object
/// that cells get is one of it that was never initialized, and each of its methods is one of these.
@SuppressWarnings("AnnotateFormatMethod") // only woven code calls them
public final class CellConsole {
  private static final Console CONSOLE = make();
  private static final Reader READER = new InputStreamReader(System.in, StandardCharsets.UTF_8);

  private CellConsole() {}

  private static Console make() {
    try {
      Class<?> type = Class.forName("sun.reflect.ReflectionFactory");
      Object factory = type.getMethod("getReflectionFactory").invoke(null);
      Object made =
          type.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
              .invoke(factory, Console.class, Object.class.getConstructor());
      return (Console) ((Constructor<?>) made).newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no console can be made in this Java", e);
    }
  }

  /// In place of `System.console`.
  public static Console console() {
    return CONSOLE;
  }

  /// In place of [Console#writer].
  public static PrintWriter writer(Console console) {
    return new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  }

  /// In place of [Console#reader].
  public static Reader reader(Console console) {
    return READER;
  }

  /// In place of `Console.format`.
  public static Console format(Console console, String format, @Nullable Object... arguments) {
    System.out.printf(format, arguments);
    return console;
  }

  /// In place of `Console.format` with a locale.
  public static Console format(
      Console console, Locale locale, String format, @Nullable Object... arguments) {
    System.out.printf(locale, format, arguments);
    return console;
  }

  /// In place of `Console.printf`.
  public static Console printf(Console console, String format, @Nullable Object... arguments) {
    return format(console, format, arguments);
  }

  /// In place of `Console.printf` with a locale.
  public static Console printf(
      Console console, Locale locale, String format, @Nullable Object... arguments) {
    return format(console, locale, format, arguments);
  }

  /// In place of `Console.readLine`.
  public static @Nullable String readLine(Console console) {
    return Prompt.input();
  }

  /// In place of `Console.readLine` with a prompt.
  public static @Nullable String readLine(
      Console console, String format, @Nullable Object... arguments) {
    return Prompt.input(String.format(format, arguments));
  }

  /// In place of `Console.readLine` with a prompt in a locale.
  public static @Nullable String readLine(
      Console console, Locale locale, String format, @Nullable Object... arguments) {
    return Prompt.input(String.format(locale, format, arguments));
  }

  /// In place of `Console.readPassword`.
  public static char @Nullable [] readPassword(Console console) {
    return characters(Prompt.password(""));
  }

  /// In place of `Console.readPassword` with a prompt.
  public static char @Nullable [] readPassword(
      Console console, String format, @Nullable Object... arguments) {
    return characters(Prompt.password(String.format(format, arguments)));
  }

  /// In place of `Console.readPassword` with a prompt in a locale.
  public static char @Nullable [] readPassword(
      Console console, Locale locale, String format, @Nullable Object... arguments) {
    return characters(Prompt.password(String.format(locale, format, arguments)));
  }

  /// In place of [Console#flush].
  public static void flush(Console console) {
    System.out.flush();
  }

  /// In place of [Console#charset].
  public static Charset charset(Console console) {
    return StandardCharsets.UTF_8;
  }

  /// In place of [Console#isTerminal].
  public static boolean isTerminal(Console console) {
    return false;
  }

  private static char @Nullable [] characters(@Nullable String text) {
    return text == null ? null : text.toCharArray();
  }
}
