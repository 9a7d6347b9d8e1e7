package rivulet.kernel.magic;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.ClassPath;
import rivulet.kernel.session.Definitions;
import rivulet.kernel.session.Interpreter.Outcome;
import rivulet.kernel.session.Magic;

/// A session as its magics see it.
final class MagicSession {
  private static final InheritableThreadLocal<@Nullable MagicSession> OF_THREAD =
      new InheritableThreadLocal<>();
  private static final Pattern EXPRESSION =
      Pattern.compile("\\\\\\{((?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*+\"|\\{[^{}]*\\})*+)\\}");

  private static volatile @Nullable MagicSession latest;

  private final MagicTable table = new MagicTable();
  private final RegisteredMagics registry = new RegisteredMagics(this);
  private final Function<String, Outcome> run;
  private final ClassPath classPath;
  private final Definitions definitions;
  private @Nullable JJavaKernel jJava;

  /// @param run runs a text as a part of the cell that runs
  MagicSession(Function<String, Outcome> run, ClassPath classPath, Definitions definitions) {
    this.run = run;
    this.classPath = classPath;
    this.definitions = definitions;
  }

  /// The session whose cell started the calling thread, or else the one that ran a cell last.
  ///
  /// @throws IllegalStateException if no cell has run
  static MagicSession current() {
    MagicSession own = OF_THREAD.get();
    MagicSession found = own == null ? latest : own;
    if (found == null) {
      throw new IllegalStateException("no cell has run here");
    }
    return found;
  }

  /// From now on the calling thread, and all that it starts, is of this session.
  void enter() {
    OF_THREAD.set(this);
    latest = this;
  }

  MagicTable table() {
    return table;
  }

  RegisteredMagics registry() {
    return registry;
  }

  /// The session as libraries for JJava know it.
  synchronized JJavaKernel jJava() {
    JJavaKernel kernel = jJava == null ? new JJavaKernel(this) : jJava;
    jJava = kernel;
    return kernel;
  }

  ClassPath classPath() {
    return classPath;
  }

  Definitions definitions() {
    return definitions;
  }

  /// The parts of a cell.
  List<Part> parts(String code) {
    String leaving = CellText.leaving(code);
    if (leaving != null && !isDefined(leaving)) {
      return List.of(new Part.Use(1, leaving, "", null));
    }
    return CellText.parts(
        code,
        table::has,
        name -> definitions.variables().stream().anyMatch(v -> v.name().equals(name)));
  }

  private boolean isDefined(String name) {
    return definitions.variables().stream().anyMatch(v -> v.name().equals(name))
        || definitions.methods().stream().anyMatch(m -> m.contains(" " + name + "("));
  }

  /// Runs a text as part of the cell that runs.
  ///
  /// @return its value
  /// @throws EvaluationFailed if it fails
  @Nullable Object eval(String code) {
    return switch (run.apply(code)) {
      case Outcome.Value(var value) -> value;
      case Outcome.Failure failure -> throw new EvaluationFailed(failure);
    };
  }

  /// Calls a magic with arguments that are split already.
  @Nullable Object call(String name, List<String> arguments, @Nullable String body)
      throws Exception {
    String text = arguments.stream().map(MagicSession::quoted).collect(Collectors.joining(" "));
    return run(new Magic.Call(name, text, body, 1, true));
  }

  private static String quoted(String word) {
    boolean plain = !word.isEmpty() && word.chars().noneMatch(c -> " \t\"'\\".indexOf(c) >= 0);
    return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// Calls the magic of a line for its value.
  ///
  /// @param line without `%`
  @Nullable Object value(String line) throws Exception {
    return use(line, null, 1, true);
  }

  @Nullable Object use(Part.Use use) throws Exception {
    return use((use.name() + " " + use.text()).strip(), use.body(), use.line(), false);
  }

  private @Nullable Object use(String line, @Nullable String body, int number, boolean asValue)
      throws Exception {
    String written = interpolated(line);
    String name = written.split("\\s", 2)[0];
    String text = written.substring(name.length()).strip();
    return run(new Magic.Call(name, text, body, number, asValue));
  }

  private @Nullable Object run(Magic.Call call) throws Exception {
    return table.find(call.name(), call.body() != null).action().run(call);
  }

  /// `\{expression}` is the expression's value.
  private String interpolated(String line) {
    return EXPRESSION.matcher(line).replaceAll(this::text);
  }

  private String text(MatchResult expression) {
    return Matcher.quoteReplacement(String.valueOf(eval(expression.group(1))));
  }
}
