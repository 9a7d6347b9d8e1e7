package rivulet.kernel.client;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as notebooks hold it.
final class Json {
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private Json() {}

  static JsonElement of(@Nullable Object tree) {
    return GSON.toJsonTree(tree);
  }

  static boolean isText(JsonElement json, String text) {
    return json.isJsonPrimitive() && json.getAsString().equals(text);
  }

  /// A MIME bundle: text of several lines as a list of lines, anything else as it is.
  static JsonObject bundle(Map<String, Object> data) {
    JsonObject bundle = new JsonObject();
    data.forEach((type, value) ->
        bundle.add(type, value instanceof String text && isLines(type) ? lines(text) : of(value)));
    return bundle;
  }

  /// Text as a list of lines, each with its end.
  static JsonArray lines(String text) {
    JsonArray lines = new JsonArray();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private static boolean isLines(String type) {
    return type.startsWith("text/")
        || type.equals("image/svg+xml")
        || type.equals("application/javascript");
  }
}
