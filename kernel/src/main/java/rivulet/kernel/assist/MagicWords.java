package rivulet.kernel.assist;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Assistant.Completions;
import rivulet.kernel.session.Assistant.Match;
import rivulet.kernel.session.MagicGuide;

/// Help with the lines that are no Java.
final class MagicWords {
  private static final Pattern NAME = Pattern.compile("(%%?)([\\w-]*)");

  private final MagicGuide guide;

  MagicWords(MagicGuide guide) {
    this.guide = guide;
  }

  /// The names of the magics whose cells go on in Java.
  Set<String> cellsOfJava() {
    return guide.entries().stream()
        .filter(entry -> entry.kind() == MagicGuide.Kind.CELL_OF_JAVA)
        .map(MagicGuide.Entry::name)
        .collect(Collectors.toSet());
  }

  /// The magic's name, or a path among its arguments.
  Completions complete(String text, Layout.Part part, int cursor) {
    String typed = text.substring(part.start(), cursor);
    if (NAME.matcher(typed).matches()) {
      boolean first = text.substring(0, part.start()).isBlank();
      return new Completions(part.start(), cursor, names(typed, first));
    }
    String line = typed.substring(typed.lastIndexOf('\n') + 1);
    return FilePaths.complete(line.substring(line.lastIndexOf(' ') + 1), cursor);
  }

  private List<Match> names(String typed, boolean first) {
    return guide.entries().stream()
        .filter(entry -> first || entry.kind() == MagicGuide.Kind.LINE)
        .filter(entry -> written(entry).startsWith(typed))
        .map(entry -> new Match(written(entry), "magic", entry.usage()))
        .sorted(Comparator.comparing(Match::text))
        .toList();
  }

  static String written(MagicGuide.Entry entry) {
    return (entry.kind() == MagicGuide.Kind.LINE ? "%" : "%%") + entry.name();
  }

  /// The magic that a part of a text calls.
  MagicGuide.@Nullable Entry called(String text, Layout.Part part) {
    Matcher name = NAME.matcher(text).region(part.start(), part.end());
    return guide.entries().stream()
        .filter(entry -> name.lookingAt() && written(entry).equals(name.group()))
        .findFirst()
        .orElse(null);
  }
}
