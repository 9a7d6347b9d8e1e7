package rivulet.kernel.cell;

import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTaskPool;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.parser.ScannerFactory;
import com.sun.tools.javac.parser.Tokens.TokenKind;
import com.sun.tools.javac.util.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import rivulet.kernel.session.Interpreter.Completeness;

/// Whether a text is a whole cell: parsed, and nothing else.
final class Completion {
  private static final Set<String> UNFINISHED =
      Set.of(
          "compiler.err.premature.eof",
          "compiler.err.unclosed.comment",
          "compiler.err.unclosed.text.block");
  private static final String INDENT = "    ";

  private final JavacTaskPool pool = new JavacTaskPool(1);
  private final JavaFileManager files =
      JavacTool.create().getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8);

  synchronized Completeness of(String code) {
    List<Diagnostic<? extends JavaFileObject>> diagnostics = new ArrayList<>();
    Source source = new Source(0, code);
    return pool.getTask(
        null,
        files,
        diagnostics::add,
        List.of("-proc:none"),
        null,
        List.of(source),
        task -> parse((JavacTaskImpl) task, source, diagnostics));
  }

  private static Completeness parse(
      JavacTaskImpl task, Source source, List<Diagnostic<? extends JavaFileObject>> diagnostics) {
    CellParser.Factory parser = CellParser.Factory.of(task.getContext());
    parser.parseInto(new CellUnit(source, "In0", new Scope(List.of()), Map.of(), Set.of()));
    try {
      task.parse().forEach(unit -> {});
    } finally {
      parser.parseInto(null);
    }
    return diagnostics.stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .findFirst()
        .map(first -> judge(first, task.getContext(), source))
        .orElseGet(() -> new Completeness("complete", null));
  }

  private static Completeness judge(
      Diagnostic<? extends JavaFileObject> first, Context context, Source source) {
    if (!isUnfinished(first.getCode(), source.text())) {
      return new Completeness("invalid", null);
    }
    return new Completeness("incomplete", INDENT.repeat(openBraces(context, source.text())));
  }

  private static boolean isUnfinished(String error, String text) {
    return error.equals("compiler.err.illegal.text.block.open")
        ? text.strip().endsWith("\"\"\"")
        : UNFINISHED.contains(error);
  }

  private static int openBraces(Context context, String text) {
    var scanner = ScannerFactory.instance(context).newScanner(text, false);
    int open = 0;
    scanner.nextToken();
    while (scanner.token().kind != TokenKind.EOF) {
      TokenKind kind = scanner.token().kind;
      open += kind == TokenKind.LBRACE ? 1 : kind == TokenKind.RBRACE ? -1 : 0;
      scanner.nextToken();
    }
    return Math.max(open, 0);
  }
}
