package rivulet.kernel.magic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The line of `%timeit`.
///
/// @param loops how often the code runs in one measurement; 0 to find that out
/// @param runs how many measurements are made
/// @param code what is left of the line
record TimeitOptions(long loops, int runs, String code) {
  private static final Pattern OPTION = Pattern.compile("-([nr])\\s*(\\d{1,9})\\s*");

  static TimeitOptions of(String line) {
    long loops = 0;
    int runs = 7;
    Matcher option = OPTION.matcher(line);
    int end = 0;
    while (option.region(end, line.length()).lookingAt()) {
      int number = Integer.parseInt(option.group(2));
      if (option.group(1).equals("n")) {
        loops = number;
      } else {
        runs = Math.max(number, 1);
      }
      end = option.end();
    }
    return new TimeitOptions(loops, runs, line.substring(end));
  }

  /// Java that measures some code; its value is what is printed.
  ///
  /// @param before a line of Java that runs before each measurement and is not measured; null for
  ///   none
  /// @param isExpression whether the code has a value, which then is kept from being optimized away
  String measuring(@Nullable String before, String code, boolean isExpression) {
    String once = isExpression ? Timing.class.getName() + ".keep(" + code + "\n);" : code + "\n;";
    return Timing.class.getName()
        + ".measure("
        + loops
        + "L, "
        + runs
        + ", n$ -> { "
        + (before == null ? "" : before + ";\n")
        + "long t$ = System.nanoTime(); for (long i$ = 0; i$ < n$; i$++) { "
        + once
        + " } return System.nanoTime() - t$; });";
  }
}
