package rivulet.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import rivulet.kernel.protocol.Wire;

/// Notebooks for tests, and what the tests read in them.
final class Notebooks {
  static final Path FOLDER = Command.ROOT.resolve("notebooks");
  static final List<String> NAMES =
      List.of("01-first-gradient", "02-gradient-descent", "03-solve-x-plus-1");

  private Notebooks() {}

  static Path named(String name) {
    return FOLDER.resolve(name + ".ipynb");
  }

  /// Writes a notebook of these code cells.
  static Path write(Path folder, String... cells) throws IOException {
    List<Map<String, Object>> tree = new ArrayList<>();
    for (String code : cells) {
      tree.add(cell("cell-" + tree.size(), code, Map.of()));
    }
    return write(folder, tree);
  }

  static Path write(Path folder, List<Map<String, Object>> cells) throws IOException {
    Path file = folder.resolve("test.ipynb");
    Map<String, Object> notebook =
        Map.of("cells", cells, "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 5);
    return Files.writeString(file, Wire.write(notebook));
  }

  static Map<String, Object> cell(String id, String code, Map<String, Object> metadata) {
    return Map.of(
        "cell_type", "code", "id", id, "metadata", metadata, "source", code, "outputs", List.of());
  }

  @SuppressWarnings("unchecked") // JSON's own kinds
  static Map<String, Object> read(Path file) throws IOException {
    return (Map<String, Object>) Wire.parse(Files.readString(file));
  }

  /// The outputs of each code cell.
  static List<Object> outputs(Path file) throws IOException {
    List<Object> outputs = new ArrayList<>();
    for (Object cell : (List<?>) read(file).getOrDefault("cells", List.of())) {
      if (cell instanceof Map<?, ?> fields && "code".equals(fields.get("cell_type"))) {
        outputs.add(Objects.requireNonNull(fields.get("outputs")));
      }
    }
    return outputs;
  }
}
