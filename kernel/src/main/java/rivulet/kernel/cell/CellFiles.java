package rivulet.kernel.cell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.ClassPath;

/// javac's view of files: the kernel's API, the session's libraries, and the classes of cells in
/// memory.
final class CellFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  /// A location of its own, since javac would see all libraries of the kernel in the class path.
  private static final Location KERNEL = StandardLocation.locationFor("KERNEL");

  private final KernelApi api;
  private final ClassPath libraries;
  private List<Path> shown = List.of();
  private final Map<String, JavaFileObject> visible = new ConcurrentHashMap<>();
  private Map<String, byte[]> written = new LinkedHashMap<>();

  CellFiles(StandardJavaFileManager files, Libraries libraries) {
    super(files);
    this.api = libraries.api();
    this.libraries = libraries;
    String release = String.valueOf(Runtime.version().feature());
    files.handleOption("--multi-release", List.of(release).iterator());
    setPath(KERNEL, api.classPath());
    setPath(StandardLocation.CLASS_PATH, shown);
  }

  private void setPath(Location location, List<Path> path) {
    try {
      fileManager.setLocationFromPaths(location, path);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + path, e);
    }
  }

  /// Whether there are libraries that javac has not seen; from now on it sees them.
  boolean showNewLibraries() {
    List<Path> now = libraries.entries();
    if (now.equals(shown)) {
      return false;
    }
    shown = now;
    setPath(StandardLocation.CLASS_PATH, now);
    return true;
  }

  /// Where javac looks for libraries, the kernel's API first.
  List<Path> classPath() {
    return Stream.concat(api.classPath().stream(), libraries.entries().stream()).toList();
  }

  /// From now on javac sees these cells' classes and no others.
  void show(Set<CellLoader> cells) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    cells.forEach(cell -> classes.putAll(cell.signatures()));
    show(classes);
  }

  /// From now on javac sees these classes of cells, by binary name, and no others.
  void show(Map<String, byte[]> classes) {
    Map<String, JavaFileObject> next = new LinkedHashMap<>();
    classes.forEach((name, bytes) -> next.put(name, new Compiled(name, bytes)));
    visible.keySet().retainAll(next.keySet());
    visible.putAll(next);
  }

  /// From now on javac sees this class beside the cells', or none.
  void showOverloads(byte @Nullable [] bytes) {
    String name = CellUnit.PACKAGE + "." + Overloads.CLASS;
    if (bytes == null) {
      visible.remove(name);
    } else {
      visible.put(name, new Compiled(name, bytes));
    }
  }

  /// What javac wrote since the last call, by binary name.
  Map<String, byte[]> takeWritten() {
    Map<String, byte[]> taken = written;
    written = new LinkedHashMap<>();
    return taken;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (packageName.equals(CellUnit.PACKAGE)) {
      boolean here = location == StandardLocation.CLASS_PATH;
      return here ? new ArrayList<>(visible.values()) : List.of();
    }
    Iterable<JavaFileObject> found = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.CLASS_PATH || !api.has(packageName)) {
      return found;
    }
    List<JavaFileObject> all = new ArrayList<>();
    super.list(KERNEL, packageName, kinds, recurse).forEach(all::add);
    found.forEach(all::add);
    return all;
  }

  @Override
  public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
    if (file instanceof Compiled compiled) {
      return compiled.binaryName;
    }
    String name = super.inferBinaryName(location, file);
    return name == null && location == StandardLocation.CLASS_PATH
        ? super.inferBinaryName(KERNEL, file)
        : name;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      JavaFileManager.Location location,
      String name,
      JavaFileObject.Kind kind,
      FileObject sibling) {
    return new Output(name);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    boolean inMemory = a instanceof SimpleJavaFileObject || b instanceof SimpleJavaFileObject;
    return a.equals(b) || (!inMemory && super.isSameFile(a, b));
  }

  @Override
  public boolean hasLocation(Location location) {
    return location != StandardLocation.ANNOTATION_PROCESSOR_PATH && super.hasLocation(location);
  }

  private static URI uri(String binaryName) {
    return URI.create("cell:///" + binaryName.replace('.', '/') + ".class");
  }

  private static final class Compiled extends SimpleJavaFileObject {
    private final String binaryName;
    private final byte[] bytes;

    Compiled(String binaryName, byte[] bytes) {
      super(uri(binaryName), Kind.CLASS);
      this.binaryName = binaryName;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private final class Output extends SimpleJavaFileObject {
    private final String binaryName;

    Output(String binaryName) {
      super(uri(binaryName), Kind.CLASS);
      this.binaryName = binaryName;
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          written.put(binaryName, toByteArray());
        }
      };
    }
  }
}
