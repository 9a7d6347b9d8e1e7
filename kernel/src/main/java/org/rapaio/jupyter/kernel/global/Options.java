package org.rapaio.jupyter.kernel.global;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The options of Rapaio's kernel by name. They are kept and given back, but what is shown does not
/// follow them: the first time that one is set, standard error says so.
public final class Options {
  private static final Map<String, String> FIRST =
      Map.ofEntries(
          Map.entry("display.defaultMime", "text/html"),
          Map.entry("display.defaultMimeImage", "image/png"),
          Map.entry("display.maxSeqItems", "1000"),
          Map.entry("display.maxRows", "60"),
          Map.entry("display.maxCols", "20"),
          Map.entry("display.maxColWidth", "200"),
          Map.entry("display.showIndex", "true"),
          Map.entry("display.format.na", "null"),
          Map.entry("display.format.precision", "6"),
          Map.entry("display.html.border", "1"),
          Map.entry("display.text.colored", "false"));

  private final Map<String, String> values = new ConcurrentHashMap<>(FIRST);
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Options() {}

  /// An option's value; null if nothing has set it.
  public @Nullable String get(String key) {
    return values.get(key);
  }

  /// Sets an option.
  public void set(String key, String value) {
    values.put(key, value);
    if (FIRST.containsKey(key) && told.add(key)) {
      System.err.println("the option " + key + " is kept, but does not change what is shown here");
    }
  }

  /// As at the start.
  public void reset() {
    values.clear();
    values.putAll(FIRST);
  }

  /// The options of the display.
  public Group display() {
    return new Group("display.");
  }

  @Override
  public String toString() {
    return new TreeMap<>(values).toString();
  }

  /// The options of which the names begin alike: each may be asked for, or set.
  public final class Group {
    private final String prefix;

    private Group(String prefix) {
      this.prefix = prefix;
    }

    private String text(String name) {
      return values.getOrDefault(prefix + name, "");
    }

    private int number(String name) {
      return Integer.parseInt(text(name));
    }

    private void put(String name, Object value) {
      set(prefix + name, String.valueOf(value));
    }

    /// How values are shown.
    public String defaultMime() {
      return text("defaultMime");
    }

    /// How values are shown.
    public void defaultMime(String type) {
      put("defaultMime", type);
    }

    /// How images are shown.
    public String defaultMimeImage() {
      return text("defaultMimeImage");
    }

    /// How images are shown.
    public void defaultMimeImage(String type) {
      put("defaultMimeImage", type);
    }

    /// How many elements of a collection.
    public int maxSeqItems() {
      return number("maxSeqItems");
    }

    /// How many elements of a collection.
    public void maxSeqItems(int count) {
      put("maxSeqItems", count);
    }

    /// How many rows of a table.
    public int maxRows() {
      return number("maxRows");
    }

    /// How many rows of a table.
    public void maxRows(int count) {
      put("maxRows", count);
    }

    /// How many columns of a table.
    public int maxCols() {
      return number("maxCols");
    }

    /// How many columns of a table.
    public void maxCols(int count) {
      put("maxCols", count);
    }

    /// How many characters of a table's cell.
    public int maxColWidth() {
      return number("maxColWidth");
    }

    /// How many characters of a table's cell.
    public void maxColWidth(int count) {
      put("maxColWidth", count);
    }

    /// Whether a table's rows are numbered.
    public boolean showIndex() {
      return Boolean.parseBoolean(text("showIndex"));
    }

    /// Whether a table's rows are numbered.
    public void showIndex(boolean wish) {
      put("showIndex", wish);
    }

    /// How numbers are written.
    public Group format() {
      return new Group(prefix + "format.");
    }

    /// What stands for no value.
    public String na() {
      return text("na");
    }

    /// What stands for no value.
    public void na(String text) {
      put("na", text);
    }

    /// How many digits.
    public int precision() {
      return number("precision");
    }

    /// How many digits.
    public void precision(int digits) {
      put("precision", digits);
    }
  }
}
