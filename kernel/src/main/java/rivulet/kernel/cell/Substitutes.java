package rivulet.kernel.cell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What woven code calls in place of methods of Java that would end the kernel, or that run for
/// long in code that is not woven. [Waits] has those that wait, [StaticSubstitutes] the static
/// ones. The first parameter is the object.
@SuppressWarnings("DoNotCallSuggester") // only woven code calls them
public final class Substitutes {
  private Substitutes() {}

  /// In place of `Runtime.exit`.
  ///
  /// @throws CellExit always
  public static void exit(Runtime runtime, int status) {
    throw new CellExit(status);
  }

  /// In place of `Runtime.halt`.
  ///
  /// @throws CellExit always
  public static void halt(Runtime runtime, int status) {
    throw new CellExit(status);
  }

  /// In place of `Pattern.matcher`: the search looks at each character whether to stop.
  public static Matcher matcher(Pattern pattern, CharSequence text) {
    return pattern.matcher(new StoppableText(text));
  }

  /// In place of `String.matches`.
  public static boolean matches(String text, String pattern) {
    return matcher(Pattern.compile(pattern), text).matches();
  }

  /// In place of `String.replaceAll`.
  public static String replaceAll(String text, String pattern, String replacement) {
    return matcher(Pattern.compile(pattern), text).replaceAll(replacement);
  }

  /// In place of `String.replaceFirst`.
  public static String replaceFirst(String text, String pattern, String replacement) {
    return matcher(Pattern.compile(pattern), text).replaceFirst(replacement);
  }
}
