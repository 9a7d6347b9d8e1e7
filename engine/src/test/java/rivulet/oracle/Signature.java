package rivulet.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// PyTorch's names of an op's arguments in PyTorch's order, as `input, dim?, *size`: `?` marks what
/// may be left out, `*` what gathers the remaining positional arguments unless one list stands
/// there; what stands behind a `;` is given by name only.
record Signature(List<String> names, int positions, Set<String> optional, @Nullable String rest) {
  /// Means nothing here: there is one device, and one memory layout.
  private static final Set<String> IGNORED = Set.of("device", "layout", "memory_format");

  static Signature of(String text) {
    List<String> names = new ArrayList<>();
    Set<String> optional = new HashSet<>();
    String rest = null;
    String positional = text.split(";", 2)[0];
    int positions = positional.split(", ", -1).length;
    for (String word : text.split("[,;] ", -1)) {
      String name = word.replaceAll("[?*]", "");
      names.add(name);
      if (word.endsWith("?")) {
        optional.add(name);
      }
      if (word.startsWith("*")) {
        rest = name;
      }
    }
    return new Signature(names, positions, optional, rest);
  }

  /// The alternatives of `text`, separated by `|`.
  static List<Signature> all(String text) {
    return Arrays.stream(text.split(" \\| ")).map(Signature::of).toList();
  }

  /// The arguments by name, or null where they are not those of this signature.
  @Nullable Arguments bind(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
    Map<String, @Nullable Object> bound = new HashMap<>();
    List<@Nullable Object> positional = gathered(args);
    if (positional.size() > positions) {
      return null;
    }
    for (int i = 0; i < positional.size(); i++) {
      bound.put(names.get(i), positional.get(i));
    }
    for (var entry : kwargs.entrySet()) {
      if (!IGNORED.contains(entry.getKey()) && !bindNamed(bound, entry)) {
        return null;
      }
    }
    return bound.keySet().containsAll(required()) ? new Arguments(bound) : null;
  }

  private boolean bindNamed(
      Map<String, @Nullable Object> bound, Map.Entry<String, @Nullable Object> entry) {
    String name = entry.getKey();
    if (!names.contains(name) || bound.containsKey(name)) {
      return false;
    }
    bound.put(name, entry.getValue());
    return true;
  }

  private List<String> required() {
    return names.stream().filter(name -> !optional.contains(name)).toList();
  }

  private List<@Nullable Object> gathered(List<@Nullable Object> args) {
    int at = rest == null ? args.size() : names.indexOf(rest);
    if (args.size() <= at || args.get(at) instanceof List) {
      return args;
    }
    List<@Nullable Object> positional = new ArrayList<>(args.subList(0, at));
    positional.add(new ArrayList<>(args.subList(at, args.size())));
    return positional;
  }
}
