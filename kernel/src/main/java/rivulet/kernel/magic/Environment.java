package rivulet.kernel.magic;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The environment variables of a session. Those that this kernel reads go by the names of the
/// kernels that people come from: `RIVULET_CLASSPATH`, `IJAVA_CLASSPATH`, `JJAVA_CLASSPATH`,
/// `RJK_CLASSPATH`.
public final class Environment {
  private static final List<String> KERNELS = List.of("RIVULET_", "IJAVA_", "JJAVA_", "RJK_");

  private final Map<String, String> variables;

  Environment(Map<String, String> variables) {
    this.variables = new TreeMap<>(variables);
  }

  /// The variables that this process was started with.
  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /// All variables, as the processes that the session starts have them.
  Map<String, String> all() {
    return variables;
  }

  /// What is set of a variable of the kernel, by the names that it is set under.
  SequencedMap<String, String> ofKernel(String name) {
    SequencedMap<String, String> found = new LinkedHashMap<>();
    for (String kernel : KERNELS) {
      String value = variables.getOrDefault(kernel + name, "");
      if (!value.isBlank()) {
        found.put(kernel + name, value);
      }
    }
    return found;
  }

  /// The options of `RIVULET_COMPILER_OPTS` and its like, for the compiler of cells.
  public List<String> compilerOptions() {
    SequencedMap<String, String> found = ofKernel("COMPILER_OPTS");
    found.putAll(ofKernel("COMPILER_OPTIONS"));
    return found.values().stream()
        .flatMap(options -> Arrays.stream(options.strip().split("\\s+", -1)))
        .toList();
  }

  /// Whether extensions in the libraries that cells add are installed.
  boolean loadsExtensions() {
    return ofKernel("LOAD_EXTENSIONS").values().stream()
        .noneMatch(value -> value.equals("0") || value.equalsIgnoreCase("false"));
  }
}
