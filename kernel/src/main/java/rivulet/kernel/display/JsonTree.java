package rivulet.kernel.display;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value as JSON's own kinds: maps, lists, texts, numbers and booleans.
final class JsonTree {
  private static final int MAX_DEPTH = 200;

  private JsonTree() {}

  /// Maps and records become objects, collections and arrays lists, numbers that JSON does not have
  /// null, and anything else its text.
  ///
  /// @throws IllegalArgumentException if it holds itself
  static @Nullable Object of(@Nullable Object value) {
    return of(value, 0);
  }

  private static @Nullable Object of(@Nullable Object value, int depth) {
    if (depth == MAX_DEPTH) {
      throw new IllegalArgumentException("nested too deeply for JSON, or in itself");
    }
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case Double number -> Double.isFinite(number) ? number : null;
      case Float number -> Float.isFinite(number) ? number : null;
      case Number number -> number;
      case Optional<?> optional -> of(optional.orElse(null), depth);
      case Map<?, ?> map -> object(map, depth);
      case Elements list -> listOrText(list, depth);
      case Record row -> record(row, depth);
      default -> listOrText(value, depth);
    };
  }

  private static Object record(Record row, int depth) {
    Map<String, @Nullable Object> fields = Fields.ofRecord(row);
    return fields == null ? row.toString() : object(fields, depth);
  }

  private static Map<String, @Nullable Object> object(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    map.forEach((key, part) -> object.put(String.valueOf(key), of(part, depth + 1)));
    return object;
  }

  private static Object listOrText(Object value, int depth) {
    Elements elements = Elements.of(value, Integer.MAX_VALUE);
    if (elements == null) {
      return value.toString();
    }
    List<@Nullable Object> list = new ArrayList<>();
    elements.first().forEach(part -> list.add(of(part, depth + 1)));
    return list;
  }
}
