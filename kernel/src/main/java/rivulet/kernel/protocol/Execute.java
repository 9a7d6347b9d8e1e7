package rivulet.kernel.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `execute_request` and its reply.
public interface Execute {
  /// `execute_request`. The components are the fields as they came; the methods know the defaults.
  record Request(
      String code,
      boolean silent,
      @Nullable Boolean storeHistory,
      @Nullable Map<String, String> userExpressions,
      @Nullable Boolean allowStdin,
      @Nullable Boolean stopOnError)
      implements Content {
    /// Refuses a request without code.
    public Request {
      if (code == null) {
        throw new IllegalArgumentException("execute_request has no code");
      }
    }

    /// The request that a client's cell makes.
    public static Request of(String code) {
      return new Request(code, false, true, Map.of(), false, true);
    }

    /// Whether the cell counts; a silent one never does.
    public boolean storesHistory() {
      return !silent && !Boolean.FALSE.equals(storeHistory);
    }

    /// What to evaluate after the cell, by name.
    public Map<String, String> expressions() {
      return userExpressions == null ? Map.of() : userExpressions;
    }

    /// Whether the client answers `input_request`.
    public boolean allowsStdin() {
      return !Boolean.FALSE.equals(allowStdin);
    }

    /// Whether an error drops the requests that wait behind this one.
    public boolean stopsOnError() {
      return !Boolean.FALSE.equals(stopOnError);
    }
  }

  /// `execute_reply`: `ok` with payload and user expressions, `error` with name, value and
  /// traceback, `aborted` with neither.
  record Reply(
      String status,
      int executionCount,
      @Nullable List<Map<String, Object>> payload,
      @Nullable Map<String, Object> userExpressions,
      @Nullable String ename,
      @Nullable String evalue,
      @Nullable List<String> traceback)
      implements Content {
    /// The cell ran to its end.
    public static Reply ok(
        int count, List<Map<String, Object>> payload, Map<String, Object> userExpressions) {
      return new Reply("ok", count, payload, userExpressions, null, null, null);
    }

    /// The cell failed.
    public static Reply error(int count, String name, String value, List<String> traceback) {
      return new Reply("error", count, null, null, name, value, traceback);
    }

    /// The cell was dropped, because one before it failed.
    public static Reply aborted(int count) {
      return new Reply("aborted", count, null, null, null, null, null);
    }
  }
}
