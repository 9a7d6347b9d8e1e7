package rivulet.kernel.display;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which values are tables: maps and records, a row a key or component; several records, maps or
/// entries of maps, a row each; arrays and lists of arrays and lists. A flat list stays a line of
/// text, as in IPython: a table would say no more and take a line for each element.
final class Tables {
  private static final int MAX_ROWS = 60;
  private static final int MAX_COLUMNS = 20;
  private static final String ONLY = "value";

  private Tables() {}

  /// A value as a table; null if it is none.
  static @Nullable Table of(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null));
    }
    Elements elements = Elements.of(value, MAX_ROWS);
    if (elements != null) {
      return elements.first().isEmpty() ? null : ofElements(elements);
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() || !Elements.printsAsJava(map) ? null : ofMap(map);
    }
    return value instanceof Record row ? ofRecord(row) : null;
  }

  private static @Nullable Table ofRecord(Record row) {
    Map<String, @Nullable Object> fields = Fields.ofPlainRecord(row);
    if (fields == null || fields.isEmpty()) {
      return null;
    }
    List<Table.Row> rows = new ArrayList<>();
    fields.forEach((name, part) -> rows.add(new Table.Row(name, oneCell(part))));
    return new Table(row.getClass().getSimpleName(), List.of(ONLY), rows, "");
  }

  private static List<@Nullable Object> oneCell(@Nullable Object part) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(part);
    return cells;
  }

  private static Table ofMap(Map<?, ?> map) {
    Elements entries = Elements.of(map.entrySet(), MAX_ROWS);
    List<String> names = new ArrayList<>();
    List<@Nullable Object> parts = new ArrayList<>();
    for (Object part : entries.first()) {
      if (part instanceof Map.Entry<?, ?> entry) {
        names.add(PlainText.of(entry.getKey(), MAX_COLUMNS * MAX_ROWS));
        parts.add(entry.getValue());
      }
    }
    Table table = rows("key", names, parts, entries.more());
    return table == null ? column(names, parts, entries.more()) : table;
  }

  private static Table column(
      List<String> names, List<? extends @Nullable Object> parts, int more) {
    List<Table.Row> rows = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      rows.add(new Table.Row(names.get(i), oneCell(parts.get(i))));
    }
    return new Table("key", List.of(ONLY), rows, note(rows.size(), more, 1, 1));
  }

  private static @Nullable Table ofElements(Elements elements) {
    int shown = Math.min(elements.first().size(), MAX_ROWS);
    int cut = elements.first().size() - shown;
    int more = elements.more() < 0 ? -1 : elements.more() + cut;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      names.add(elements.ordered() ? String.valueOf(i) : "");
    }
    List<@Nullable Object> first = elements.first().subList(0, shown);
    Table table = rows("", names, first, more);
    return table == null ? grid(names, first, more) : table;
  }

  /// A row for each record, map or entry; null if one is none.
  private static @Nullable Table rows(
      String corner, List<String> names, List<? extends @Nullable Object> parts, int more) {
    List<Map<String, @Nullable Object>> fields = new ArrayList<>();
    Set<String> columns = new LinkedHashSet<>();
    for (Object part : parts) {
      Map<String, @Nullable Object> one = Fields.of(part);
      if (one == null) {
        return null;
      }
      fields.add(one);
      columns.addAll(one.keySet());
    }
    if (columns.isEmpty()) {
      return null;
    }
    List<String> shown = columns.stream().limit(MAX_COLUMNS).toList();
    List<Table.Row> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(new Table.Row(names.get(i), cells(fields.get(i), shown)));
    }
    return new Table(corner, shown, rows, note(rows.size(), more, shown.size(), columns.size()));
  }

  /// What has no such field gets an empty cell, and not `null`.
  private static List<@Nullable Object> cells(
      Map<String, @Nullable Object> fields, List<String> columns) {
    List<@Nullable Object> cells = new ArrayList<>();
    columns.forEach(name -> cells.add(fields.containsKey(name) ? fields.get(name) : ""));
    return cells;
  }

  /// A row for each array or list; null if one is neither.
  private static @Nullable Table grid(
      List<String> names, List<? extends @Nullable Object> parts, int more) {
    List<Table.Row> rows = new ArrayList<>();
    int columns = 0;
    for (Object part : parts) {
      Elements cells = Elements.of(part, MAX_COLUMNS);
      if (cells == null) {
        return null;
      }
      rows.add(new Table.Row(names.get(rows.size()), cells.first()));
      columns = Math.max(columns, cells.first().size() + cells.more());
    }
    int shown = Math.min(columns, MAX_COLUMNS);
    List<String> numbers = IntStream.range(0, shown).mapToObj(String::valueOf).toList();
    return shown == 0
        ? null
        : new Table("", numbers, rows, note(rows.size(), more, shown, columns));
  }

  private static String note(int rows, int moreRows, int columns, int allColumns) {
    StringJoiner note = new StringJoiner(", ");
    if (moreRows < 0) {
      note.add(rows + " rows of more");
    } else if (moreRows > 0) {
      note.add(rows + " of " + PlainText.counted(rows + (long) moreRows) + " rows");
    }
    if (columns < allColumns) {
      note.add(columns + " of " + PlainText.counted(allColumns) + " columns");
    }
    return note.toString();
  }
}
