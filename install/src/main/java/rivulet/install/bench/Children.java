package rivulet.install.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Python processes that run the scripts beside this class. They end with this, or with the JVM,
/// however that ends: one that is not ended finds its standard input closed.
final class Children implements AutoCloseable {
  private static final List<String> SCRIPTS =
      List.of("timing.py", "workloads.py", "workloads_jax.py");

  private final Path python;
  private final Path folder;
  private final List<Child> children = new ArrayList<>();
  private boolean closed;

  Children(Path python) throws IOException {
    this.python = python;
    folder = Files.createTempDirectory("rivulet-bench");
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    for (String script : SCRIPTS) {
      copy(script);
    }
  }

  private void copy(String script) throws IOException {
    try (InputStream in = Children.class.getResourceAsStream(script)) {
      Files.copy(Objects.requireNonNull(in, script), folder.resolve(script));
    }
  }

  Path python() {
    return python;
  }

  /// Starts a script that serves.
  ///
  /// @param name what messages call it
  synchronized Child start(String name, String script, int threads)
      throws IOException, InterruptedException {
    if (closed) {
      throw new InterruptedException();
    }
    String file = folder.resolve(script).toString();
    Child child =
        new Child(name, List.of(python.toString(), file, "--serve", "--threads", "" + threads));
    children.add(child);
    return child;
  }

  /// A second time does nothing.
  @Override
  public synchronized void close() {
    children.forEach(Child::close);
    if (!closed) {
      closed = true;
      delete();
    }
  }

  private void delete() {
    try {
      for (String script : SCRIPTS) {
        Files.deleteIfExists(folder.resolve(script));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
