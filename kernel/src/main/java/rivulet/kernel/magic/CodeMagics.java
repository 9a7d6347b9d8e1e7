package rivulet.kernel.magic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// Magics that run Java, or take it from files and into files.
final class CodeMagics {
  private final MagicSession session;

  CodeMagics(MagicSession session) {
    this.session = session;
  }

  List<Magic> all() {
    return List.of(
        Magic.line("load", "FILE", "Runs a notebook or a source file here.", this::load),
        Magic.both("time", "JAVA", "Runs Java and prints how long it took.", this::time),
        Magic.both(
            "timeit",
            "[-n LOOPS] [-r RUNS] JAVA",
            "Runs Java many times, warmed up, and prints how long once takes; before a cell, the"
                + " line's Java runs first and is not measured.",
            this::timeit),
        Magic.cell("java", "", "Runs the cell, which is Java.", this::runJava),
        Magic.line("import", "TYPE", "Imports as Java does.", this::imports),
        Magic.cell(
            "writefile file",
            "[-a] FILE",
            "Writes the cell to a file, or behind it.",
            this::write));
  }

  private @Nullable Object load(Call call) {
    if (call.words().isEmpty()) {
      throw new WrongUse("%load needs a file: %load FILE");
    }
    LoadedFile.find(session, String.join(" ", call.words())).run();
    return null;
  }

  private @Nullable Object runJava(Call call) {
    return session.eval(java(call, call.cell()));
  }

  private @Nullable Object imports(Call call) {
    return session.eval(java(call, "import " + call.text().replaceFirst(";$", "") + ";"));
  }

  /// The Java of a magic, at the lines that it has in the cell.
  private static String java(Call call, String text) {
    return "\n".repeat(call.body() == null ? call.line() - 1 : call.line()) + text;
  }

  /// The measured line comes first, and the cell's Java one line further down.
  private static String measuring(Call call, String text) {
    return "\n".repeat(call.line() - 1) + text;
  }

  private static String code(Call call) {
    return call.body() == null ? call.text() : call.cell();
  }

  private @Nullable Object time(Call call) {
    Stopwatch watch = new Stopwatch();
    try {
      return session.eval(java(call, code(call)));
    } finally {
      System.out.println(watch);
    }
  }

  private @Nullable Object timeit(Call call) {
    TimeitOptions options = TimeitOptions.of(call.text());
    boolean isLine = call.body() == null;
    @Nullable String before = isLine ? null : options.code();
    String code = isLine ? options.code() : call.cell();
    String expression = code.strip().replaceFirst(";$", "");
    try {
      return session.eval(measuring(call, options.measuring(before, expression, true)));
    } catch (EvaluationFailed asExpression) {
      if (doesNotCompile(asExpression)) {
        return measureStatements(call, options.measuring(before, code, false), asExpression);
      }
      throw asExpression;
    }
  }

  /// What compiles neither way is told of as an expression, if it may be one.
  private @Nullable Object measureStatements(
      Call call, String measuring, EvaluationFailed asExpression) {
    try {
      return session.eval(measuring(call, measuring));
    } catch (EvaluationFailed asStatements) {
      boolean mayBe = asStatements.failure().message().startsWith("not a statement");
      throw doesNotCompile(asStatements) && mayBe ? asExpression : asStatements;
    }
  }

  private static boolean doesNotCompile(EvaluationFailed failed) {
    return failed.failure().name().equals("CompilationError");
  }

  private @Nullable Object write(Call call) throws IOException {
    List<String> words = new ArrayList<>(call.words());
    boolean append = words.removeAll(List.of("-a", "--append"));
    if (words.size() != 1) {
      throw new WrongUse("%%writefile needs one file: %%writefile [-a] FILE");
    }
    Path file = Path.of(words.getFirst());
    boolean existed = Files.exists(file);
    byte[] bytes = call.cell().getBytes(StandardCharsets.UTF_8);
    if (append) {
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } else {
      Files.write(file, bytes);
    }
    System.out.println((append ? "Appending to " : existed ? "Overwriting " : "Writing ") + file);
    return null;
  }
}
