package rivulet.kernel.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import rivulet.kernel.session.ClassPath;

/// A session's libraries and the loader of their classes.
final class Libraries implements ClassPath {
  private final KernelApi api;
  private final LibraryLoader loader;
  private final List<Path> entries = new CopyOnWriteArrayList<>();
  private final List<Path> sources = new CopyOnWriteArrayList<>();

  Libraries(KernelApi api) {
    this.api = api;
    this.loader = new LibraryLoader(api);
  }

  KernelApi api() {
    return api;
  }

  @Override
  public LibraryLoader loader() {
    return loader;
  }

  @Override
  public synchronized List<Path> add(List<Path> more) {
    List<Path> added = missing(entries, more);
    for (Path path : added) {
      if (!Files.isReadable(path)) {
        throw new IllegalArgumentException("no such file or folder: " + path);
      }
    }
    added.forEach(loader::add);
    entries.addAll(added);
    return added;
  }

  @Override
  public List<Path> entries() {
    return List.copyOf(entries);
  }

  @Override
  public synchronized void addSources(List<Path> jars) {
    sources.addAll(missing(sources, jars));
  }

  @Override
  public List<Path> sources() {
    return List.copyOf(sources);
  }

  private static List<Path> missing(List<Path> known, List<Path> more) {
    List<Path> missing =
        new ArrayList<>(more.stream().map(p -> p.toAbsolutePath().normalize()).distinct().toList());
    missing.removeAll(known);
    return missing;
  }
}
