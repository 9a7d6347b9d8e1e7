package rivulet.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rivulet.kernel.protocol.Complete;
import rivulet.kernel.protocol.Inspect;

/// Between the protocol's positions, which count code points, and the assistant's.
final class Help {
  private Help() {}

  static Complete.Reply complete(Assistant assistant, Complete.Request request) {
    String code = request.code();
    Assistant.Completions found = assistant.complete(code, cursor(code, request.cursorPos()));
    int start = code.codePointCount(0, found.start());
    int end = code.codePointCount(0, found.end());
    List<String> matches = found.matches().stream().map(Assistant.Match::text).toList();
    List<Map<String, Object>> types = new ArrayList<>();
    found.matches().forEach(match -> types.add(type(match, start, end)));
    return new Complete.Reply(
        "ok", matches, start, end, Map.of("_jupyter_types_experimental", types));
  }

  private static Map<String, Object> type(Assistant.Match match, int start, int end) {
    return Map.of(
        "start", start,
        "end", end,
        "text", match.text(),
        "type", match.kind(),
        "signature", match.signature());
  }

  static Inspect.Reply inspect(Assistant assistant, Inspect.Request request) {
    String code = request.code();
    int cursor = cursor(code, request.cursorPos());
    Map<String, Object> data = assistant.inspect(code, cursor, request.detailLevel() > 0);
    return data.isEmpty() ? Inspect.Reply.nothing() : new Inspect.Reply("ok", true, data, Map.of());
  }

  /// A place in the text; one that lies outside is moved to its nearer end.
  private static int cursor(String code, int codePoints) {
    int known = Math.clamp(codePoints, 0, code.codePointCount(0, code.length()));
    return code.offsetByCodePoints(0, known);
  }
}
