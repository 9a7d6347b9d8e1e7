package rivulet.kernel.cell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
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
import java.util.stream.StreamSupport;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/// javac's view of files: the class path of the kernel itself, and the classes of cells in memory.
final class CellFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private final Map<String, JavaFileObject> visible = new ConcurrentHashMap<>();
  private Map<String, byte[]> written = new LinkedHashMap<>();

  CellFiles(StandardJavaFileManager files) {
    super(files);
    try {
      files.setLocation(StandardLocation.CLASS_PATH, ownClassPath());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the class path", e);
    }
  }

  private static List<File> ownClassPath() {
    String path = System.getProperty("java.class.path", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(File::new)
        .toList();
  }

  /// Where javac looks for libraries.
  List<Path> classPath() {
    Iterable<? extends Path> paths = fileManager.getLocationAsPaths(StandardLocation.CLASS_PATH);
    return paths == null
        ? List.of()
        : StreamSupport.stream(paths.spliterator(), false).map(path -> (Path) path).toList();
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
    return super.list(location, packageName, kinds, recurse);
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof Compiled c ? c.binaryName : super.inferBinaryName(location, file);
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
