package rivulet.kernel.client;

import java.util.List;
import java.util.Map;
import rivulet.kernel.session.Assistant;

/// Help with the toy language: it completes any word by an exclamation mark.
public final class ScriptedAssistant implements Assistant {
  @Override
  public Completions complete(String code, int cursor) {
    int start = code.lastIndexOf(' ', cursor - 1) + 1;
    String word = code.substring(start, cursor);
    return new Completions(start, cursor, List.of(new Match(word + "!", "function", "say it")));
  }

  @Override
  public Map<String, Object> inspect(String code, int cursor, boolean detailed) {
    return code.startsWith("?")
        ? Map.of()
        : Map.of("text/plain", code.substring(0, cursor) + (detailed ? " in detail" : ""));
  }

  @Override
  public Judgement isComplete(String code) {
    return code.endsWith("{") ? new Judgement("incomplete", "  ") : new Judgement("complete", null);
  }
}
