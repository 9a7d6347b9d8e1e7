package rivulet.kernel.cell;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How errors are written: in what can be read on dark and on light, the user's own line over a
/// caret, and no name of ours. Of Jupyter's colours none but red is legible on the red that its
/// pages put behind errors, and a caret not even in red: so places and carets are bold.
final class Traceback {
  private static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final String INDENT = "    ";

  /// `cell.In3$Rocket`, `cell.In3.x`, and javac's `In3.Rocket`.
  private static final Pattern NAME =
      Pattern.compile(
          "(?:\\b|(?<=\\[L))(?:cell[./])?In(\\d+)(?:_(\\d+))?[.$]([\\p{javaJavaIdentifierPart}&&[^$]]+)");

  private static final Pattern LOADERS =
      Pattern.compile(" \\([^()]*(?:unnamed module|module java\\.base)[^()]*\\)");

  /// What javac keeps in variables of its own has no name worth telling.
  private static final Pattern NAMELESS = Pattern.compile(" because \"<local\\d+>[^\"]*\" is null");

  private Traceback() {}

  /// An error's head: its name in red, and its message.
  static String head(String name, String message) {
    return RED + name + PLAIN + (message.isEmpty() ? "" : ": " + message);
  }

  /// `Cell In[3], line 2`, the line itself, and a caret under the column.
  ///
  /// @param where what stands behind the line's number
  /// @param column from 1
  static List<String> place(Source source, long line, long column, String where) {
    String text = source.line(line);
    String place = "Cell " + source.label() + ", line " + line;
    return List.of(
        BOLD + place + PLAIN + where,
        INDENT + text,
        INDENT + blanks(text, column) + BOLD + "^" + PLAIN);
  }

  /// As wide as the text before the column, with its tabs.
  private static String blanks(String text, long column) {
    int width = (int) Math.min(Math.max(column - 1, 0), text.length());
    return text.substring(0, width).replaceAll("[^\t]", " ");
  }

  /// The text with the names that users gave; where one name stands for classes of several cells,
  /// each with its cell.
  static String clean(String text) {
    String known = NAMELESS.matcher(LOADERS.matcher(text).replaceAll("")).replaceAll("");
    Map<String, Set<String>> cells = new HashMap<>();
    Matcher names = NAME.matcher(known);
    while (names.find()) {
      cells.computeIfAbsent(names.group(3), n -> new HashSet<>()).add(cell(names));
    }
    return NAME.matcher(known)
        .replaceAll(m -> Matcher.quoteReplacement(shown(m.group(3), cell(m), cells)));
  }

  /// `3`, and `3_2` when the cell's declarations were compiled again.
  private static String cell(MatchResult name) {
    return name.group(1) + (name.group(2) == null ? "" : "_" + name.group(2));
  }

  private static String shown(String name, String cell, Map<String, Set<String>> cells) {
    Set<String> all = cells.getOrDefault(name, Set.of());
    if (all.size() < 2) {
      return name;
    }
    String number = number(cell);
    boolean several = all.stream().filter(c -> number(c).equals(number)).count() > 1;
    String version = cell.equals(number) ? "1" : cell.substring(number.length() + 1);
    return name + " (In[" + number + "]" + (several ? ", version " + version : "") + ")";
  }

  private static String number(String cell) {
    return cell.replaceFirst("_.*", "");
  }
}
