package rivulet.kernel.assist;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value in a few words: its type, its size, and how it begins.
final class ValueSummary {
  private static final int ELEMENTS = 10;
  private static final int LENGTH = 500;

  private ValueSummary() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case CharSequence text -> "\"" + cut(text.toString()) + "\"" + size("length", text.length());
      case Collection<?> all -> cut(first(all.iterator(), all.size())) + size("size", all.size());
      case Map<?, ?> map ->
          cut(first(map.entrySet().iterator(), map.size())) + size("size", map.size());
      case Object array when array.getClass().isArray() -> ofArray(array);
      default -> cut(value.toString());
    };
  }

  private static String ofArray(Object array) {
    int length = Array.getLength(array);
    Object first =
        Array.newInstance(array.getClass().getComponentType(), Math.min(length, ELEMENTS));
    System.arraycopy(array, 0, first, 0, Array.getLength(first));
    String text = Arrays.deepToString(new Object[] {first});
    String elements = text.substring(1, text.length() - 1);
    String shown =
        length > ELEMENTS ? elements.substring(0, elements.length() - 1) + ", ...]" : elements;
    return cut(shown) + size("length", length);
  }

  private static String first(Iterator<?> values, int size) {
    List<String> first = new ArrayList<>();
    while (values.hasNext() && first.size() < ELEMENTS) {
      first.add(String.valueOf(values.next()));
    }
    return "[" + String.join(", ", first) + (size > ELEMENTS ? ", ...]" : "]");
  }

  private static String size(String word, int size) {
    return " (" + word + " " + size + ")";
  }

  private static String cut(String text) {
    return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
  }
}
