package org.rapaio.jupyter.kernel.global;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Display;

/// Shows values, as cells of Rapaio's kernel ask for it.
public final class DisplaySystem {
  private static final DisplaySystem INSTANCE = new DisplaySystem();

  private DisplaySystem() {}

  /// The only one.
  public static DisplaySystem inst() {
    return INSTANCE;
  }

  /// A value as it would be shown.
  public DisplayData render(@Nullable Object value) {
    return Display.render(value);
  }

  /// A value as it would be shown in a form.
  ///
  /// @param type a MIME type or a short name; null for what suits the value best
  public DisplayData render(@Nullable String type, @Nullable Object value) {
    return type == null || type.isBlank() ? Display.render(value) : Display.render(type, value);
  }

  /// Not here: display providers are written against classes of Rapaio's kernel.
  ///
  /// @throws UnsupportedOperationException with what to call instead
  @SuppressWarnings("DoNotCallSuggester") // it is for code that was written elsewhere
  public void refreshSpiDisplayHandlers() {
    throw new UnsupportedOperationException(
        "this kernel knows no display providers of Rapaio's; register a type's display with"
            + " kernel().getRenderer().createRegistration(TYPE)");
  }
}
