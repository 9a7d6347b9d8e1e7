package rivulet.kernel.session;

import java.util.List;
import rivulet.kernel.display.Values;

/// What a session knows of its language.
///
/// @param interpreter what runs cells
/// @param values how their values are shown
/// @param assistant what helps while they are typed
public record Language(Interpreter interpreter, Values values, Assistant assistant) {
  /// A language whose values are shown as its extensions say.
  public static Language of(
      List<Extension> extensions, Interpreter interpreter, Assistant assistant) {
    Values values = new Values();
    extensions.forEach(extension -> extension.register(values.renderer()));
    return new Language(interpreter, values, assistant);
  }
}
