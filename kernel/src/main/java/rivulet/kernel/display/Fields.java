package rivulet.kernel.display;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What a record or a map holds, by name.
final class Fields {
  private Fields() {}

  /// The components of a record or the values of a map; null for anything else, and for a record
  /// that does not let itself be read.
  static @Nullable Map<String, @Nullable Object> of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && Elements.printsAsJava(map)) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      map.forEach((key, part) -> fields.put(PlainText.of(key), part));
      return fields;
    }
    return value instanceof Record row ? ofRecord(row) : null;
  }

  static @Nullable Map<String, @Nullable Object> ofRecord(Record row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    try {
      for (RecordComponent component : row.getClass().getRecordComponents()) {
        fields.put(component.getName(), read(row, component.getAccessor()));
      }
      return fields;
    } catch (InaccessibleObjectException | IllegalAccessException e) {
      return null;
    }
  }

  /// Whether a record prints itself as records do; one with words of its own is shown in them.
  static boolean printsAsRecord(Record row, Map<String, @Nullable Object> fields) {
    StringJoiner text = new StringJoiner(", ", row.getClass().getSimpleName() + "[", "]");
    fields.forEach((name, value) -> text.add(name + "=" + value));
    return text.toString().equals(row.toString());
  }

  private static @Nullable Object read(Record row, Method accessor) throws IllegalAccessException {
    try {
      accessor.setAccessible(true);
      return accessor.invoke(row);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(accessor.getName() + "() failed: " + e.getCause(), e);
    }
  }
}
