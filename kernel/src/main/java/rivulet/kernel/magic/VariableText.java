package rivulet.kernel.magic;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.List;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;
import rivulet.kernel.session.Definitions.Variable;

/// Variables as text, one a line: name, type, and a line of the value.
final class VariableText {
  private static final int VALUE_LENGTH = 60;

  private VariableText() {}

  /// The lines under a head.
  static String table(List<Variable> variables) {
    List<List<String>> rows =
        Stream.concat(Stream.of(List.of("Variable", "Type", "Value")), rows(variables)).toList();
    List<String> lines = lines(rows);
    int width = lines.stream().mapToInt(String::length).max().orElse(0);
    return String.join("\n", lines.getFirst(), "-".repeat(width), below(lines));
  }

  private static String below(List<String> lines) {
    return String.join("\n", lines.subList(1, lines.size()));
  }

  /// The lines alone.
  static String list(List<Variable> variables) {
    return String.join("\n", lines(rows(variables).toList()));
  }

  private static Stream<List<String>> rows(List<Variable> variables) {
    return variables.stream().map(v -> List.of(v.name(), v.type(), value(v.value())));
  }

  private static List<String> lines(List<List<String>> rows) {
    int name = width(rows, 0);
    int type = width(rows, 1);
    return rows.stream()
        .map(row -> padded(row.get(0), name) + "  " + padded(row.get(1), type) + "  " + row.get(2))
        .toList();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String value(@Nullable Object value) {
    String line = text(value).strip().lines().map(String::strip).collect(Collectors.joining(" "));
    return line.length() > VALUE_LENGTH ? line.substring(0, VALUE_LENGTH - 1) + "…" : line;
  }

  /// As the session shows it; but showing a stream would use it up.
  private static String text(@Nullable Object value) {
    Surface surface = value instanceof BaseStream ? null : Surface.current();
    return String.valueOf(
        surface == null ? value : surface.render(value, "text/plain").getData(MIMEType.TEXT_PLAIN));
  }
}
