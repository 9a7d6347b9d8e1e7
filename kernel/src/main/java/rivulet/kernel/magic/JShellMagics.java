package rivulet.kernel.magic;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.CellContext;
import rivulet.kernel.session.Definitions;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;
import rivulet.kernel.session.PastCells;
import rivulet.kernel.session.PastCells.PastCell;

/// JShell's commands that list things. Their names may be cut short, as there.
final class JShellMagics {
  private static final List<String> COMMANDS =
      List.of("/vars", "/methods", "/types", "/imports", "/list", "/history");
  private static final String USAGE =
      "/vars [NAME …] | /methods [NAME …] | /types [NAME …] | /imports"
          + " | /list [-all | RANGE …] | /history [-all]";

  private final MagicSession session;

  JShellMagics(MagicSession session) {
    this.session = session;
  }

  List<Magic> all() {
    return List.of(
        Magic.line("jshell", USAGE, "Lists what the session has defined, or run.", this::run));
  }

  private @Nullable Object run(Call call) {
    List<String> words = call.words();
    String wish = words.isEmpty() ? "" : words.getFirst();
    List<String> command =
        COMMANDS.stream().filter(name -> wish.length() > 1 && name.startsWith(wish)).toList();
    if (command.size() != 1) {
      throw new WrongUse("%jshell takes " + USAGE + ", but got: " + call.text());
    }
    List<String> rest = words.subList(1, words.size());
    String text = text(command.getFirst(), rest).stripTrailing();
    if (!text.isEmpty()) {
      System.out.println(text);
    }
    return null;
  }

  private String text(String command, List<String> rest) {
    Definitions definitions = session.definitions();
    return switch (command) {
      case "/vars" ->
          VariableText.list(
              definitions.variables().stream()
                  .filter(variable -> isWanted(variable.name(), rest))
                  .toList());
      case "/methods" -> lines(definitions.methods(), rest);
      case "/types" -> lines(definitions.types(), rest);
      case "/imports" -> lines(definitions.imports(), List.of());
      case "/list" -> cells(rest.equals(List.of("-all")) ? List.of() : rest);
      default -> history(rest);
    };
  }

  private static String lines(List<String> all, List<String> names) {
    return all.stream()
        .filter(text -> isWanted(text.replaceFirst("\\(.*", "").replaceFirst(".* ", ""), names))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isWanted(String name, List<String> names) {
    return names.isEmpty() || names.contains(name) || names.contains("-all");
  }

  private static String cells(List<String> ranges) {
    PastCells past = CellContext.current().history();
    List<CellRange> wanted =
        ranges.isEmpty() ? List.of(CellRange.ALL) : ranges.stream().map(CellRange::of).toList();
    return numbered(wanted.stream().flatMap(range -> range.in(past).stream()).toList(), past);
  }

  private static String history(List<String> rest) {
    PastCells past = CellContext.current().history();
    return rest.equals(List.of("-all"))
        ? numbered(past.search("*", null, false), past)
        : cells(rest);
  }

  private static String numbered(List<PastCell> cells, PastCells past) {
    return HistoryMagics.text(cells, true, false, past);
  }
}
