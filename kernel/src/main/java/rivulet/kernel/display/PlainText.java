package rivulet.kernel.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A value as text: what Java prints for it, on one line, except that arrays show their elements, a
/// collection or record in itself ends, and what is very long is cut and says so. What cannot print
/// itself says why.
final class PlainText {
  private static final int MAX_LENGTH = 100_000;
  private static final int MAX_ELEMENTS = 1000;
  private static final int MAX_DEPTH = 100;

  /// Classes of cells bear their cell's name, which the user did not give.
  private static final Pattern CELL = Pattern.compile("\\bcell[./]In\\d+(?:_\\d+)?[.$]");

  /// What a record prints of an array in it; or why it prints nothing, as when it holds itself.
  private static final Pattern UNTOLD =
      Pattern.compile("\\[[\\[ZBCSIJFDL][\\w.$;]*@[0-9a-f]+|StackOverflowError");

  private final StringBuilder text = new StringBuilder();
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final int limit;

  private PlainText(int limit) {
    this.limit = limit;
  }

  static String of(@Nullable Object value) {
    return of(value, MAX_LENGTH);
  }

  /// @param limit about how many characters there may be
  static String of(@Nullable Object value, int limit) {
    PlainText all = new PlainText(limit);
    if (value instanceof Throwable thrown) {
      all.addWithCauses(thrown);
    } else {
      all.add(value);
    }
    return cut(all.text, limit);
  }

  /// The text, or its beginning and how much was left out.
  static String cut(CharSequence text, int limit) {
    int more = text.length() - limit;
    if (more <= 0) {
      return text.toString();
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.subSequence(0, end) + "... " + counted(text.length() - end) + " more characters";
  }

  private void add(@Nullable Object value) {
    Elements elements = Elements.of(value, MAX_ELEMENTS);
    if (value != null && elements != null) {
      addNested(value, "[", "]", elements, this::add);
    } else if (value instanceof Map<?, ?> map && Elements.printsAsJava(map)) {
      Elements entries = Elements.of(map.entrySet(), MAX_ELEMENTS);
      addNested(map, "{", "}", entries, this::addEntry);
    } else if (value instanceof Optional<?> optional && optional.isPresent()) {
      text.append("Optional[");
      add(optional.get());
      text.append(']');
    } else if (value instanceof Map.Entry<?, ?> entry && Elements.printsAsJava(entry)) {
      addEntry(entry);
    } else if (value instanceof Record row) {
      addRecord(row);
    } else {
      text.append(own(value));
    }
  }

  private void addNested(
      Object whole, String start, String end, Elements parts, Consumer<@Nullable Object> add) {
    if (open.size() == MAX_DEPTH || !open.add(whole)) {
      text.append(start).append("...").append(end);
      return;
    }
    text.append(start);
    String separator = "";
    for (Object part : parts.first()) {
      if (text.length() > limit) {
        break;
      }
      text.append(separator);
      separator = ", ";
      add.accept(part);
    }
    text.append(rest(parts)).append(end);
    open.remove(whole);
  }

  private static String rest(Elements parts) {
    return switch (parts.more()) {
      case 0 -> "";
      case -1 -> ", ... more";
      default -> ", ... " + counted(parts.first().size() + (long) parts.more()) + " in all";
    };
  }

  /// A large number as it is read best.
  static String counted(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void addRecord(Record row) {
    String own = own(row);
    Map<String, @Nullable Object> fields =
        UNTOLD.matcher(own).find() ? Fields.ofPlainRecord(row) : null;
    if (fields == null) {
      text.append(own);
      return;
    }
    text.append(row.getClass().getSimpleName());
    List<@Nullable Object> parts = new ArrayList<>(fields.entrySet());
    addNested(row, "[", "]", new Elements(parts, 0, true), this::addEntry);
  }

  private void addEntry(@Nullable Object part) {
    if (part instanceof Map.Entry<?, ?> entry) {
      add(entry.getKey());
      text.append('=');
      add(entry.getValue());
    }
  }

  private void addWithCauses(Throwable thrown) {
    text.append(own(thrown));
    Throwable cause = thrown.getCause();
    while (cause != null && open.add(cause)) {
      text.append("\nCaused by: ").append(own(cause));
      cause = cause.getCause();
    }
  }

  /// What the value itself prints.
  private static String own(@Nullable Object value) {
    try {
      String own = String.valueOf(value);
      if (own == null) {
        return "<" + name(value) + " whose toString() is null>";
      }
      return value instanceof CharSequence || !own.contains("cell") ? own : withoutCells(own);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
      return failure(value, e);
    }
  }

  /// What stands for a value that failed to show itself.
  static String failure(@Nullable Object value, Throwable thrown) {
    return "<" + name(value) + " that cannot be shown: " + withoutCells(describe(thrown)) + ">";
  }

  private static String name(@Nullable Object value) {
    return value == null ? "null" : withoutCells(value.getClass().getName());
  }

  private static String withoutCells(String text) {
    return CELL.matcher(text).replaceAll("");
  }

  private static String describe(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException e) {
      return thrown.getClass().getName();
    }
  }
}
