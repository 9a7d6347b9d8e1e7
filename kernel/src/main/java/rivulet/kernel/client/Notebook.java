package rivulet.kernel.client;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.protocol.KernelInfo;

/// A notebook of nbformat 4. What it holds beyond the format is kept, in its order.
final class Notebook {
  /// A file is no notebook that can be run.
  static final class NotANotebook extends Exception {
    @Serial private static final long serialVersionUID = 1;

    NotANotebook(String message) {
      super(message);
    }
  }

  private static final int MINOR = 5;
  private static final Gson PRINTER =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .disableHtmlEscaping()
          .serializeNulls()
          .serializeSpecialFloatingPointValues()
          .create();

  private final JsonObject json;

  private Notebook(JsonObject json) {
    this.json = json;
  }

  /// Reads a notebook.
  ///
  /// @throws IOException if the file cannot be read
  /// @throws NotANotebook if it is no notebook of nbformat 4
  static Notebook read(Path file) throws IOException, NotANotebook {
    String text = Files.readString(file);
    try {
      JsonElement json = JsonParser.parseString(text);
      if (json instanceof JsonObject object && object.get("nbformat") != null) {
        return checked(object);
      }
    } catch (RuntimeException e) {
      throw new NotANotebook("not a notebook: " + e.getMessage());
    }
    throw new NotANotebook("not a notebook: it has no nbformat");
  }

  private static Notebook checked(JsonObject json) throws NotANotebook {
    int major = json.get("nbformat").getAsInt();
    if (major != 4) {
      throw new NotANotebook(
          "its format is nbformat "
              + major
              + "; only nbformat 4 can be run (save it anew in Jupyter)");
    }
    if (!(json.get("cells") instanceof JsonArray)) {
      throw new NotANotebook("not a notebook: it has no cells");
    }
    for (JsonElement cell : json.getAsJsonArray("cells")) {
      if (!(cell instanceof JsonObject object) || object.get("cell_type") == null) {
        throw new NotANotebook("not a notebook: it has a cell without a type");
      }
    }
    return new Notebook(json);
  }

  /// The code cells, in order.
  List<NotebookCell> codeCells() {
    List<NotebookCell> cells = new ArrayList<>();
    for (JsonElement cell : json.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
        cells.add(new NotebookCell(cell.getAsJsonObject()));
      }
    }
    return cells;
  }

  /// Brings the notebook to nbformat 4.5, with nothing that a run before has left.
  void prepare() {
    JsonElement minor = json.get("nbformat_minor");
    if (minor == null || minor.getAsInt() < MINOR) {
      json.addProperty("nbformat_minor", MINOR);
    }
    if (!(json.get("metadata") instanceof JsonObject)) {
      json.add("metadata", new JsonObject());
    }
    JsonArray cells = json.getAsJsonArray("cells");
    addIds(cells);
    for (JsonElement cell : cells) {
      complete(cell.getAsJsonObject());
    }
    codeCells().forEach(NotebookCell::clear);
  }

  private static void complete(JsonObject cell) {
    if (!(cell.get("metadata") instanceof JsonObject)) {
      cell.add("metadata", new JsonObject());
    }
    if (cell.get("source") == null) {
      cell.addProperty("source", "");
    }
  }

  private static void addIds(JsonArray cells) {
    Set<String> used = new HashSet<>();
    for (int i = 0; i < cells.size(); i++) {
      JsonObject cell = cells.get(i).getAsJsonObject();
      String id = idOf(cell);
      if (id == null || !used.add(id)) {
        String fresh = "cell-" + (i + 1);
        while (!used.add(fresh)) {
          fresh += "-1";
        }
        cell.addProperty("id", fresh);
      }
    }
  }

  private static @Nullable String idOf(JsonObject cell) {
    JsonElement id = cell.get("id");
    boolean valid =
        id != null && id.isJsonPrimitive() && id.getAsString().matches("[a-zA-Z0-9-_]{1,64}");
    return valid ? id.getAsString() : null;
  }

  /// Notes which kernel has run it.
  void ranOn(KernelInfo.Language language) {
    JsonObject metadata = json.getAsJsonObject("metadata");
    JsonObject spec = new JsonObject();
    spec.addProperty("display_name", "Java (Rivulet)");
    spec.addProperty("language", language.name());
    spec.addProperty("name", "rivulet");
    metadata.add("kernelspec", spec);
    JsonObject info = new JsonObject();
    info.add("codemirror_mode", Json.of(language.codemirrorMode()));
    info.addProperty("file_extension", language.fileExtension());
    info.addProperty("mimetype", language.mimetype());
    info.addProperty("name", language.name());
    info.addProperty("nbconvert_exporter", language.nbconvertExporter());
    info.addProperty("pygments_lexer", language.pygmentsLexer());
    info.addProperty("version", language.version());
    metadata.add("language_info", info);
  }

  /// Writes it; what stands in the file stays whole until the new text is.
  ///
  /// @throws IOException if it cannot be written
  void write(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path part = absolute.resolveSibling("." + absolute.getFileName() + ".part");
    Files.writeString(part, text(), StandardCharsets.UTF_8);
    Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
  }

  private String text() {
    return PRINTER.toJson(json) + "\n";
  }
}
