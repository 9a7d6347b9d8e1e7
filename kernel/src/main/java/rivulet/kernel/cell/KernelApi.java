package rivulet.kernel.cell;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Extension;

/// What cells and their libraries see of the kernel: its own API, that of the base library and of
/// extensions, and all of Java. The libraries that the kernel itself is built with stay its own
/// business, so that users may have others, or other versions of them.
final class KernelApi extends ClassLoader {
  private static final List<String> PACKAGES =
      List.of(
          "rivulet",
          "io.github.spencerpark",
          "org.dflib.jjava.jupyter",
          "org.rapaio.jupyter.kernel.global");

  static {
    registerAsParallelCapable();
  }

  private static final ClassLoader JAVA = ClassLoader.getPlatformClassLoader();

  private final ClassLoader kernel = KernelApi.class.getClassLoader();
  private final Set<String> packages = new TreeSet<>(PACKAGES);
  private final List<Path> classPath;

  /// The parent is what Java's modules of services are looked for in; nothing is loaded from it.
  ///
  /// @param extensions whose own packages, and those of their imports and operators, are visible
  ///   too
  KernelApi(List<Extension> extensions) {
    super("kernel-api", ClassLoader.getSystemClassLoader());
    for (Extension extension : extensions) {
      packages.add(extension.getClass().getPackageName());
      extension.imports().forEach(text -> packages.add(packageOf(text)));
      extension.operators().forEach(o -> packages.add(parent(o.type())));
    }
    packages.remove("");
    classPath = ownClassPath().stream().filter(this::holdsApi).toList();
  }

  /// The package of an import: what stands before the first name that begins like a type's.
  private static String packageOf(String text) {
    String name = text.replaceFirst("^static\\s+", "").replaceFirst("^module\\s.*", "");
    return name.replaceFirst("\\.(\\*|\\p{Lu}.*)$", "");
  }

  private static String parent(String name) {
    return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
  }

  /// Whether classes of this package are the kernel's.
  boolean has(String packageName) {
    return packages.stream()
        .anyMatch(p -> packageName.equals(p) || packageName.startsWith(p + "."));
  }

  /// The jars and folders that hold the API.
  List<Path> classPath() {
    return classPath;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    String packageName = parent(name);
    return has(packageName) || JavaOfKernel.PACKAGES.contains(packageName)
        ? kernel.loadClass(name)
        : JAVA.loadClass(name);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return isOurs(name) ? kernel.getResource(name) : JAVA.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return isOurs(name)
        ? Collections.enumeration(Collections.list(kernel.getResources(name)))
        : JAVA.getResources(name);
  }

  private boolean isOurs(String resource) {
    return has(parent(resource.replace('/', '.').replaceFirst("\\.class$", "")));
  }

  private boolean holdsApi(Path entry) {
    List<String> folders = packages.stream().map(p -> p.replace('.', '/')).toList();
    if (Files.isDirectory(entry)) {
      return folders.stream().anyMatch(folder -> Files.isDirectory(entry.resolve(folder)));
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return folders.stream().anyMatch(folder -> jar.getEntry(folder + "/") != null);
    } catch (IOException e) {
      return false;
    }
  }

  /// The class path of this JVM, with what the jars' manifests name.
  private static Set<Path> ownClassPath() {
    Set<Path> all = new LinkedHashSet<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        Path path = Path.of(entry).toAbsolutePath().normalize();
        all.add(path);
        all.addAll(namedBy(path));
      }
    }
    return all;
  }

  private static List<Path> namedBy(Path jar) {
    List<Path> named = new ArrayList<>();
    if (Files.isRegularFile(jar)) {
      try (JarFile file = new JarFile(jar.toFile(), false)) {
        Manifest manifest = file.getManifest();
        String names =
            manifest == null
                ? null
                : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        for (String name : names == null ? List.<String>of() : List.of(names.split(" +", -1))) {
          URI uri = jar.toUri().resolve(name);
          named.add(Path.of(uri).normalize());
        }
      } catch (IOException | IllegalArgumentException e) {
        // no jar: nothing is loaded from it either
      }
    }
    return named;
  }

  /// The packages of Java's modules that the kernel's own loader has, such as the compiler's.
  private static final class JavaOfKernel {
    static final Set<String> PACKAGES = new LinkedHashSet<>();

    static {
      ClassLoader system = ClassLoader.getSystemClassLoader();
      ModuleLayer.boot().modules().stream()
          .filter(module -> system.equals(module.getClassLoader()))
          .forEach(module -> PACKAGES.addAll(module.getPackages()));
    }
  }
}
