package rivulet.kernel.display;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/// The first elements of what has elements.
///
/// @param first the elements
/// @param more how many follow; -1 where there are more and nobody knows how many
/// @param ordered whether an element's number means something
record Elements(List<@Nullable Object> first, int more, boolean ordered) {
  /// How many elements of a stream are read: it may have no end, and be slow.
  private static final int OF_STREAM = 100;

  /// The elements of a value.
  ///
  /// @return null for what is neither a collection that prints itself as Java's own do, nor an
  ///   array, nor elements already
  static @Nullable Elements of(@Nullable Object value, int most) {
    if (value instanceof Elements elements) {
      return elements;
    }
    if (value != null && value.getClass().isArray()) {
      return ofArray(value, most);
    }
    return value instanceof Collection<?> all && printsAsJava(all) ? of(all, most) : null;
  }

  static Elements of(Collection<?> all, int most) {
    Elements read = read(all.iterator(), most, all instanceof List);
    int more = read.more == 0 ? 0 : all.size() - read.first.size();
    return new Elements(read.first, more, read.ordered);
  }

  /// What a stream gives first, which uses it up.
  static Elements ofStream(BaseStream<?, ?> stream) {
    return read(stream.sequential().iterator(), OF_STREAM, true);
  }

  /// Whether a value's text is that of Java's own collections, and not one of its class's making.
  static boolean printsAsJava(Object value) {
    try {
      Class<?> said = value.getClass().getMethod("toString").getDeclaringClass();
      return said.getName().startsWith("java.");
    } catch (NoSuchMethodException e) {
      throw new AssertionError("every object has toString", e);
    }
  }

  private static Elements read(Iterator<?> all, int most, boolean ordered) {
    List<@Nullable Object> first = new ArrayList<>();
    while (first.size() < most && all.hasNext()) {
      first.add(all.next());
    }
    return new Elements(first, first.size() == most && all.hasNext() ? -1 : 0, ordered);
  }

  private static Elements ofArray(Object array, int most) {
    int length = Array.getLength(array);
    List<@Nullable Object> first = new ArrayList<>();
    for (int i = 0; i < Math.min(length, most); i++) {
      first.add(Array.get(array, i));
    }
    return new Elements(first, length - first.size(), true);
  }
}
