package rivulet.kernel.display;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A value in the form that was asked for, where nobody has registered how.
final class Forms {
  private Forms() {}

  /// A text is what the type says; bytes are an image's file; anything may be JSON. For HTML there
  /// are tables; otherwise what a value prints is the text of that type.
  ///
  /// @return null if it cannot be had
  static @Nullable Object of(Object value, String type) {
    if (type.endsWith("*")) {
      return null;
    }
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    if (value instanceof byte[] file && type.startsWith("image/")) {
      return Base64.getEncoder().encodeToString(file);
    }
    if (type.endsWith("json")) {
      return JsonTree.of(value);
    }
    if (type.equals(MimeTypes.HTML)) {
      return html(value);
    }
    return type.startsWith("text/") || type.equals(MimeTypes.SVG) ? PlainText.of(value) : null;
  }

  private static String html(Object value) {
    Table table = Tables.of(value);
    if (table != null) {
      return table.html();
    }
    String text = PlainText.of(value);
    return text.stripLeading().startsWith("<") ? text : "<pre>" + Table.escaped(text) + "</pre>";
  }
}
