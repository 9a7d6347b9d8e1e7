package org.rapaio.jupyter.kernel.global;

import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Display;
import rivulet.kernel.magic.Functions;

/// The functions that Rapaio's kernel gives its cells, under the name that notebooks import.
public final class Global {
  private static final Options OPTIONS = new Options();

  private Global() {}

  /// What shows values.
  public static DisplaySystem displaySystem() {
    return DisplaySystem.inst();
  }

  /// Options by name.
  public static Options options() {
    return OPTIONS;
  }

  /// Shows a value; as [Display#display(Object)].
  public static String display(@Nullable Object value) {
    return Display.display(value);
  }

  /// Shows a value in a form; as [Display#display(String, Object)].
  public static String display(String type, @Nullable Object value) {
    return Display.display(type, value);
  }

  /// Replaces what was shown; as [Display#updateDisplay(String, Object)].
  public static void updateDisplay(String id, @Nullable Object value) {
    Display.updateDisplay(id, value);
  }

  /// Replaces what was shown; as [Display#updateDisplay(String, String, Object)].
  public static void updateDisplay(String id, String type, @Nullable Object value) {
    Display.updateDisplay(id, type, value);
  }

  /// Runs a text as a cell.
  ///
  /// @return its value; null if it has none
  public static @Nullable Object eval(String code) {
    return Functions.eval(code);
  }
}
