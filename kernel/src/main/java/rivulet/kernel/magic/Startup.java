package rivulet.kernel.magic;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a session does before its first cell: the libraries and scripts that variables name. A
/// script that fails says so, and the session goes on.
final class Startup {
  private final MagicSession session;
  private final Environment environment;
  private boolean begun;

  Startup(MagicSession session, Environment environment) {
    this.session = session;
    this.environment = environment;
  }

  void runOnce() {
    if (begun) {
      return;
    }
    begun = true;
    for (String path : paths("CLASSPATH")) {
      attempt(path, () -> session.classPath().add(Globs.paths(path)));
    }
    for (String path : paths("STARTUP_SCRIPTS_PATH")) {
      attempt(path, () -> Globs.paths(path).forEach(this::load));
    }
    for (String script : environment.ofKernel("STARTUP_SCRIPT")) {
      attempt("the startup script", () -> session.eval(script));
    }
    for (String script : environment.ofKernel("INIT_SCRIPT")) {
      attempt("the startup script", () -> load(Path.of(script)));
    }
  }

  private List<String> paths(String name) {
    return environment.ofKernel(name).stream()
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
