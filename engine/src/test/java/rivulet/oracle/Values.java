package rivulet.oracle;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.Tensor;

/// Turns the arguments of a case into Java values: `Tensor`, `Long`, `Double`, `Boolean`, `String`,
/// `null`, `List`, and the records below.
final class Values {
  /// A dtype by PyTorch's name.
  record DTypeName(String name) {}

  /// Python's `start:stop:step`; null where left out.
  record SliceValue(@Nullable Integer start, @Nullable Integer stop, @Nullable Integer step) {}

  /// Python's `...`.
  record EllipsisValue() {}

  private final List<Tensor> tensors;

  Values(List<Tensor> tensors) {
    this.tensors = tensors;
  }

  List<@Nullable Object> list(JsonArray json) {
    List<@Nullable Object> values = new ArrayList<>();
    json.forEach(element -> values.add(value(element)));
    return Collections.unmodifiableList(values);
  }

  Map<String, @Nullable Object> map(JsonObject json) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    json.entrySet().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
    return values;
  }

  @Nullable Object value(JsonElement json) {
    return switch (json) {
      case JsonArray array -> list(array);
      case JsonPrimitive primitive -> primitive(primitive);
      case JsonObject object -> tagged(object);
      default -> null;
    };
  }

  private static Object primitive(JsonPrimitive json) {
    if (json.isBoolean()) {
      return json.getAsBoolean();
    }
    if (json.isString()) {
      return json.getAsString();
    }
    String text = json.getAsString();
    if (text.matches("-?\\d+")) {
      return Long.parseLong(text);
    }
    return Double.parseDouble(text);
  }

  private Object tagged(JsonObject json) {
    String tag = json.keySet().iterator().next();
    JsonElement content = json.get(tag);
    return switch (tag) {
      case "tensor" -> tensors.get(content.getAsInt());
      case "float" -> number(content.getAsString());
      case "dtype" -> new DTypeName(content.getAsString());
      case "name" -> new DTypeName(content.getAsString().replace("torch.", ""));
      case "slice" -> slice(content.getAsJsonArray());
      case "ellipsis" -> new EllipsisValue();
      default -> throw new Outcome.Unmapped("a value written as " + tag);
    };
  }

  /// What Python spells so.
  static double number(String python) {
    return switch (python) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(python);
    };
  }

  private static SliceValue slice(JsonArray bounds) {
    return new SliceValue(bound(bounds.get(0)), bound(bounds.get(1)), bound(bounds.get(2)));
  }

  private static @Nullable Integer bound(JsonElement json) {
    return json.isJsonNull() ? null : json.getAsInt();
  }
}
