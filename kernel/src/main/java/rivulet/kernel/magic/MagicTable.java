package rivulet.kernel.magic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import rivulet.kernel.session.Magic;

/// The magics of a session by name, in lower case. One that is added takes the place of another of
/// its name.
final class MagicTable {
  private static final int WIDTH = 100;

  private final Map<String, Magic> lines = new ConcurrentSkipListMap<>();
  private final Map<String, Magic> cells = new ConcurrentSkipListMap<>();

  void add(Magic magic) {
    for (String name : magic.names()) {
      String key = key(name);
      if (magic.kind().allows(false)) {
        lines.put(key, magic);
      }
      if (magic.kind().allows(true)) {
        cells.put(key, magic);
      }
    }
  }

  /// Whether there is a magic of this name, in a line or before a cell.
  boolean has(String name, boolean cell) {
    return of(cell).containsKey(key(name));
  }

  /// The magic of this name.
  ///
  /// @throws WrongUse if there is none, with the one that may be meant
  Magic find(String name, boolean cell) {
    Magic magic = of(cell).get(key(name));
    if (magic == null) {
      throw new WrongUse(unknown(name, cell));
    }
    return magic;
  }

  /// Each magic once, by its first name.
  List<Magic> all() {
    Map<String, Magic> all = new TreeMap<>();
    lines.values().forEach(magic -> all.put(magic.names().getFirst(), magic));
    cells.forEach((name, magic) -> {
      String first = magic.names().getFirst();
      all.put(magic.equals(all.get(first)) ? first : "%" + first, magic);
    });
    return all.values().stream()
        .sorted(Comparator.comparing(magic -> magic.names().getFirst()))
        .toList();
  }

  /// How all of them are used.
  String help() {
    return "A magic stands at the start of a line, or with %% at the head of a cell:\n\n"
        + all().stream().map(MagicTable::described).collect(Collectors.joining("\n"))
        + "\n\n!COMMAND runs a shell command, ?NAME tells about a name.";
  }

  /// How a magic is used and what it does.
  static String described(Magic magic) {
    String mark = magic.kind() == Magic.Kind.CELL ? "%%" : "%";
    String names =
        magic.names().stream().map(name -> mark + name).collect(Collectors.joining(", "));
    String both =
        magic.kind() == Magic.Kind.BOTH ? " (and %%" + magic.names().getFirst() + ")" : "";
    String usage = magic.usage().isEmpty() ? "" : " " + magic.usage();
    return names + usage + both + "\n    " + magic.summary();
  }

  /// All names of one kind, in lines.
  String names(boolean cell) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String key : of(cell).keySet()) {
      String name = (cell ? "%%" : "%") + spelled(key, cell);
      boolean fits = column + name.length() < WIDTH;
      text.append(column == 0 ? "" : fits ? "  " : "\n").append(name);
      column = (fits ? column + 2 : 0) + name.length();
    }
    return text.toString();
  }

  private Map<String, Magic> of(boolean cell) {
    return cell ? cells : lines;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private String unknown(String name, boolean cell) {
    String mark = cell ? "%%" : "%";
    Optional<String> advice = OtherKernels.advice(mark + name);
    if (advice.isPresent()) {
      return advice.get();
    }
    String head = "there is no magic " + mark + name;
    if (has(name, !cell)) {
      return head + ", but there is " + (cell ? "%" : "%%") + name + suggestion(cell);
    }
    return near(name, cell)
        .or(() -> near(name, !cell))
        .map(near -> head + "; did you mean " + near + "?")
        .orElse(head + "; %lsmagic lists them");
  }

  private String suggestion(boolean cell) {
    return cell
        ? ": it takes one line, not a cell"
        : ": it stands in a cell's first line, and the cell below is what it works on";
  }

  private Optional<String> near(String name, boolean cell) {
    List<String> names = new ArrayList<>(of(cell).keySet());
    return names.stream()
        .filter(known -> Spelling.distance(known, key(name)) <= 1 + name.length() / 4)
        .min(Comparator.comparingInt(known -> Spelling.distance(known, key(name))))
        .map(known -> (cell ? "%%" : "%") + spelled(known, cell));
  }

  /// As the magic itself writes its name.
  private String spelled(String key, boolean cell) {
    return find(key, cell).names().stream()
        .filter(name -> key(name).equals(key))
        .findFirst()
        .orElse(key);
  }
}
