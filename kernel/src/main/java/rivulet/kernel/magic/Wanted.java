package rivulet.kernel.magic;

import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;

/// What is asked of a resolver.
///
/// @param roots the libraries themselves
/// @param managed versions for what they bring along
/// @param repositories where to look beside those that are known
/// @param offline whether to take only what the local repository has
record Wanted(
    List<Dependency> roots,
    List<Dependency> managed,
    List<RemoteRepository> repositories,
    boolean offline) {
  /// Libraries by their coordinates.
  static Wanted of(List<String> coordinates, List<RemoteRepository> from, boolean offline) {
    List<Dependency> roots = coordinates.stream().map(Wanted::dependency).toList();
    return new Wanted(roots, List.of(), from, offline);
  }

  /// @param coordinates `group:artifact[:packaging[:classifier]]:version`
  static Dependency dependency(String coordinates) {
    try {
      Artifact artifact = new DefaultArtifact(coordinates);
      return new Dependency(artifact, "compile");
    } catch (IllegalArgumentException e) {
      throw new WrongUse(
          "a library is written group:artifact[:packaging[:classifier]]:version, but got: "
              + coordinates);
    }
  }
}
