package rivulet.install;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import rivulet.install.bench.Bench;

/// `rivulet bench`: how long the workloads take, what they compute, and how long PyTorch takes.
final class BenchCommand {
  private static final double SECONDS = 2;
  private static final String CHART = "bench.svg";

  private BenchCommand() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws WrongUsage, IOException, InterruptedException {
    Words words = Words.of(arguments, Set.of(), Set.of("--only", "--threads", "--seconds", "--vs"));
    words.noOperands();
    Predicate<String> only = only(words.value("--only"));
    List<Integer> threads = threads(words.value("--threads"));
    double seconds = number("--seconds", words.value("--seconds"), SECONDS);
    Bench bench = new Bench(only, threads.getFirst(), seconds);
    String python = words.value("--vs");
    if (threads.size() > 1) {
      if (python != null) throw new WrongUsage("--vs goes with one number of --threads");
      bench.scale(threads, out, err);
    } else if (python == null) {
      bench.run(out);
    } else {
      bench.compare(program(python), chart(Product.running()), out, err);
    }
    return Main.OK;
  }

  private static Predicate<String> only(@Nullable String regex) throws WrongUsage {
    Predicate<String> only = pattern(regex).asPredicate();
    if (Bench.names().stream().noneMatch(only)) {
      throw new WrongUsage("--only finds none of " + String.join(", ", Bench.names()));
    }
    return only;
  }

  /// The program that a shell finds by this word.
  private static Path program(String word) throws WrongUsage {
    String[] folders =
        word.contains("/")
            ? new String[] {""}
            : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
    return Arrays.stream(folders)
        .map(folder -> Path.of(folder, word).toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(() -> new WrongUsage("--vs needs a Python, and there is no program " + word));
  }

  /// In the checkout whose product runs; elsewhere in the current folder.
  static Path chart(Product product) {
    Path engine = product.folder().resolve(Path.of("..", "..", "..", "engine")).normalize();
    return Files.exists(engine.resolve("pom.xml"))
        ? engine.resolve("target", CHART)
        : Path.of(CHART).toAbsolutePath();
  }

  private static Pattern pattern(@Nullable String regex) throws WrongUsage {
    try {
      return Pattern.compile(regex == null ? "." : regex);
    } catch (PatternSyntaxException e) {
      throw new WrongUsage("--only needs a regular expression: " + e.getDescription());
    }
  }

  private static List<Integer> threads(@Nullable String text) throws WrongUsage {
    List<Integer> threads = new ArrayList<>();
    for (String number : text == null ? new String[] {"1"} : text.split(",", -1)) {
      threads.add((int) number("--threads", number, 1));
    }
    return threads;
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
