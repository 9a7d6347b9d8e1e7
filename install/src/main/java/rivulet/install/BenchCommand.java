package rivulet.install;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import rivulet.install.bench.Bench;

/// `rivulet bench`: how long the workloads take, and what they compute.
final class BenchCommand {
  private static final double SECONDS = 2;

  private BenchCommand() {}

  static int run(List<String> arguments, PrintStream out) throws WrongUsage {
    Words words = Words.of(arguments, Set.of(), Set.of("--only", "--threads", "--seconds"));
    words.noOperands();
    Pattern only = pattern(words.value("--only"));
    double threads = number("--threads", words.value("--threads"), 1);
    double seconds = number("--seconds", words.value("--seconds"), SECONDS);
    Bench.run(only.asPredicate(), (int) threads, seconds, out);
    return Main.OK;
  }

  private static Pattern pattern(@Nullable String regex) throws WrongUsage {
    try {
      return Pattern.compile(regex == null ? "." : regex);
    } catch (PatternSyntaxException e) {
      throw new WrongUsage("--only needs a regular expression: " + e.getDescription());
    }
  }

  private static double number(String option, @Nullable String text, double otherwise)
      throws WrongUsage {
    if (text == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number > 0 && (!option.equals("--threads") || number == Math.rint(number))) {
        return number;
      }
    } catch (NumberFormatException e) {
      // no number, said below
    }
    throw new WrongUsage(option + " needs a number above 0, not " + text);
  }
}
