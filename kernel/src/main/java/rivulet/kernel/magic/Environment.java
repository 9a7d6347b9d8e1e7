package rivulet.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The environment variables of a session. Those that this kernel reads go by the names of the
/// kernels that people come from: `RIVULET_CLASSPATH`, `IJAVA_CLASSPATH`, `JJAVA_CLASSPATH`,
/// `RJK_CLASSPATH`.
final class Environment {
  private static final List<String> KERNELS = List.of("RIVULET_", "IJAVA_", "JJAVA_", "RJK_");

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = new TreeMap<>(variables);
  }

  static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /// All variables, as the processes that the session starts have them.
  Map<String, String> all() {
    return variables;
  }

  @Nullable String get(String name) {
    return variables.get(name);
  }

  /// What is set of a variable of the kernel, by whichever name.
  List<String> ofKernel(String name) {
    List<String> found = new ArrayList<>();
    for (String kernel : KERNELS) {
      String value = variables.getOrDefault(kernel + name, "");
      if (!value.isBlank()) {
        found.add(value);
      }
    }
    return found;
  }
}
