package rivulet.kernel.magic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// Libraries from Maven's repositories, as IJava and JJava spell it.
final class MavenMagics {
  private static final Set<String> SCOPES = Set.of("compile", "runtime", "provided", "system");

  private final SessionLibraries libraries;

  MavenMagics(SessionLibraries libraries) {
    this.libraries = libraries;
  }

  List<Magic> all() {
    return List.of(
        Magic.line(
            "maven addMavenDependency addMavenDependencies",
            "GROUP:ARTIFACT[:PACKAGING[:CLASSIFIER]]:VERSION … [--from=REPOSITORY] [-o] [-v]",
            "Adds libraries, and what they need, from Maven's repositories; -o: offline.",
            this::maven),
        Magic.line(
            "mavenRepo addMavenRepo",
            "ID URL",
            "Adds a repository to look for libraries in.",
            this::repository),
        Magic.cell(
            "loadFromPOM pom",
            "[SCOPE …] [-o] [-v]",
            "Adds the libraries of a POM, or of a part of one, that is the cell.",
            this::cellPom),
        Magic.line(
            "loadFromPOM pom",
            "FILE [SCOPE …] [-o] [-v]",
            "Adds the libraries of a POM file.",
            this::filePom));
  }

  /// The words of a line, without its options.
  private record Options(
      List<String> words, List<RemoteRepository> from, boolean offline, boolean verbose) {
    static Options of(Call call) {
      List<String> words = new ArrayList<>();
      List<RemoteRepository> from = new ArrayList<>();
      boolean offline = false;
      boolean verbose = false;
      for (Iterator<String> all = call.words().iterator(); all.hasNext(); ) {
        String word = all.next();
        switch (word) {
          case "-o", "--offline" -> offline = true;
          case "-v", "--verbose" -> verbose = true;
          case "-f", "--from", "--repo" -> from.add(given(all.hasNext() ? all.next() : ""));
          default -> {
            if (word.startsWith("--from=") || word.startsWith("--repo=")) {
              from.add(given(word.substring(word.indexOf('=') + 1)));
            } else {
              words.add(word);
            }
          }
        }
      }
      return new Options(words, from, offline, verbose);
    }

    private static RemoteRepository given(String url) {
      if (url.isEmpty()) {
        throw new WrongUse("--from needs the URL of a repository");
      }
      return Maven.repository("from-" + Integer.toHexString(url.hashCode()), url);
    }
  }

  private @Nullable Object maven(Call call) throws Exception {
    Options options = Options.of(call);
    if (options.words().isEmpty()) {
      throw new WrongUse("%maven needs libraries: %maven GROUP:ARTIFACT:VERSION");
    }
    add(Wanted.of(options.words(), options.from(), options.offline()), options);
    return null;
  }

  private void add(Wanted wanted, Options options) throws Exception {
    List<Artifact> added = libraries.add(wanted);
    if (options.verbose()) {
      added.forEach(artifact -> System.err.println("added " + artifact));
    }
  }

  private @Nullable Object repository(Call call) {
    if (call.words().size() != 2) {
      throw new WrongUse("%mavenRepo needs a name and a URL: %mavenRepo ID URL");
    }
    libraries.maven().add(Maven.repository(call.words().getFirst(), call.words().getLast()));
    return null;
  }

  private @Nullable Object cellPom(Call call) throws Exception {
    Options options = Options.of(call);
    Path file = Files.createTempFile("rivulet", ".pom");
    try {
      Files.writeString(file, Pom.whole(call.cell()));
      load(file, options, options.words());
    } finally {
      Files.delete(file);
    }
    return null;
  }

  private @Nullable Object filePom(Call call) throws Exception {
    Options options = Options.of(call);
    if (options.words().isEmpty()) {
      throw new WrongUse("%loadFromPOM needs a file: %loadFromPOM FILE");
    }
    Path file = Path.of(options.words().getFirst());
    if (!Files.isRegularFile(file)) {
      throw new WrongUse("no such file: " + file.toAbsolutePath().normalize());
    }
    load(file.toAbsolutePath(), options, options.words().subList(1, options.words().size()));
    return null;
  }

  /// @param scopes those that are asked for; none for all but `test`
  private void load(Path pom, Options options, List<String> scopes) throws Exception {
    ArtifactDescriptorResult asked = libraries.maven().read(pom);
    List<Dependency> roots = new ArrayList<>();
    Set<String> left = new TreeSet<>();
    for (Dependency dependency : asked.getDependencies()) {
      if (scopes.isEmpty()
          ? SCOPES.contains(dependency.getScope())
          : scopes.contains(dependency.getScope())) {
        roots.add(dependency.setScope("compile").setOptional(false));
      } else {
        left.add(dependency.getArtifact() + " (scope " + dependency.getScope() + ")");
      }
    }
    left.forEach(library -> System.err.println("left out: " + library));
    List<RemoteRepository> from = new ArrayList<>(options.from());
    from.addAll(asked.getRepositories());
    add(new Wanted(roots, asked.getManagedDependencies(), from, options.offline()), options);
  }
}
