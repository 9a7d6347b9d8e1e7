package rivulet.kernel.display;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names that cells give to MIME types.
final class MimeTypes {
  static final String JSON = "application/json";
  static final String VEGA_LITE = "application/vnd.vegalite.v5+json";
  static final String MERMAID = "text/vnd.mermaid";
  static final String HTML = "text/html";
  static final String MARKDOWN = "text/markdown";
  static final String LATEX = "text/latex";
  static final String SVG = "image/svg+xml";
  static final String PNG = "image/png";
  static final String JPEG = "image/jpeg";
  static final String GIF = "image/gif";

  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("html", HTML),
          Map.entry("md", MARKDOWN),
          Map.entry("markdown", MARKDOWN),
          Map.entry("latex", LATEX),
          Map.entry("svg", SVG),
          Map.entry("png", PNG),
          Map.entry("jpg", JPEG),
          Map.entry("jpeg", JPEG),
          Map.entry("gif", GIF),
          Map.entry("json", JSON));

  /// With one of the registered top levels, so that `and/or` is a text.
  private static final Pattern FULL =
      Pattern.compile(
          "(?:application|audio|font|image|message|model|multipart|text|video|x-[\\w-]+)/"
              + "(?:\\*|[\\w!#$&^.+-]+)");

  private MimeTypes() {}

  /// The type that a text names, as it stands in messages; null if it names none.
  static @Nullable String named(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return isFull(lower) ? lower : SHORT.get(lower);
  }

  /// The type that a text must name.
  ///
  /// @throws IllegalArgumentException if it does not
  static String type(String text) {
    String type = named(text);
    if (type == null) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no MIME type, such as text/html, or a short name, such as html");
    }
    return type;
  }

  /// Whether the first of two texts is the type of the second: where only it names one, or where it
  /// does so in full and the second by a short name, which is likelier to be what is shown.
  static boolean isTypeOf(String first, @Nullable Object second) {
    if (!(second instanceof String text) || named(text) == null) {
      return true;
    }
    return named(first) != null && isFull(first) && !isFull(text);
  }

  private static boolean isFull(String text) {
    return FULL.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }
}
