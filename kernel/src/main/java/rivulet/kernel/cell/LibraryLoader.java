package rivulet.kernel.cell;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.function.Function;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// Loads the classes of a session's libraries, woven so that an interrupt stops them. In all else
/// it is Java's own loader of jars: their manifests, versions for newer Javas, signers and
/// resources count as they do there. It also knows the classes of cells, which libraries ask for by
/// their names when they deserialize what a cell has serialized, for example.
final class LibraryLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private volatile Function<String, @Nullable CellLoader> cells = name -> null;

  LibraryLoader(ClassLoader parent) {
    super("libraries", new URL[0], parent);
  }

  void add(Path entry) {
    try {
      addURL(entry.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// @param cells the session's cells that are still there, by class name
  void showCells(Function<String, @Nullable CellLoader> cells) {
    this.cells = cells;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String cell = CellLoader.cellOf(name);
    return cell == null ? ofLibrary(name) : ofCell(cell, name);
  }

  private Class<?> ofCell(String cell, String name) throws ClassNotFoundException {
    CellLoader known = cells.apply(cell);
    if (known == null) {
      throw new ClassNotFoundException(name);
    }
    return known.loadClass(name);
  }

  private Class<?> ofLibrary(String name) throws ClassNotFoundException {
    URL url = findResource(name.replace('.', '/') + ".class");
    if (url == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      URLConnection connection = url.openConnection();
      return define(name, connection);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private Class<?> define(String name, URLConnection connection) throws IOException {
    byte[] bytes = read(connection);
    CodeSource source;
    if (connection instanceof JarURLConnection jar) {
      source = new CodeSource(jar.getJarFileURL(), jar.getCertificates());
      definePackageOf(name, jar.getManifest(), jar.getJarFileURL());
    } else {
      URL folder = folder(connection.getURL(), name);
      source = new CodeSource(folder, (Certificate[]) null);
      definePackageOf(name, null, folder);
    }
    byte[] woven = LibraryWeaving.weave(bytes);
    try {
      return defineClass(name, woven, 0, woven.length, source);
    } catch (ClassFormatError e) {
      return defineClass(name, bytes, 0, bytes.length, source);
    }
  }

  private static URL folder(URL file, String className) throws MalformedURLException {
    String text = file.toString();
    int length = text.length() - className.length() - ".class".length();
    return URI.create(text.substring(0, length)).toURL();
  }

  /// An entry's signers are known once it was read.
  private static byte[] read(URLConnection connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }

  private void definePackageOf(String className, @Nullable Manifest manifest, URL origin) {
    int end = className.lastIndexOf('.');
    String name = end < 0 ? "" : className.substring(0, end);
    if (name.isEmpty() || getDefinedPackage(name) != null) {
      return;
    }
    try {
      definePackage(name, manifest == null ? new Manifest() : manifest, origin);
    } catch (IllegalArgumentException e) {
      // another thread was faster
    }
  }
}
