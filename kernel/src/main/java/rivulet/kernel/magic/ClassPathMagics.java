package rivulet.kernel.magic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// Jars and folders of the user's own.
final class ClassPathMagics {
  private final MagicSession session;
  private final SessionLibraries libraries;

  ClassPathMagics(MagicSession session, SessionLibraries libraries) {
    this.session = session;
    this.libraries = libraries;
  }

  List<Magic> all() {
    return List.of(
        Magic.line(
            "jars",
            "GLOB …",
            "Adds jars; the value is the list of them.",
            call -> add("%jars", call.words(), false)),
        Magic.line(
            "jar",
            "FILE-OR-FOLDER …",
            "Adds jars, or all jars of a folder.",
            call -> jars(call.words())),
        Magic.cell(
            "jars jar", "", "Adds the jars of the cell, one a line.", call -> jars(lines(call))),
        Magic.line(
            "classpath",
            "[GLOB … | add jar FILE | add mvn LIBRARY | add dynamic JAVA | config resolver NAME URL]",
            "Adds jars and folders; without arguments it lists the libraries.",
            this::classPath));
  }

  private static List<String> lines(Call call) {
    return call.cell().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /// @return all that match, whether they were there before or not, as IJava does
  private List<String> add(String magic, List<String> globs, boolean folders) {
    List<Path> found = new ArrayList<>();
    for (String glob : globs) {
      List<Path> paths =
          Globs.paths(glob).stream()
              .filter(path -> folders || Files.isRegularFile(path))
              .map(path -> path.toAbsolutePath().normalize())
              .toList();
      if (paths.isEmpty()) {
        System.err.println(magic + ": nothing matches " + glob);
      }
      found.addAll(paths);
    }
    libraries.addFiles(found);
    return found.stream().map(Path::toString).toList();
  }

  private @Nullable Object jars(List<String> words) {
    List<String> globs = new ArrayList<>();
    for (String word : words) {
      boolean folder = Files.isDirectory(Path.of(word));
      globs.add(folder ? word.replaceFirst("/*$", "/*.jar") : word);
    }
    add("%jar", globs, false);
    return null;
  }

  private @Nullable Object classPath(Call call) throws Exception {
    List<String> words = call.words();
    String verb = words.isEmpty() ? "" : words.getFirst();
    return switch (verb) {
      case "" -> session.classPath().entries().stream().map(Path::toString).toList();
      case "add" -> beakerAdd(words.subList(1, words.size()), call.text());
      case "config" -> beakerConfigure(words.subList(1, words.size()));
      default -> add("%classpath", words, true);
    };
  }

  /// `add mvn G A V`, `add mvn G:A:V`, `add jar PATH`, `add dynamic JAVA`.
  private @Nullable Object beakerAdd(List<String> words, String text) throws Exception {
    String kind = words.isEmpty() ? "" : words.getFirst();
    List<String> arguments = words.isEmpty() ? words : words.subList(1, words.size());
    switch (kind) {
      case "mvn" -> {
        boolean apart = arguments.size() > 1 && arguments.getFirst().indexOf(':') < 0;
        List<String> coordinates = apart ? List.of(String.join(":", arguments)) : arguments;
        libraries.add(Wanted.of(coordinates, List.of(), false));
      }
      case "jar" -> add("%classpath add jar", arguments, true);
      case "dynamic" ->
          add("%classpath add dynamic", paths(session.eval(text.split("dynamic", 2)[1])), true);
      default -> throw new WrongUse("add takes mvn, jar or dynamic");
    }
    return null;
  }

  private static List<String> paths(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case Collection<?> all -> all.stream().map(String::valueOf).toList();
      case Object[] all -> List.of(all).stream().map(String::valueOf).toList();
      default -> List.of(value.toString());
    };
  }

  private @Nullable Object beakerConfigure(List<String> words) {
    if (words.size() != 3 || !words.getFirst().equals("resolver")) {
      throw new WrongUse("config takes: resolver NAME URL");
    }
    libraries.maven().add(Maven.repository(words.get(1), words.get(2)));
    return null;
  }
}
