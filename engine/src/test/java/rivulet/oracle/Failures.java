package rivulet.oracle;

import java.util.Objects;
import java.util.function.Supplier;

/// Whether a call fails with PyTorch's message.
final class Failures {
  private Failures() {}

  /// Judges by PyTorch's first sentence; hints after it are spelled for Java.
  static Outcome judge(Supplier<?> call, String message) {
    try {
      Objects.requireNonNull(call.get());
    } catch (Outcome.Unmapped | Outcome.NotApplicable e) {
      throw e;
    } catch (RuntimeException e) {
      String actual = String.valueOf(e.getMessage());
      return actual.startsWith(firstSentence(message))
          ? Outcome.PASS
          : Outcome.failed("message is '" + actual + "', expected '" + message + "'");
    }
    return Outcome.failed("did not throw: " + message);
  }

  static Outcome judge(Runnable call, String message) {
    return judge(
        () -> {
          call.run();
          return "nothing";
        },
        message);
  }

  /// Up to the first full stop that ends a sentence, which is not one inside brackets.
  static String firstSentence(String message) {
    int depth = 0;
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      depth += "([".indexOf(c) >= 0 ? 1 : ")]".indexOf(c) >= 0 ? -1 : 0;
      boolean blankFollows =
          i + 1 < message.length() && Character.isWhitespace(message.charAt(i + 1));
      if (c == '.' && depth == 0 && blankFollows) {
        return message.substring(0, i);
      }
    }
    return message.stripTrailing();
  }
}
