package rivulet.kernel.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What is known of a name, in sections, as HTML and as text.
final class Page {
  private final List<String> html = new ArrayList<>();
  private final List<String> text = new ArrayList<>();

  /// Adds code, as it is.
  Page code(String code) {
    return add("<pre><code>" + DocHtml.escaped(code) + "</code></pre>", code);
  }

  /// Adds a line with a title.
  Page line(String title, String value) {
    String shown = "<pre>" + DocHtml.escaped(value) + "</pre>";
    boolean lines = value.contains("\n");
    return add(
        "<p><b>"
            + title
            + "</b>"
            + (lines ? "</p>" + shown : " <code>" + DocHtml.escaped(value) + "</code></p>"),
        title + (lines ? "\n" : " ") + value);
  }

  /// Adds rendered documentation.
  Page documentation(String rendered) {
    return add(rendered, PlainText.of(rendered));
  }

  private Page add(String asHtml, String asText) {
    if (!asText.isBlank()) {
      html.add(asHtml);
      text.add(asText);
    }
    return this;
  }

  Map<String, Object> bundle() {
    return text.isEmpty()
        ? Map.of()
        : Map.of("text/html", String.join("\n", html), "text/plain", String.join("\n\n", text));
  }
}
