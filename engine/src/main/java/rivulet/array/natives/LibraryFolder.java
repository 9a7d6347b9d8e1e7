package rivulet.array.natives;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/// Copies shared libraries from resources to a folder of their own, once.
///
/// The folder's name holds the checksums that the jar's directory gives: reading 90 MB at every
/// start would cost more than loading them. Any number of processes may do it at once, as a file
/// gets its name when it is whole, and has the right content then, whoever wrote it.
final class LibraryFolder {
  private final Path cache;

  LibraryFolder(Path cache) {
    this.cache = cache;
  }

  /// One file among resources.
  private record Source(String name, URL url, long bytes, long checksum) {
    static Source of(String folder, String name) throws IOException {
      URL url = LibraryFolder.class.getResource("/" + folder + "/" + name);
      if (url == null) throw new FileNotFoundException(name + " is not on the class path");
      URLConnection connection = url.openConnection();
      if (connection instanceof JarURLConnection jar) {
        var entry = jar.getJarEntry();
        return new Source(name, url, entry.getSize(), entry.getCrc());
      }
      return read(name, url);
    }

    private static Source read(String name, URL url) throws IOException {
      try (var in = new CheckedInputStream(url.openStream(), new CRC32())) {
        long bytes = in.transferTo(OutputStream.nullOutputStream());
        return new Source(name, url, bytes, in.getChecksum().getValue());
      }
    }

    /// Writes it beside its place and moves it there.
    void copyTo(Path target) throws IOException {
      Path part = Files.createTempFile(target.getParent(), name, ".part");
      try {
        long sum = write(part);
        if (sum != checksum) throw new IOException(name + " is damaged in " + url);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }

    /// By a stream that an interrupt of the thread does not close: a cell that is stopped here must
    /// not leave the process without its libraries.
    private long write(Path part) throws IOException {
      try (var in = new CheckedInputStream(url.openStream(), new CRC32());
          OutputStream out = new FileOutputStream(part.toFile())) {
        in.transferTo(out);
        return in.getChecksum().getValue();
      }
    }
  }

  /// The paths of copies of these files of a resource folder, all in one folder.
  ///
  /// @throws IOException if a resource is missing or damaged, or the cache cannot be written
  List<Path> of(String resources, List<String> names) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String name : names) sources.add(Source.of(resources, name));
    Path folder = cache.resolve(folderName(sources));
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Source source : sources) files.add(copy(source, folder.resolve(source.name)));
    return files;
  }

  private static String folderName(List<Source> sources) {
    StringBuilder name = new StringBuilder("natives");
    for (Source source : sources) name.append('-').append(Long.toHexString(source.checksum));
    return name.toString();
  }

  private static Path copy(Source source, Path target) throws IOException {
    if (!Files.exists(target) || Files.size(target) != source.bytes) source.copyTo(target);
    return target;
  }
}
