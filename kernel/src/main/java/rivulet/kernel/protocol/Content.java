package rivulet.kernel.protocol;

import java.util.List;
import java.util.Map;

/// What a message says, apart from its envelope: one record a message type, its components the
/// specification's fields in camelCase. [MessageTypes] gives each its name.
public interface Content {
  /// A message of a type that is not in the table; kept whole.
  record Unknown(Map<String, Object> fields) implements Content {}

  /// The reply to any request that failed.
  record Failed(String status, String ename, String evalue, List<String> traceback)
      implements Content {
    /// A failure with status `error`.
    public Failed(String ename, String evalue) {
      this("error", ename, evalue, List.of());
    }
  }
}
