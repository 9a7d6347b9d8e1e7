package rivulet.kernel.assist;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// HTML of doc comments as text for a terminal: paragraphs, lists and code keep their lines.
final class PlainText {
  private static final Pattern TOKEN =
      Pattern.compile("<(/?)(\\w+)[^>]*>|&(#?\\w+);|([^<&]+|[<&])");
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("amp", "&"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("mdash", "-"),
          Map.entry("ndash", "-"),
          Map.entry("le", "<="),
          Map.entry("ge", ">="),
          Map.entry("ne", "!="),
          Map.entry("times", "x"),
          Map.entry("sup2", "^2"),
          Map.entry("pi", "pi"),
          Map.entry("hellip", "..."));

  private final StringBuilder text = new StringBuilder();
  private boolean verbatim;

  private PlainText() {}

  static String of(String html) {
    PlainText plain = new PlainText();
    Matcher token = TOKEN.matcher(html);
    while (token.find()) {
      if (token.group(2) != null) {
        plain.tag(token.group(2).toLowerCase(Locale.ROOT), !token.group(1).isEmpty());
      } else {
        plain.add(token.group(3) == null ? token.group(4) : entity(token.group(3)));
      }
    }
    return plain.text.toString().replaceAll("[ \t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
  }

  private static String entity(String name) {
    if (name.matches("#\\d{1,6}")) {
      return Character.toString(Integer.parseInt(name.substring(1)));
    }
    return ENTITIES.getOrDefault(name, "&" + name + ";");
  }

  private void tag(String name, boolean end) {
    switch (name) {
      case "p", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol", "dl" -> lines(2);
      case "pre" -> {
        lines(2);
        verbatim = !end;
      }
      case "br", "tr" -> lines(1);
      case "dt" -> lines(end ? 1 : 2);
      case "li" -> item(end, "- ");
      case "dd" -> item(end, "    ");
      case "td", "th" -> text.append(end ? "  " : "");
      default -> {
        // The others bear on the looks alone.
      }
    }
  }

  private void item(boolean end, String start) {
    lines(1);
    text.append(end ? "" : start);
  }

  /// Ends the line, with an empty one after it where two are wanted or there is one already.
  private void lines(int count) {
    int end = text.toString().stripTrailing().length();
    int there = (int) text.chars().skip(end).filter(c -> c == '\n').count();
    text.setLength(end);
    if (end > 0) {
      text.append("\n".repeat(Math.clamp(there, count, 2)));
    }
  }

  private void add(String more) {
    if (verbatim) {
      text.append(more);
      return;
    }
    String line = more.replaceAll("\\s+", " ");
    boolean spaced = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    text.append(spaced ? line.stripLeading() : line);
  }
}
