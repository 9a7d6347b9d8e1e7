package rivulet.kernel.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/// A code cell of a notebook.
final class NotebookCell {
  private final JsonObject json;

  NotebookCell(JsonObject json) {
    this.json = json;
  }

  /// The cell's text; the format allows a list of lines too.
  String source() {
    JsonElement source = json.get("source");
    if (!(source instanceof JsonArray lines)) {
      return source == null ? "" : source.getAsString();
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }

  /// Whether an error is what the cell is there for.
  boolean expectsError() {
    return json.get("metadata") instanceof JsonObject metadata
        && metadata.get("tags") instanceof JsonArray tags
        && tags.asList().stream().anyMatch(tag -> Json.isText(tag, "raises-exception"));
  }

  /// Forgets what a run has left.
  void clear() {
    json.add("outputs", new JsonArray());
    json.add("execution_count", JsonNull.INSTANCE);
  }

  /// The number that the kernel has given it.
  void number(int count) {
    json.addProperty("execution_count", count);
  }

  /// Its outputs; what is added here is in the notebook.
  JsonArray outputs() {
    return json.getAsJsonArray("outputs");
  }
}
