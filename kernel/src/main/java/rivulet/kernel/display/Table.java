package rivulet.kernel.display;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table as HTML: numbers to the right, text to the left, and names over their columns. It brings
/// no colours: frontends style tables for the theme that is on.
///
/// @param corner what stands over the rows' names
/// @param columns the columns' names
/// @param rows the rows
/// @param note what was left out; empty if nothing was
record Table(String corner, List<String> columns, List<Row> rows, String note) {
  private static final int MAX_CELL = 200;
  private static final String LEFT = " style=\"text-align: left\"";

  /// @param name what stands before the cells
  /// @param cells one a column
  record Row(String name, List<? extends @Nullable Object> cells) {}

  String html() {
    StringBuilder html = new StringBuilder("<table class=\"dataframe\">\n<thead>\n<tr>");
    html.append("<th>").append(escaped(corner)).append("</th>");
    for (int i = 0; i < columns.size(); i++) {
      html.append(hasNumber(i) ? "<th>" : "<th" + LEFT + ">");
      html.append(escaped(columns.get(i))).append("</th>");
    }
    html.append("</tr>\n</thead>\n<tbody>\n");
    rows.forEach(row -> add(html, row));
    html.append("</tbody>\n</table>");
    return note.isEmpty() ? html.toString() : html + "\n<p>" + escaped(note) + "</p>";
  }

  /// The same with one more note.
  Table noted(String more) {
    return new Table(corner, columns, rows, note.isEmpty() ? more : note + ". " + more);
  }

  private boolean hasNumber(int column) {
    return rows.stream()
        .anyMatch(row -> row.cells.size() > column && row.cells.get(column) instanceof Number);
  }

  private static void add(StringBuilder html, Row row) {
    html.append("<tr><th>").append(escaped(row.name)).append("</th>");
    row.cells.forEach(cell -> html.append(cell(cell)));
    html.append("</tr>\n");
  }

  private static String cell(@Nullable Object value) {
    String text = escaped(PlainText.of(value, MAX_CELL));
    return value instanceof Number
        ? "<td>" + text + "</td>"
        : "<td style=\"text-align: left; white-space: pre-wrap\">" + text + "</td>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
