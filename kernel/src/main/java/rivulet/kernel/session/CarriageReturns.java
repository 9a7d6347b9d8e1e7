package rivulet.kernel.session;

import java.util.ArrayList;
import java.util.List;

/// Progress lines: what follows a carriage return is written over the line before it, so of many
/// states of a line only those need sending that a later one does not cover.
final class CarriageReturns {
  private CarriageReturns() {}

  /// A text that looks the same in the end.
  static String collapse(String text) {
    if (text.indexOf('\r') < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    for (String line : text.split("(?<=\n)", -1)) {
      String end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
      List<String> states =
          List.of(line.substring(0, line.length() - end.length()).split("\r", -1));
      boolean goesOn = result.isEmpty();
      result.append(String.join("\r", visible(states, goesOn))).append(end);
    }
    return result.toString();
  }

  /// The states that no later one covers; the first, too, if it may go on where a line was left.
  private static List<String> visible(List<String> states, boolean goesOn) {
    List<String> kept = new ArrayList<>();
    int longest = -1;
    for (int i = states.size() - 1; i >= 0; i--) {
      if (states.get(i).length() > longest || (goesOn && i == 0)) {
        longest = states.get(i).length();
        kept.add(states.get(i));
      }
    }
    return kept.reversed();
  }
}
