package rivulet.kernel.cell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
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

/// javac's view of files: the class path of the kernel itself, and the classes of cells in memory.
final class CellFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private final Map<String, JavaFileObject> visible = new ConcurrentHashMap<>();
  private Map<String, byte[]> written = new LinkedHashMap<>();

  CellFiles(StandardJavaFileManager files) {
    super(files);
    try {
      files.setLocation(StandardLocation.CLASS_PATH, classPath());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the class path", e);
    }
  }

  private static List<File> classPath() {
    String path = System.getProperty("java.class.path", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(File::new)
        .toList();
  }

  /// From now on javac sees these cells' classes and no others.
  void show(Set<CellLoader> cells) {
    Map<String, JavaFileObject> next = new LinkedHashMap<>();
    for (CellLoader cell : cells) {
      cell.signatures().forEach((name, bytes) -> next.put(name, new Compiled(name, bytes)));
    }
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
