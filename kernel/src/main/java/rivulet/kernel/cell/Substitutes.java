package rivulet.kernel.cell;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What woven code calls in place of methods of Java that would end the kernel, or that run for
/// long in code that is not woven. [Waits] has those that wait, [StaticSubstitutes] the static
/// ones. The first parameter is the object.
@SuppressWarnings("DoNotCallSuggester") // only woven code calls them
public final class Substitutes {
  /// Of patterns without repetition, no search takes long.
  private static final Pattern REPEATS = Pattern.compile("[*+{]");

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

  /// In place of `String.split`.
  public static String[] split(String text, String pattern) {
    return split(text, pattern, 0);
  }

  /// In place of `String.split`, which is fast where there is nothing to search for.
  public static String[] split(String text, String pattern, int limit) {
    return REPEATS.matcher(pattern).find()
        ? split(Pattern.compile(pattern), text, limit)
        : text.split(pattern, limit);
  }

  /// In place of `String.splitWithDelimiters`.
  public static String[] splitWithDelimiters(String text, String pattern, int limit) {
    return splitWithDelimiters(Pattern.compile(pattern), text, limit);
  }

  /// In place of `Pattern.split`.
  public static String[] split(Pattern pattern, CharSequence text) {
    return pattern.split(new StoppableText(text));
  }

  /// In place of `Pattern.split`.
  public static String[] split(Pattern pattern, CharSequence text, int limit) {
    return pattern.split(new StoppableText(text), limit);
  }

  /// In place of `Pattern.splitWithDelimiters`.
  public static String[] splitWithDelimiters(Pattern pattern, CharSequence text, int limit) {
    return pattern.splitWithDelimiters(new StoppableText(text), limit);
  }

  /// In place of `Pattern.splitAsStream`.
  public static Stream<String> splitAsStream(Pattern pattern, CharSequence text) {
    return pattern.splitAsStream(new StoppableText(text));
  }

  /// In place of `Pattern.asPredicate`.
  public static Predicate<String> asPredicate(Pattern pattern) {
    return text -> matcher(pattern, text).find();
  }

  /// In place of `Pattern.asMatchPredicate`.
  public static Predicate<String> asMatchPredicate(Pattern pattern) {
    return text -> matcher(pattern, text).matches();
  }

  /// In place of `Matcher.reset`.
  public static Matcher reset(Matcher matcher, CharSequence text) {
    return matcher.reset(new StoppableText(text));
  }
}
