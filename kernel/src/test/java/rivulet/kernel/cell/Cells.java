package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Interpreter.Outcome;

/// A session for tests: runs cells and takes their outcomes apart.
final class Cells {
  final JavaInterpreter interpreter = new JavaInterpreter(List.of(new VecExtension()));
  private int number;

  /// The last value that was shown.
  String shown = "";

  Outcome run(String code) {
    return interpreter.execute(code, ++number, value -> shown = value.toString());
  }

  /// The value of a cell that must succeed.
  @Nullable Object value(String code) {
    Outcome outcome = run(code);
    if (outcome instanceof Outcome.Failure failure) {
      throw new AssertionError(code + "\n" + text(failure));
    }
    return ((Outcome.Value) outcome).value();
  }

  /// The value of the last of these cells, all of which must succeed.
  @Nullable Object values(String... cells) {
    Object last = null;
    for (String cell : cells) {
      last = value(cell);
    }
    return last;
  }

  Outcome.Failure failure(String code) {
    return assertInstanceOf(Outcome.Failure.class, run(code), code);
  }

  /// The traceback of a cell that must fail, without colours.
  String traceback(String code) {
    return text(failure(code));
  }

  static String text(Outcome.Failure failure) {
    return String.join("\n", failure.traceback()).replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
