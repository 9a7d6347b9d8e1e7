package rivulet.kernel.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// What cells call to ask the person at the client: `import static
/// rivulet.kernel.session.Prompt.*`.
public final class Prompt {
  private Prompt() {}

  /// Asks for a line.
  ///
  /// @param prompt what the client shows before the line
  /// @return the line without its end; null at the end of input
  /// @throws UncheckedIOException if the cell is interrupted
  /// @throws IllegalStateException if the client takes no input
  public static @Nullable String input(String prompt) {
    return ask(prompt, false);
  }

  /// Asks for a line without a prompt.
  public static @Nullable String input() {
    return ask("", false);
  }

  /// Asks for a line that the client hides, otherwise like [#input(String)].
  public static @Nullable String password(String prompt) {
    return ask(prompt, true);
  }

  private static @Nullable String ask(String prompt, boolean password) {
    try {
      return CellContext.current().readLine(prompt, password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
