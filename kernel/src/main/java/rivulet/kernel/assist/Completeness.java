package rivulet.kernel.assist;

import java.util.Set;
import java.util.regex.Pattern;
import rivulet.kernel.cell.Sketches;
import rivulet.kernel.session.Assistant;

/// Whether a text is a whole cell, and how far to indent the next line of one that is not.
final class Completeness {
  private static final Set<String> UNFINISHED =
      Set.of(
          "compiler.err.premature.eof",
          "compiler.err.unclosed.comment",
          "compiler.err.unclosed.text.block");
  private static final Pattern QUESTION =
      Pattern.compile("\\s*(\\?{1,2}\\s*[\\w.%]+|[\\w.%]+\\s*\\?{1,2})\\s*");

  private final Sketches sketches;
  private final MagicWords magics;

  Completeness(Sketches sketches, MagicWords magics) {
    this.sketches = sketches;
    this.magics = magics;
  }

  Assistant.Judgement of(String code) {
    Layout layout = new Layout(code, magics.cellsOfJava());
    if (layout.isCellMagic()) {
      return cellMagic(layout);
    }
    String error = QUESTION.matcher(code).matches() ? null : sketches.syntaxError(layout.java());
    if (error == null) {
      return new Assistant.Judgement("complete", null);
    }
    if (error.equals(Sketches.UNKNOWN)) {
      return new Assistant.Judgement("unknown", null);
    }
    return isUnfinished(error, code)
        ? incomplete(layout)
        : new Assistant.Judgement("invalid", null);
  }

  /// As in IPython, an empty line ends it.
  private static Assistant.Judgement cellMagic(Layout layout) {
    String text = layout.text();
    boolean ended = text.substring(text.lastIndexOf('\n') + 1).isBlank() && text.contains("\n");
    return ended ? new Assistant.Judgement("complete", null) : incomplete(layout);
  }

  private static Assistant.Judgement incomplete(Layout layout) {
    return new Assistant.Judgement("incomplete", new Indentation(layout).ofNextLine());
  }

  private static boolean isUnfinished(String error, String text) {
    return error.equals("compiler.err.illegal.text.block.open")
        ? text.strip().endsWith("\"\"\"")
        : UNFINISHED.contains(error);
  }
}
