package rivulet.kernel.session;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the client is to do when a cell has ended; of each kind the latest counts.
final class Payload {
  private final Map<String, Map<String, Object>> items = new LinkedHashMap<>();

  void page(DisplayData text) {
    put("page", Map.of("source", "page", "data", Bundle.of(text).data(), "start", 0));
  }

  void setNextInput(String text, boolean replace) {
    put("set_next_input", Map.of("source", "set_next_input", "text", text, "replace", replace));
  }

  void askExit(boolean keepKernel) {
    put("ask_exit", Map.of("source", "ask_exit", "keepkernel", keepKernel));
  }

  synchronized List<Map<String, Object>> items() {
    return new ArrayList<>(items.values());
  }

  private synchronized void put(String source, Map<String, Object> item) {
    items.put(source, item);
  }
}
