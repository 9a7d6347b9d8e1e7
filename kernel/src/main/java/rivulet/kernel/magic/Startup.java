package rivulet.kernel.magic;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a session does before its first cell: the libraries and scripts that variables name. A
/// script that fails says so, and the session goes on.
final class Startup {
  private final MagicSession session;
  private final Environment environment;
  private boolean begun;
  private volatile @Nullable TimeLimit limit;

  Startup(MagicSession session, Environment environment) {
    this.session = session;
    this.environment = environment;
  }

  void runOnce() {
    if (begun) {
      return;
    }
    begun = true;
    attempt("the time limit", () -> limit = TimeLimit.of(environment));
    for (String path : paths("CLASSPATH")) {
      attempt(path, () -> session.classPath().add(Globs.paths(path)));
    }
    for (String path : paths("STARTUP_SCRIPTS_PATH")) {
      attempt(path, () -> Globs.paths(path).forEach(this::load));
    }
    for (String script : environment.ofKernel("STARTUP_SCRIPT").values()) {
      attempt("the startup script", () -> session.eval(script));
    }
    for (String script : environment.ofKernel("INIT_SCRIPT").values()) {
      attempt("the startup script", () -> load(Path.of(script)));
    }
  }

  /// How long a cell may run; null where nothing says.
  @Nullable TimeLimit limit() {
    return limit;
  }

  private List<String> paths(String name) {
    return environment.ofKernel(name).values().stream()
        .flatMap(value -> Stream.of(value.split(File.pathSeparator, -1)))
        .filter(path -> !path.isBlank())
        .toList();
  }

  private void load(Path file) {
    if (Files.isRegularFile(file)) {
      new LoadedFile(session, file).run();
    }
  }

  private static void attempt(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      System.err.println(what + " failed at the start: " + e.getMessage());
    }
  }
}
