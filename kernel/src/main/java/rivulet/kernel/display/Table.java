package rivulet.kernel.display;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table as HTML. It brings no colours: frontends style tables for the theme that is on.
///
/// @param corner what stands over the rows' names
/// @param columns the columns' names
/// @param rows the rows
/// @param note what was left out; empty if nothing was
record Table(String corner, List<String> columns, List<Row> rows, String note) {
  private static final int MAX_CELL = 200;

  /// @param name what stands before the cells
  /// @param cells one a column
  record Row(String name, List<? extends @Nullable Object> cells) {}

  String html() {
    StringBuilder html = new StringBuilder("<table class=\"dataframe\">\n<thead>\n<tr>");
    List<String> head = new ArrayList<>(List.of(corner));
    head.addAll(columns);
    head.forEach(name -> html.append("<th>").append(escaped(name)).append("</th>"));
    html.append("</tr>\n</thead>\n<tbody>\n");
    rows.forEach(row -> add(html, row));
    html.append("</tbody>\n</table>");
    return note.isEmpty() ? html.toString() : html + "\n<p>" + escaped(note) + "</p>";
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
