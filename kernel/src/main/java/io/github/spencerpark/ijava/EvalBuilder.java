package io.github.spencerpark.ijava;

import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Display;
import rivulet.kernel.magic.Functions;

/// A text to be run, as JJava's `kernel().evalBuilder(code)` has it.
public final class EvalBuilder {
  private final String code;
  private boolean rendered;

  EvalBuilder(String code) {
    this.code = code;
  }

  /// Magics in the text are run; here they always are.
  public EvalBuilder resolveMagics() {
    return this;
  }

  /// The value is given as it would be shown.
  public EvalBuilder renderResults() {
    rendered = true;
    return this;
  }

  /// Runs the text as a cell.
  ///
  /// @return its value; null if it has none
  public @Nullable Object eval() {
    Object value = Functions.eval(code);
    return rendered && value != null ? Display.render(value) : value;
  }
}
