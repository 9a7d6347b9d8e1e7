package rivulet.kernel.session;

import java.nio.file.Path;
import java.util.List;

/// The libraries of a session: what its cells compile against and load beside Java and the kernel's
/// own API. Any thread may ask and add.
public interface ClassPath {
  /// Adds jars and folders behind those that are there, for all cells from now on.
  ///
  /// @return those that were not there before
  /// @throws IllegalArgumentException if one of them does not exist
  List<Path> add(List<Path> more);

  /// The jars and folders, in the order in which classes are looked for.
  List<Path> entries();

  /// Adds jars with the libraries' source text, for whoever shows documentation.
  void addSources(List<Path> jars);

  /// The jars with source text.
  List<Path> sources();

  /// What loads the libraries' classes.
  ClassLoader loader();
}
