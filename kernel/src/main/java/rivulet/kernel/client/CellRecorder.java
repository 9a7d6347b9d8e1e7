package rivulet.kernel.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import rivulet.kernel.protocol.Message;
import rivulet.kernel.protocol.Output;

/// Puts what a cell publishes into the notebook and before the user's eyes.
final class CellRecorder implements Consumer<Message> {
  private final NotebookCell cell;
  private final Map<String, List<JsonObject>> displays;
  private final Terminal terminal;
  private final StringBuilder open = new StringBuilder();
  private boolean clearFirst;

  /// What the user sees.
  ///
  /// @param out the cells' standard output and values
  /// @param err their standard error, and errors
  /// @param colors whether errors keep their colours
  record Terminal(PrintStream out, PrintStream err, boolean colors) {
    void error(String text) {
      err.println(colors ? text : text.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", ""));
    }
  }

  /// A recorder of one cell.
  ///
  /// @param displays what the notebook shows under each display id, over all its cells
  CellRecorder(NotebookCell cell, Map<String, List<JsonObject>> displays, Terminal terminal) {
    this.cell = cell;
    this.displays = displays;
    this.terminal = terminal;
  }

  @Override
  public void accept(Message message) {
    switch (message.content()) {
      case Output.ExecuteInput(var code, var count) -> cell.number(count);
      case Output.Stream stream -> stream(stream);
      case Output.ExecuteResult result -> result(result);
      case Output.DisplayData shown -> show(shown);
      case Output.UpdateDisplayData changed -> update(changed);
      case Output.ClearOutput(var waits) -> clear(waits);
      case Output.Failure failure -> failed(failure);
      default -> {
        // statuses and what no notebook holds
      }
    }
  }

  /// Adds an error of the runner's own.
  void failed(Output.Failure failure) {
    JsonObject output = output("error");
    output.addProperty("ename", failure.ename());
    output.addProperty("evalue", failure.evalue());
    JsonArray traceback = new JsonArray();
    failure.traceback().forEach(traceback::add);
    output.add("traceback", traceback);
    add(output);
    terminal.out().flush();
    terminal.error(
        failure.traceback().isEmpty()
            ? failure.ename() + ": " + failure.evalue()
            : String.join("\n", failure.traceback()));
  }

  private void stream(Output.Stream stream) {
    boolean error = stream.name().equals("stderr");
    (error ? terminal.err() : terminal.out()).print(stream.text());
    if (!continues(stream.name())) {
      JsonObject output = output("stream");
      output.addProperty("name", stream.name());
      add(output);
      open.setLength(0);
    }
    open.append(stream.text());
    last().add("text", Json.lines(open.toString()));
  }

  private void result(Output.ExecuteResult result) {
    JsonObject output = output("execute_result");
    output.addProperty("execution_count", result.executionCount());
    fill(output, result.data(), result.metadata());
    add(output);
    print(result.data());
  }

  private void show(Output.DisplayData shown) {
    JsonObject output = output("display_data");
    fill(output, shown.data(), shown.metadata());
    add(output);
    print(shown.data());
    if (shown.transientData() != null
        && shown.transientData().get("display_id") instanceof String id) {
      displays.computeIfAbsent(id, key -> new ArrayList<>()).add(output);
    }
  }

  private void update(Output.UpdateDisplayData changed) {
    Object id = changed.transientData().get("display_id");
    for (JsonObject output : displays.getOrDefault(String.valueOf(id), List.of())) {
      fill(output, changed.data(), changed.metadata());
    }
  }

  private void clear(boolean waits) {
    clearFirst = waits;
    if (!waits) {
      cell.outputs().asList().clear();
    }
  }

  private void print(Map<String, Object> data) {
    if (data.get("text/plain") instanceof String text && !text.isEmpty()) {
      terminal.out().println(text);
    }
  }

  private void add(JsonObject output) {
    if (clearFirst) {
      clear(false);
    }
    cell.outputs().add(output);
  }

  private boolean continues(String name) {
    JsonArray outputs = cell.outputs();
    return !clearFirst
        && !outputs.isEmpty()
        && last().has("name")
        && Json.isText(last().get("name"), name);
  }

  private JsonObject last() {
    JsonArray outputs = cell.outputs();
    return outputs.get(outputs.size() - 1).getAsJsonObject();
  }

  private static JsonObject output(String type) {
    JsonObject output = new JsonObject();
    output.addProperty("output_type", type);
    return output;
  }

  private static void fill(
      JsonObject output, Map<String, Object> data, Map<String, Object> metadata) {
    output.add("data", Json.bundle(data));
    output.add("metadata", Json.of(metadata));
  }
}
