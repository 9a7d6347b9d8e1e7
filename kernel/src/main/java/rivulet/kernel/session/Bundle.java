package rivulet.kernel.session;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.LinkedHashMap;
import java.util.Map;
import rivulet.kernel.protocol.Wire;

/// A MIME bundle of the base library as messages hold it; JSON given as text becomes JSON.
record Bundle(
    Map<String, Object> data, Map<String, Object> metadata, Map<String, Object> transientData) {
  static Bundle of(DisplayData shown) {
    Map<String, Object> tree = tree(shown);
    Map<String, Object> data = new LinkedHashMap<>();
    part(tree, "data").forEach((type, value) -> put(data, type, value));
    return new Bundle(data, part(tree, "metadata"), part(tree, "transient"));
  }

  /// What a library put there may be anything; what cannot be sent is shown as its failure.
  private static Map<String, Object> tree(DisplayData shown) {
    try {
      return Wire.tree(shown);
    } catch (RuntimeException | StackOverflowError e) {
      return Map.of("data", Map.of("text/plain", "<cannot be shown: " + e + ">"));
    }
  }

  private static Map<String, Object> part(Map<String, Object> tree, String name) {
    Map<String, Object> part = new LinkedHashMap<>();
    if (tree.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> part.put(String.valueOf(key), value));
    }
    return part;
  }

  private static void put(Map<String, Object> data, String type, Object value) {
    if (!type.endsWith("json") || !(value instanceof String json)) {
      data.putIfAbsent(type, value);
      return;
    }
    try {
      data.put(type, Wire.parse(json));
    } catch (RuntimeException e) {
      data.put("text/plain", "<" + type + " that cannot be read: " + e.getMessage() + ">");
    }
  }
}
