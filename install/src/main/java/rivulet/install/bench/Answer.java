package rivulet.install.bench;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A line of JSON as `timing.py` writes it: one object of numbers and texts without escapes.
///
/// @param from who gave it, for messages
record Answer(String from, String line) {
  private static final String KEY = "\"%s\": ";

  @Nullable String text(String key) {
    Matcher matcher = Pattern.compile(KEY.formatted(key) + "\"([^\"\\\\]*)\"").matcher(line);
    return matcher.find() ? matcher.group(1) : null;
  }

  boolean has(String key) {
    return line.contains(KEY.formatted(key));
  }

  double number(String key) throws IOException {
    Matcher matcher = Pattern.compile(KEY.formatted(key) + "([^,}]+)").matcher(line);
    try {
      if (matcher.find()) {
        return Double.parseDouble(matcher.group(1));
      }
    } catch (NumberFormatException e) {
      // no number, said below
    }
    throw unexpected();
  }

  IOException unexpected() {
    return new IOException(from + " gave an unexpected answer: " + line);
  }
}
