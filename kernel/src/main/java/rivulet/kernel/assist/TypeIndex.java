package rivulet.kernel.assist;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of all top-level types that cells could import: of the JDK's modules and of a class
/// path. Each module and jar is read once.
final class TypeIndex {
  private static final String CLASS = ".class";

  /// Where the kernel's own classes are, apart from those that cells call.
  private static final String KERNEL = "rivulet.kernel.";

  private static final String FOR_CELLS = KERNEL + "display";

  private static final Pattern INTERNAL =
      Pattern.compile("\\b(?:internal|impl|thirdparty|shaded|repackaged)\\b");

  private final Map<Path, List<String>> ofEntries = new ConcurrentHashMap<>();
  private List<Path> classPath = List.of();
  private final NavigableMap<String, Set<String>> byName = new TreeMap<>();
  private final Map<String, Set<String>> byPackage = new HashMap<>();

  /// The qualified names of the types whose simple names begin so, in whatever case.
  synchronized List<String> named(String prefix, List<Path> path) {
    read(path);
    String from = prefix.toLowerCase(Locale.ROOT);
    return byName.subMap(from, from + Character.MAX_VALUE).values().stream()
        .flatMap(Collection::stream)
        .toList();
  }

  /// The simple names of a package's types.
  synchronized Set<String> types(String packageName, List<Path> path) {
    read(path);
    return byPackage.getOrDefault(packageName, Set.of());
  }

  /// The names that can follow a package's own to name a package; of the empty name, the first
  /// ones.
  synchronized Set<String> subpackages(String packageName, List<Path> path) {
    read(path);
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    return byPackage.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()).split("\\.", 2)[0])
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void read(List<Path> path) {
    if (byName.isEmpty() || !path.equals(classPath)) {
      byName.clear();
      byPackage.clear();
      classPath = List.copyOf(path);
      ofModules().forEach(this::add);
      withManifests(path)
          .forEach(
              entry -> ofEntries.computeIfAbsent(entry, TypeIndex::ofEntry).forEach(this::add));
    }
  }

  private void add(String type) {
    int dot = type.lastIndexOf('.');
    String packageName = type.substring(0, Math.max(dot, 0));
    boolean kernel = type.startsWith(KERNEL) && !packageName.equals(FOR_CELLS);
    if (dot > 0 && !kernel && !INTERNAL.matcher(packageName).find()) {
      String name = type.substring(dot + 1);
      byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new TreeSet<>()).add(type);
      byPackage.computeIfAbsent(packageName, n -> new TreeSet<>()).add(name);
    }
  }

  private static List<String> ofModules() {
    return Modules.TYPES;
  }

  /// Read once for all sessions.
  private static final class Modules {
    static final List<String> TYPES =
        ModuleFinder.ofSystem().findAll().stream().flatMap(Modules::types).toList();

    private static Stream<String> types(ModuleReference module) {
      Set<String> exported =
          module.descriptor().exports().stream()
              .filter(e -> !e.isQualified())
              .map(ModuleDescriptor.Exports::source)
              .collect(Collectors.toSet());
      try (ModuleReader reader = module.open()) {
        return typesIn(reader.list()).stream()
            .filter(t -> exported.contains(t.substring(0, Math.max(t.lastIndexOf('.'), 0))));
      } catch (IOException e) {
        return Stream.of();
      }
    }
  }

  /// The types among file names like `java/util/List.class`.
  private static List<String> typesIn(Stream<String> files) {
    return files
        .filter(f -> f.endsWith(CLASS) && f.indexOf('$') < 0 && f.indexOf('-') < 0)
        .filter(f -> !f.startsWith("META-INF/"))
        .map(f -> f.substring(0, f.length() - CLASS.length()).replace('/', '.'))
        .toList();
  }

  private static List<String> ofEntry(Path entry) {
    try {
      if (Files.isDirectory(entry)) {
        try (Stream<Path> files = Files.walk(entry)) {
          return typesIn(
              files.map(f -> entry.relativize(f).toString().replace(File.separatorChar, '/')));
        }
      }
      try (JarFile jar = new JarFile(entry.toFile())) {
        return typesIn(Collections.list(jar.entries()).stream().map(e -> e.getName()));
      }
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // a class path may name what is not there
    }
  }

  /// A class path with the jars that its jars' manifests name.
  static Set<Path> withManifests(List<Path> path) {
    Set<Path> all = new LinkedHashSet<>();
    path.forEach(entry -> addWithManifest(entry.toAbsolutePath().normalize(), all));
    return all;
  }

  private static void addWithManifest(Path entry, Set<Path> all) {
    if (!Files.exists(entry) || !all.add(entry) || Files.isDirectory(entry)) {
      return;
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      Manifest manifest = jar.getManifest();
      Object more =
          manifest == null ? null : manifest.getMainAttributes().get(Attributes.Name.CLASS_PATH);
      if (more != null) {
        for (String each : more.toString().split(" +", -1)) {
          URI uri = entry.toUri().resolve(each);
          addWithManifest(Path.of(uri), all);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // What cannot be read names nothing.
    }
  }
}
