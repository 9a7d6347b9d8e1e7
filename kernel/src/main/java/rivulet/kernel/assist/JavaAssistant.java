package rivulet.kernel.assist;

import java.util.Map;
import rivulet.kernel.cell.Sketches;
import rivulet.kernel.session.Assistant;
import rivulet.kernel.session.MagicGuide;

/// Help with cells of Java and their magics.
public final class JavaAssistant implements Assistant {
  private final Completer completer;
  private final Inspector inspector;
  private final Completeness completeness;

  /// @param sketches understands what is typed
  /// @param guide names the magics
  public JavaAssistant(Sketches sketches, MagicGuide guide) {
    MagicWords magics = new MagicWords(guide);
    TypeNames types = new TypeNames(sketches::classPath);
    completer = new Completer(sketches, types, magics);
    inspector = new Inspector(sketches, types, magics);
    completeness = new Completeness(sketches, magics);
  }

  @Override
  public Completions complete(String code, int cursor) {
    return completer.complete(code, cursor);
  }

  @Override
  public Map<String, Object> inspect(String code, int cursor, boolean detailed) {
    return inspector.inspect(code, cursor, detailed);
  }

  @Override
  public Assistant.Judgement isComplete(String code) {
    return completeness.of(code);
  }
}
