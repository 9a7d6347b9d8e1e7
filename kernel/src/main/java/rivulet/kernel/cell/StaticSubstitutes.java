package rivulet.kernel.cell;

import java.util.regex.Pattern;

/// What woven code calls in place of static methods of Java.
@SuppressWarnings("DoNotCallSuggester") // only woven code calls them
public final class StaticSubstitutes {
  private StaticSubstitutes() {}

  /// In place of `System.exit`: ends the cell and nothing else.
  ///
  /// @throws CellExit always
  public static void exit(int status) {
    throw new CellExit(status);
  }

  /// In place of `Pattern.matches`.
  public static boolean matches(String pattern, CharSequence text) {
    return Substitutes.matcher(Pattern.compile(pattern), text).matches();
  }
}
