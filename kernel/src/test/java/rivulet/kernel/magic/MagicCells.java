package rivulet.kernel.magic;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.cell.JavaInterpreter;
import rivulet.kernel.display.Surface;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.Interpreter.Outcome;

/// A session with magics for tests: runs cells, and keeps what they print and show.
final class MagicCells implements AutoCloseable {
  final JavaInterpreter java;
  final MagicInterpreter interpreter;
  final MagicSurface surface = new MagicSurface();
  final List<DisplayData> shown = surface.shown;
  final List<Object> values = new ArrayList<>();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private int number;

  MagicCells(Map<String, String> variables, Extension... more) {
    List<Extension> extensions = new ArrayList<>(List.of(more));
    extensions.add(new MagicExtension());
    Environment environment = new Environment(variables);
    java = new JavaInterpreter(extensions, environment.compilerOptions());
    interpreter =
        new MagicInterpreter(java, java.classPath(), java.definitions(), extensions, environment);
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    Surface.use(surface);
  }

  MagicCells() {
    this(Map.of("PATH", System.getenv("PATH")));
  }

  Outcome run(String code) {
    values.clear();
    surface.history.addInput(++number, code);
    return interpreter.execute(code, number, this::take);
  }

  private void take(Object value) {
    values.add(value);
    surface.history.addOutput(number, String.valueOf(value));
  }

  /// The value of a cell that must succeed.
  @Nullable Object value(String code) {
    Outcome outcome = run(code);
    if (outcome instanceof Outcome.Failure failure) {
      throw new AssertionError(code + "\n" + text(failure) + "\n" + errors());
    }
    return ((Outcome.Value) outcome).value();
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

  /// What was printed since the last call.
  String printed() {
    String text = printed.toString(StandardCharsets.UTF_8);
    printed.reset();
    return text;
  }

  String errors() {
    String text = errors.toString(StandardCharsets.UTF_8);
    errors.reset();
    return text;
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    surface.history.close();
  }
}
