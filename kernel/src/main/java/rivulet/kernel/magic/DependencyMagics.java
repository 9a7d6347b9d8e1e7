package rivulet.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Magic;
import rivulet.kernel.session.Magic.Call;

/// Libraries as Rapaio's kernel spells it: asked for one by one, then resolved together.
final class DependencyMagics {
  private static final String USAGE =
      "/add GROUP:ARTIFACT:VERSION [--optional] | /resolve | /add-repo NAME URL [release|POLICY]"
          + " [snapshot|POLICY] | /list-repos | /list-dependencies | /list-artifacts";

  private final SessionLibraries libraries;
  private final List<Dependency> asked = new ArrayList<>();

  DependencyMagics(SessionLibraries libraries) {
    this.libraries = libraries;
  }

  List<Magic> all() {
    return List.of(
        Magic.line(
            "dependency", USAGE, "Collects libraries, and adds them at /resolve.", this::run));
  }

  private @Nullable Object run(Call call) throws Exception {
    List<String> words = call.words();
    List<String> arguments = words.isEmpty() ? words : words.subList(1, words.size());
    switch (words.isEmpty() ? "" : words.getFirst()) {
      case "/add" -> add(arguments);
      case "/resolve" -> libraries.add(new Wanted(List.copyOf(asked), List.of(), List.of(), false));
      case "/add-repo" -> addRepository(arguments);
      case "/list-repos" -> libraries.maven().repositories().forEach(System.out::println);
      case "/list-dependencies" ->
          asked.forEach(dependency -> System.out.println(dependency.getArtifact()));
      case "/list-artifacts" -> libraries.artifacts().forEach(System.out::println);
      default -> throw new WrongUse("%dependency takes one of: " + USAGE);
    }
    return null;
  }

  private void add(List<String> arguments) {
    List<String> coordinates = new ArrayList<>(arguments);
    coordinates.remove("--optional");
    if (coordinates.size() != 1) {
      throw new WrongUse("/add takes one library: GROUP:ARTIFACT:VERSION");
    }
    asked.add(Wanted.dependency(coordinates.getFirst()));
  }

  private void addRepository(List<String> arguments) {
    if (arguments.size() < 2) {
      throw new WrongUse("/add-repo needs a name and a URL");
    }
    String releases = RepositoryPolicy.UPDATE_POLICY_DAILY;
    String snapshots = RepositoryPolicy.UPDATE_POLICY_ALWAYS;
    for (String policy : arguments.subList(2, arguments.size())) {
      switch (policy.split("\\|", 2)) {
        case String[] p when p.length == 2 && p[0].equals("release") -> releases = p[1];
        case String[] p when p.length == 2 && p[0].equals("snapshot") -> snapshots = p[1];
        default -> throw new WrongUse("a policy is release|… or snapshot|…, but got: " + policy);
      }
    }
    RemoteRepository repository =
        Maven.repository(arguments.get(0), arguments.get(1), releases, snapshots);
    libraries.maven().add(repository);
  }
}
