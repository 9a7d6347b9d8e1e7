package rivulet.kernel.display;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What a record, a map or an entry of one holds, by name.
final class Fields {
  private Fields() {}

  /// The components of a record, the values of a map, key and value of an entry; null for anything
  /// else, and for a record that does not let itself be read.
  static @Nullable Map<String, @Nullable Object> of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && Elements.printsAsJava(map)) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      map.forEach((key, part) -> fields.put(PlainText.of(key), part));
      return fields;
    }
    if (value instanceof Map.Entry<?, ?> entry && Elements.printsAsJava(entry)) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("key", entry.getKey());
      fields.put("value", entry.getValue());
      return fields;
    }
    return value instanceof Record row ? ofRecord(row) : null;
  }

  /// The components of a record that prints itself as records do; null for one that has words of
  /// its own, and for one that cannot be read.
  static @Nullable Map<String, @Nullable Object> ofPlainRecord(Record row) {
    Map<String, @Nullable Object> fields = ofRecord(row);
    return fields != null && printsAsRecord(row, fields) ? fields : null;
  }

  static @Nullable Map<String, @Nullable Object> ofRecord(Record row) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    try {
      for (RecordComponent component : row.getClass().getRecordComponents()) {
        fields.put(component.getName(), read(row, component.getAccessor()));
      }
      return fields;
    } catch (InaccessibleObjectException | IllegalAccessException | IllegalStateException e) {
      return null;
    }
  }

  /// Whether a record prints itself as records do. One that holds itself would, if it came to an
  /// end.
  private static boolean printsAsRecord(Record row, Map<String, @Nullable Object> fields) {
    StringJoiner text = new StringJoiner(", ", row.getClass().getSimpleName() + "[", "]");
    try {
      fields.forEach((name, value) -> text.add(name + "=" + value));
      return text.toString().equals(row.toString());
    } catch (StackOverflowError e) {
      return true;
    }
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
