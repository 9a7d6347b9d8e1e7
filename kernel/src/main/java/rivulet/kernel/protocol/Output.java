package rivulet.kernel.protocol;

import java.util.List;
import java.util.Map;

/// What the kernel publishes on iopub.
public interface Output {
  /// `status`: `starting`, `busy` or `idle`.
  record Status(String executionState) implements Content {}

  /// `stream`: text of `stdout` or `stderr`.
  record Stream(String name, String text) implements Content {}

  /// `execute_input`: the cell that starts now.
  record ExecuteInput(String code, int executionCount) implements Content {}

  /// `execute_result`: the value of a cell.
  record ExecuteResult(int executionCount, Map<String, Object> data, Map<String, Object> metadata)
      implements Content {}

  /// `display_data`: something shown; `transient` has its `display_id`.
  record DisplayData(
      Map<String, Object> data, Map<String, Object> metadata, Map<String, Object> transientData)
      implements Content {}

  /// `update_display_data`: the new form of what was shown under a `display_id`.
  record UpdateDisplayData(
      Map<String, Object> data, Map<String, Object> metadata, Map<String, Object> transientData)
      implements Content {}

  /// `error`: how a cell failed.
  record Failure(String ename, String evalue, List<String> traceback) implements Content {}

  /// `clear_output`: at once, or with the next output.
  record ClearOutput(boolean waitForNext) implements Content {}

  /// `iopub_welcome`: a subscription has arrived.
  record Welcome(String subscription) implements Content {}
}
