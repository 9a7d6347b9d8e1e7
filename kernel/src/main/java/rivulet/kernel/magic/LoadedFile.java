package rivulet.kernel.magic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.Wire;
import rivulet.kernel.session.Interpreter.Outcome;

/// A notebook or a source file that is run in the session.
///
/// @param session runs it
record LoadedFile(MagicSession session, Path file) {
  private static final List<String> EXTENSIONS =
      List.of("", ".jsh", ".jshell", ".java", ".ijava", ".ipynb");

  /// The file of a name, which may lack its extension.
  static LoadedFile find(MagicSession session, String name) {
    for (String extension : EXTENSIONS) {
      Path file = Path.of(name + extension);
      if (Files.isRegularFile(file)) {
        return new LoadedFile(session, file);
      }
    }
    throw new WrongUse(
        "no such file: "
            + Path.of(name).toAbsolutePath().normalize()
            + " (nor with .jsh, .jshell, .java, .ijava or .ipynb behind it)");
  }

  /// Runs the file as one cell, or a notebook's cells of code one after the other.
  ///
  /// @throws EvaluationFailed if one fails
  void run() {
    List<String> cells = cells();
    for (int i = 0; i < cells.size(); i++) {
      try {
        session.eval(cells.get(i));
      } catch (EvaluationFailed e) {
        throw new EvaluationFailed(within(e.failure(), cells.size() > 1 ? i + 1 : 0));
      }
    }
  }

  private Outcome.Failure within(Outcome.Failure failure, int cell) {
    List<String> lines = new ArrayList<>();
    lines.add("While loading " + file + (cell > 0 ? ", code cell " + cell : "") + ":");
    lines.addAll(failure.traceback());
    return new Outcome.Failure(failure.name(), failure.message(), lines);
  }

  private List<String> cells() {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return file.toString().endsWith(".ipynb") ? codeCells(text) : List.of(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> codeCells(String notebook) {
    List<String> cells = new ArrayList<>();
    if (!(Wire.parse(notebook) instanceof Map<?, ?> map
        && map.get("cells") instanceof List<?> all)) {
      throw new WrongUse(file + " is no notebook of format 4");
    }
    for (Object cell : all) {
      if (cell instanceof Map<?, ?> fields && "code".equals(fields.get("cell_type"))) {
        cells.add(text(fields.get("source")));
      }
    }
    return cells;
  }

  /// Text as notebooks hold it: a string, or its lines.
  private static String text(@Nullable Object source) {
    return source instanceof List<?> lines
        ? String.join("", lines.stream().map(String::valueOf).toList())
        : String.valueOf(source);
  }
}
