package rivulet.kernel.magic;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import rivulet.kernel.display.Surface;
import rivulet.kernel.session.Extension;

/// The libraries that magics add to a session: each once, in the version that came first, since
/// classes that were loaded stay.
final class SessionLibraries {
  private final MagicSession session;
  private final Environment environment;
  private final Maven maven;
  private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
  private final ExecutorService background =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform()
              .daemon()
              .inheritInheritableThreadLocals(false)
              .name("rivulet-sources")
              .factory());

  SessionLibraries(MagicSession session, Environment environment) {
    this.session = session;
    this.environment = environment;
    this.maven = new Maven(environment);
  }

  Maven maven() {
    return maven;
  }

  /// The libraries that came from repositories.
  List<Artifact> artifacts() {
    return List.copyOf(artifacts.values());
  }

  /// Resolves libraries and adds them.
  ///
  /// @return those that are new
  List<Artifact> add(Wanted wanted) throws Exception {
    List<Dependency> managed = new ArrayList<>(wanted.managed());
    artifacts.values().forEach(artifact -> managed.add(Maven.dependency(artifact)));
    List<Artifact> resolved =
        maven.resolve(new Wanted(wanted.roots(), managed, wanted.repositories(), wanted.offline()));
    List<Artifact> added = resolved.stream().filter(this::isNew).toList();
    addFiles(added.stream().map(artifact -> artifact.getFile().toPath()).toList());
    if (!wanted.offline()) {
      added.forEach(artifact -> background.execute(() -> fetchSources(artifact)));
    }
    return added;
  }

  private boolean isNew(Artifact artifact) {
    String key =
        String.join(
            ":",
            artifact.getGroupId(),
            artifact.getArtifactId(),
            artifact.getExtension(),
            artifact.getClassifier());
    Artifact old = artifacts.putIfAbsent(key, artifact);
    if (old != null && !old.getVersion().equals(artifact.getVersion())) {
      System.err.println(
          "%s stays at %s, which this session has already; restart the kernel to use %s"
              .formatted(key.replaceFirst(":jar:$", ""), old.getVersion(), artifact.getVersion()));
    }
    return old == null;
  }

  private void fetchSources(Artifact artifact) {
    maven.sources(artifact).ifPresent(jar -> session.classPath().addSources(List.of(jar)));
  }

  /// Adds jars and folders, and what extensions in them bring.
  ///
  /// @return those that are new
  List<Path> addFiles(List<Path> files) {
    List<Path> added = session.classPath().add(files);
    if (!added.isEmpty() && environment.loadsExtensions()) {
      install(added);
    }
    return added;
  }

  /// Each extension once: with the jar that it is in.
  private void install(List<Path> added) {
    ServiceLoader.load(Extension.class, session.classPath().loader()).stream()
        .filter(found -> isIn(found.type(), added))
        .forEach(found -> install(found.get()));
    ServiceLoader.load(org.dflib.jjava.jupyter.Extension.class, session.classPath().loader())
        .stream()
        .filter(found -> isIn(found.type(), added))
        .forEach(found -> session.jJava().install(found.get()));
  }

  private static boolean isIn(Class<?> type, List<Path> added) {
    var source = type.getProtectionDomain().getCodeSource();
    return source != null && added.stream().anyMatch(path -> isAt(path, source.getLocation()));
  }

  private static boolean isAt(Path path, URL place) {
    try {
      return Path.of(place.toURI()).equals(path);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return false;
    }
  }

  private void install(Extension extension) {
    extension.magics().forEach(session.table()::add);
    extension.imports().forEach(text -> session.eval("import " + text + ";"));
    Surface surface = Surface.current();
    if (surface != null) {
      extension.register(surface.renderer());
    }
    extension.begin();
  }
}
