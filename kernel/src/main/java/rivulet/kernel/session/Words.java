package rivulet.kernel.session;

import java.util.ArrayList;
import java.util.List;

/// Splits a magic's line into words.
final class Words {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;
  private char quote;

  private Words() {}

  static List<String> of(String line) {
    Words split = new Words();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean escapes = c == '\\' && i + 1 < line.length() && isSpecial(line.charAt(i + 1));
      if (escapes) {
        i++;
        split.take(line.charAt(i));
      } else {
        split.next(c);
      }
    }
    split.end();
    return split.words;
  }

  private static boolean isSpecial(char c) {
    return c == '"' || c == '\'' || c == '\\' || c == ' ';
  }

  private void next(char c) {
    if (quote == 0 && (c == '"' || (c == '\'' && !begun))) {
      quote = c;
      begun = true;
    } else if (quote != 0 && c == quote) {
      quote = 0;
    } else if (quote == 0 && Character.isWhitespace(c)) {
      end();
    } else {
      take(c);
    }
  }

  private void take(char c) {
    word.append(c);
    begun = true;
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
    }
    word.setLength(0);
    begun = false;
  }
}
