package rivulet.kernel.magic;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.CellContext;
import rivulet.kernel.session.Definitions.Variable;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// What there is in the session: variables, memory, cells, magics.
final class SessionMagics {
  private final MagicSession session;
  private final Environment environment;

  SessionMagics(MagicSession session, Environment environment) {
    this.session = session;
    this.environment = environment;
  }

  List<Magic> all() {
    return List.of(
        Magic.line("who", "[TYPE …]", "Lists the variables' names.", this::who),
        Magic.line(
            "whos", "[TYPE …]", "Lists the variables with their types and values.", this::whos),
        Magic.line(
            "who_ls",
            "[TYPE …]",
            "Gives the variables' names as a list.",
            call -> variables(call).stream().map(Variable::name).toList()),
        Magic.line(
            "pwd",
            "",
            "Gives the folder that paths start from.",
            call -> Path.of("").toAbsolutePath().toString()),
        Magic.line("mem", "", "Prints how much memory is in use.", call -> print(memory())),
        Magic.line(
            "env", "[NAME[=VALUE]]", "Lists, reads or sets variables of commands.", this::env),
        Magic.line(
            "reset",
            "[-f] [out]",
            "Forgets variables, methods, types and imports, -f without asking first; out: the"
                + " results that are kept.",
            this::reset),
        Magic.line(
            "help", "[MAGIC]", "Says what magics there are and how they are used.", this::help),
        Magic.line(
            "exit quit",
            "",
            "Ends the client, with the kernel if that is its own; exit alone is the same.",
            call -> leave()),
        Magic.line("lsmagic magics", "", "Lists the magics.", call -> print(names())));
  }

  private static @Nullable Object print(String text) {
    if (!text.isEmpty()) {
      System.out.println(text);
    }
    return null;
  }

  private static @Nullable Object leave() {
    CellContext.current().askExit(false);
    System.out.println(
        "The client is asked to end. A notebook stays; its kernel is shut down from its menu.");
    return null;
  }

  private List<Variable> variables(Call call) {
    List<String> types = call.words();
    List<Variable> all = session.definitions().variables();
    List<Variable> found =
        all.stream().filter(v -> types.isEmpty() || isOf(v.type(), types)).toList();
    if (found.isEmpty()) {
      System.out.println(
          all.isEmpty() ? "no variables" : "no variable of type " + String.join(", ", types));
    }
    return found;
  }

  /// A generic type is also meant by its name alone.
  private static boolean isOf(String type, List<String> wanted) {
    return wanted.contains(type) || wanted.contains(type.replaceFirst("<.*>", ""));
  }

  private @Nullable Object who(Call call) {
    List<Variable> variables = variables(call);
    return print(variables.stream().map(Variable::name).collect(Collectors.joining("  ")));
  }

  private @Nullable Object whos(Call call) {
    List<Variable> variables = variables(call);
    return variables.isEmpty() ? null : print(VariableText.table(variables));
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

  private @Nullable Object reset(Call call) throws IOException {
    List<String> words = new ArrayList<>(call.words());
    boolean isSure = words.remove("-f");
    words.remove("-s");
    if (words.equals(List.of("out"))) {
      CellContext.current().forgetResults();
    } else if (!words.isEmpty()) {
      throw new WrongUse("%reset takes -f, out or nothing, and got: " + call.text());
    } else if (isSure || isConfirmed()) {
      session.definitions().reset();
    } else {
      System.out.println("Nothing done.");
    }
    return null;
  }

  /// Whoever cannot be asked agrees, as with IPython.
  private static boolean isConfirmed() throws IOException {
    try {
      String answer = CellContext.current().readLine("Forget all variables? (y/[n]) ", false);
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private @Nullable Object help(Call call) {
    String wanted = call.text().replaceFirst("^%%?", "");
    if (!wanted.isEmpty()) {
      boolean cell = !session.table().has(wanted, false) && session.table().has(wanted, true);
      return print(MagicTable.described(session.table().find(wanted, cell)));
    }
    return print(session.table().help());
  }

  private String names() {
    return "On a line:\n"
        + session.table().names(false)
        + "\n\nBefore a cell:\n"
        + session.table().names(true);
  }
}
