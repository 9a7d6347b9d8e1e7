package rivulet.kernel.magic;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.extensions.mmr.MavenModelReader;
import eu.maveniverse.maven.mima.extensions.mmr.ModelRequest;
import eu.maveniverse.maven.mima.extensions.mmr.ModelResponse;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.SimpleResolutionErrorPolicy;
import org.jspecify.annotations.Nullable;

/// Maven's own resolver with the user's own settings: `settings.xml` with its mirrors, proxies and
/// passwords, and the local repository.
final class Maven {
  private final Environment environment;
  private final Downloads downloads = new Downloads();
  private final Map<String, RemoteRepository> repositories = new LinkedHashMap<>();
  private @Nullable Context context;

  Maven(Environment environment) {
    this.environment = environment;
  }

  /// From now on libraries are looked for there too.
  void add(RemoteRepository repository) {
    repositories.put(repository.getId(), repository);
  }

  /// A repository. Of its snapshots the latest are asked for each time.
  ///
  /// @param url as it is written, or a folder
  static RemoteRepository repository(String id, String url) {
    return repository(
        id, url, RepositoryPolicy.UPDATE_POLICY_DAILY, RepositoryPolicy.UPDATE_POLICY_ALWAYS);
  }

  /// @param releases how often to look for them again: `always`, `daily`, `interval:N` minutes, or
  ///   `never`
  static RemoteRepository repository(String id, String url, String releases, String snapshots) {
    String address = url.contains(":/") ? url : Path.of(url).toUri().toString();
    return new RemoteRepository.Builder(id, "default", address)
        .setReleasePolicy(policy(releases))
        .setSnapshotPolicy(policy(snapshots))
        .build();
  }

  private static RepositoryPolicy policy(String updates) {
    return new RepositoryPolicy(true, updates, RepositoryPolicy.CHECKSUM_POLICY_WARN);
  }

  /// Where libraries are looked for, without those that a request brings.
  List<RemoteRepository> repositories() {
    List<RemoteRepository> all = new ArrayList<>(repositories.values());
    all.addAll(context().remoteRepositories());
    return all;
  }

  /// The libraries and all that they need to run, each in one version, the roots first.
  ///
  /// @throws Unresolved if one of them cannot be had
  List<Artifact> resolve(Wanted wanted) throws Exception {
    return downloads.await(() -> resolveNow(wanted));
  }

  private List<Artifact> resolveNow(Wanted wanted) throws Unresolved {
    CollectRequest collect = new CollectRequest();
    wanted.roots().forEach(collect::addDependency);
    wanted.managed().forEach(collect::addManagedDependency);
    collect.setRepositories(remotes(wanted.repositories()));
    DependencyRequest request =
        new DependencyRequest(collect, DependencyFilterUtils.classpathFilter("compile", "runtime"));
    try {
      return context()
          .repositorySystem()
          .resolveDependencies(session(wanted.offline()), request)
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .toList();
    } catch (RepositoryException e) {
      throw new Unresolved(message(e));
    }
  }

  /// What a `pom.xml` asks for.
  ///
  /// @throws Unresolved if it, or a parent of it, cannot be read
  ArtifactDescriptorResult read(Path pom) throws Exception {
    return downloads.await(() -> readNow(pom));
  }

  private ArtifactDescriptorResult readNow(Path pom) throws Unresolved {
    ModelRequest request =
        ModelRequest.builder().setPomFile(pom).setRepositories(remotes(List.of())).build();
    try {
      ModelResponse model = new MavenModelReader(context()).readModel(request);
      return model.toArtifactDescriptorResult(model.getEffectiveModel());
    } catch (RepositoryException e) {
      throw new Unresolved(message(e));
    }
  }

  /// The source text of a library, if there is any to be had.
  Optional<Path> sources(Artifact library) {
    Artifact sources =
        new DefaultArtifact(
            library.getGroupId(), library.getArtifactId(), "sources", "jar", library.getVersion());
    ArtifactRequest request = new ArtifactRequest(sources, remotes(List.of()), null);
    DefaultRepositorySystemSession quiet = session(false);
    quiet.setTransferListener(null);
    try {
      ArtifactResult found = context().repositorySystem().resolveArtifact(quiet, request);
      return Optional.of(found.getArtifact().getFile().toPath());
    } catch (RepositoryException e) {
      return Optional.empty();
    }
  }

  private List<RemoteRepository> remotes(List<RemoteRepository> more) {
    List<RemoteRepository> all = new ArrayList<>(more);
    all.addAll(repositories.values());
    List<RemoteRepository> mirrored =
        context().repositorySystem().newResolutionRepositories(session(false), all);
    List<RemoteRepository> remotes = new ArrayList<>(mirrored);
    remotes.addAll(context().remoteRepositories());
    return remotes;
  }

  /// What was not there a moment ago may be there now: failures are not kept.
  private DefaultRepositorySystemSession session(boolean offline) {
    var session = new DefaultRepositorySystemSession(context().repositorySystemSession());
    session.setResolutionErrorPolicy(new SimpleResolutionErrorPolicy(0, 0));
    session.setTransferListener(downloads);
    session.setOffline(offline || session.isOffline());
    return session;
  }

  private synchronized Context context() {
    if (context == null) {
      context = new StandaloneStaticRuntime().create(overrides());
    }
    return context;
  }

  /// Rapaio's kernel says by `true` or `false` whether the user's settings count; here the variable
  /// may also name others.
  private ContextOverrides overrides() {
    String settings =
        environment.ofKernel("MIMA_USER_SETTINGS").values().stream().findFirst().orElse("true");
    ContextOverrides.Builder overrides =
        ContextOverrides.create().withUserSettings(!settings.equalsIgnoreCase("false"));
    if (!settings.matches("(?i)true|false")) {
      overrides.withUserSettingsXmlOverride(Path.of(settings));
    }
    environment
        .ofKernel("MIMA_CACHE")
        .values()
        .forEach(cache -> overrides.withLocalRepositoryOverride(Path.of(cache)));
    return overrides.build();
  }

  /// What the innermost cause says: those around it repeat it.
  private static String message(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() instanceof RepositoryException cause) {
      innermost = cause;
    }
    return String.valueOf(innermost.getMessage());
  }

  static Dependency dependency(Artifact artifact) {
    return new Dependency(artifact, "compile");
  }
}
