package rivulet.kernel.magic;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Definitions;
import rivulet.kernel.session.Definitions.Variable;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// What there is in the session: variables, memory, cells, magics.
final class SessionMagics {
  private static final int VALUE_LENGTH = 60;

  private final MagicSession session;
  private final Environment environment;

  SessionMagics(MagicSession session, Environment environment) {
    this.session = session;
    this.environment = environment;
  }

  List<Magic> all() {
    return List.of(
        Magic.line("who whos", "", "Lists the variables.", call -> print(variables())),
        Magic.line("mem", "", "Prints how much memory is in use.", call -> print(memory())),
        Magic.line(
            "env", "[NAME[=VALUE]]", "Lists, reads or sets variables of commands.", this::env),
        Magic.line(
            "reset",
            "[out]",
            "Forgets variables, methods, types and imports; out: the results that are kept.",
            this::reset),
        Magic.line(
            "history hist", "[NUMBER | FROM-TO]", "Prints the session's cells.", this::history),
        Magic.line(
            "help", "[MAGIC]", "Says what magics there are and how they are used.", this::help),
        Magic.line(
            "exit quit",
            "",
            "Ends the client, with the kernel if that is its own; exit alone is the same.",
            call -> leave()),
        Magic.line("lsmagic magics", "", "Lists the magics.", call -> print(names())),
        Magic.line(
            "jshell",
            "/vars | /methods | /types | /imports | /list",
            "Lists what the session has defined.",
            this::jshell));
  }

  private static @Nullable Object print(String text) {
    if (!text.isEmpty()) {
      System.out.println(text);
    }
    return null;
  }

  private @Nullable Object leave() {
    session.surroundings().askExit();
    System.out.println(
        "The client is asked to end. A notebook stays; its kernel is shut down from its menu.");
    return null;
  }

  private String variables() {
    List<Variable> all = session.definitions().variables();
    int name = all.stream().mapToInt(v -> v.name().length()).max().orElse(0);
    int type = all.stream().mapToInt(v -> v.type().length()).max().orElse(0);
    return all.isEmpty()
        ? "no variables"
        : all.stream()
            .map(v -> padded(v.name(), name) + "  " + padded(v.type(), type) + "  " + value(v))
            .collect(Collectors.joining("\n"));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /// One line of the value; what a user's `toString` does is not ours to judge.
  private static String value(Variable variable) {
    String text;
    try {
      text = String.valueOf(variable.value()).replaceAll("\\s+", " ");
    } catch (RuntimeException e) {
      text = "<" + e + ">";
    }
    return text.length() > VALUE_LENGTH ? text.substring(0, VALUE_LENGTH - 1) + "…" : text;
  }

  private static String memory() {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    var other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    return String.format(
        Locale.ROOT,
        "heap: %,d MB in use of at most %,d MB; classes and code: %,d MB",
        heap.getUsed() >> 20,
        heap.getMax() >> 20,
        other.getUsed() >> 20);
  }

  private @Nullable Object env(Call call) {
    Map<String, String> all = environment.all();
    String text = call.text();
    int equals = text.indexOf('=');
    if (text.isEmpty()) {
      all.forEach((name, value) -> System.out.println(name + "=" + value));
    } else if (equals > 0) {
      all.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    } else {
      String value = all.get(text);
      if (value == null) {
        throw new WrongUse("there is no variable " + text);
      }
      return value;
    }
    return null;
  }

  private @Nullable Object reset(Call call) {
    List<String> words = new ArrayList<>(call.words());
    words.remove("-f");
    if (words.equals(List.of("out"))) {
      session.surroundings().forgetResults();
    } else if (words.isEmpty()) {
      session.definitions().reset();
    } else {
      throw new WrongUse("%reset takes nothing or out, and got: " + call.text());
    }
    return null;
  }

  private @Nullable Object history(Call call) {
    SortedMap<Integer, String> cells = session.history().cells();
    String range = call.text();
    if (!range.isEmpty()) {
      if (!range.matches("\\d{1,9}(-\\d{1,9})?")) {
        throw new WrongUse("%history takes the number of a cell, or FROM-TO, and got: " + range);
      }
      String[] ends = range.split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      int first = Math.min(Integer.parseInt(ends[0]), last);
      cells = cells.subMap(first, last + 1);
    }
    return print(
        cells.entrySet().stream()
            .map(cell -> cell.getKey() + ": " + cell.getValue())
            .collect(Collectors.joining("\n")));
  }

  private @Nullable Object help(Call call) {
    String wanted = call.text().replaceFirst("^%%?", "");
    if (!wanted.isEmpty()) {
      boolean cell = !session.table().has(wanted, false) && session.table().has(wanted, true);
      return print(described(session.table().find(wanted, cell)));
    }
    return print(
        "A magic stands at the start of a line, or with %% at the head of a cell:\n\n"
            + session.table().all().stream()
                .map(SessionMagics::described)
                .collect(Collectors.joining("\n"))
            + "\n\n!COMMAND runs a shell command, ?NAME tells about a name.");
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

  private String names() {
    return "Lines: " + names(false) + "\nCells: " + names(true);
  }

  private String names(boolean cell) {
    return session.table().all().stream()
        .filter(magic -> magic.kind().allows(cell))
        .map(magic -> (cell ? "%%" : "%") + magic.names().getFirst())
        .collect(Collectors.joining(" "));
  }

  private @Nullable Object jshell(Call call) {
    Definitions definitions = session.definitions();
    return print(
        switch (call.words().isEmpty() ? "" : call.words().getFirst()) {
          case "/vars" -> variables();
          case "/methods" -> String.join("\n", definitions.methods());
          case "/types" -> String.join("\n", definitions.types());
          case "/imports" -> String.join("\n", definitions.imports());
          case "/list" ->
              session.history().cells().entrySet().stream()
                  .map(cell -> cell.getKey() + ": " + cell.getValue())
                  .collect(Collectors.joining("\n"));
          default -> throw new WrongUse("%jshell takes /vars, /methods, /types, /imports or /list");
        });
  }
}
