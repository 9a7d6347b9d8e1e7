package rivulet.kernel.cell;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Cells that nobody would write: good ones with something cut, repeated, or put in.
public final class OddCells {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|[\\p{L}_][\\p{L}\\d_]*|\\d[\\w.]*|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|.",
          Pattern.DOTALL);

  private final Random random;
  private final List<String> good;

  public OddCells(Random random) throws Exception {
    this.random = random;
    good = JShellAgreementTest.sessions().stream().flatMap(List::stream).toList();
  }

  public String next() {
    String mutated = good.get(random.nextInt(good.size()));
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutated = mutatedOnce(mutated, good);
    }
    return mutated;
  }

  private String mutatedOnce(String cell, List<String> others) {
    List<String> tokens = TOKEN.matcher(cell).results().map(MatchResult::group).toList();
    int at = random.nextInt(Math.max(tokens.size(), 1));
    int to = random.nextInt(Math.max(tokens.size(), 1));
    return switch (random.nextInt(10)) {
      case 0 -> cell.substring(0, random.nextInt(cell.length() + 1));
      case 1 -> cell.substring(random.nextInt(cell.length() + 1));
      case 2, 3 -> with(tokens, at, tokens.isEmpty() ? "" : tokens.get(to));
      case 4 -> with(tokens, at, "");
      case 5 -> with(tokens, at, character());
      case 6 -> with(tokens, at, nested());
      case 7 -> with(tokens, at, huge());
      case 8 -> cell + "\n" + others.get(random.nextInt(others.size()));
      default -> with(tokens, at, others.get(random.nextInt(others.size())));
    };
  }

  private static String with(List<String> tokens, int at, String token) {
    return IntStream.range(0, tokens.size())
        .mapToObj(i -> i == at ? token : tokens.get(i))
        .collect(Collectors.joining());
  }

  private String character() {
    String all = "{}()[]<>;,.\"'\\@#%&|!?:=+-*/^~`$_\n\t\u0000\u001a\ufeff\ud800é中";
    int at = random.nextInt(all.length());
    return all.substring(at, at + 1);
  }

  private String nested() {
    int depth = 1 << random.nextInt(13);
    return switch (random.nextInt(5)) {
      case 0 -> "(".repeat(depth) + "1" + ")".repeat(depth);
      case 1 -> "{".repeat(depth) + "}".repeat(depth);
      case 2 -> "new int[".repeat(depth) + "1" + "]".repeat(depth);
      case 3 -> "List<".repeat(depth) + "String" + ">".repeat(depth);
      default -> "1" + "+1".repeat(depth);
    };
  }

  private String huge() {
    int size = 1 << random.nextInt(18);
    return switch (random.nextInt(4)) {
      case 0 -> "9".repeat(size);
      case 1 -> "\"" + "x".repeat(size) + "\"";
      case 2 -> "0x1p" + "9".repeat(size);
      default -> "n".repeat(size);
    };
  }
}
