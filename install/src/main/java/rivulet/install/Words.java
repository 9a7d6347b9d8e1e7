package rivulet.install;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words after a command's name, sorted into options and operands. An option stands at most
/// once; its value follows as the next word or after `=`; after `--` all words are operands.
final class Words {
  private final Map<String, String> options = new HashMap<>();
  private final List<String> operands = new ArrayList<>();

  private Words() {}

  /// @param flags the options without a value
  /// @param valued the options with one
  static Words of(List<String> words, Set<String> flags, Set<String> valued) throws WrongUsage {
    Words sorted = new Words();
    Deque<String> rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      sorted.take(rest, flags, valued);
    }
    return sorted;
  }

  private void take(Deque<String> rest, Set<String> flags, Set<String> valued) throws WrongUsage {
    String word = rest.pop();
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    if (word.equals("--")) {
      operands.addAll(rest);
      rest.clear();
    } else if (flags.contains(word)) {
      put(word, "");
    } else if (valued.contains(word)) {
      put(word, next(word, rest));
    } else if (equals > 0 && valued.contains(word.substring(0, equals))) {
      put(word.substring(0, equals), word.substring(equals + 1));
    } else if (word.startsWith("-") && word.length() > 1) {
      throw new WrongUsage("unknown option: " + word);
    } else {
      operands.add(word);
    }
  }

  private static String next(String option, Deque<String> rest) throws WrongUsage {
    String value = rest.poll();
    if (value == null) {
      throw new WrongUsage(option + " needs a value");
    }
    return value;
  }

  private void put(String option, String value) throws WrongUsage {
    if (options.put(option, value) != null) {
      throw new WrongUsage(option + " is given twice");
    }
  }

  boolean has(String flag) {
    return options.containsKey(flag);
  }

  @Nullable String value(String option) {
    return options.get(option);
  }

  int optionCount() {
    return options.size();
  }

  /// The one operand that the command takes.
  String operand(String name) throws WrongUsage {
    if (operands.size() != 1) {
      throw new WrongUsage(
          operands.isEmpty() ? name + " is missing" : "more than one " + name + ": " + operands);
    }
    return operands.getFirst();
  }

  void noOperands() throws WrongUsage {
    if (!operands.isEmpty()) {
      throw new WrongUsage("unexpected: " + operands.getFirst());
    }
  }
}
