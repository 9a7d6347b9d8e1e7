package rivulet.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where Jupyter looks for what is installed, by the rules of `jupyter_core.paths`.
///
/// @param environment the environment variables
/// @param system the operating system's name, as Java says it
/// @param home the user's home folder
record JupyterFolders(Map<String, String> environment, String system, Path home) {
  static JupyterFolders ofThisProcess() {
    return new JupyterFolders(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /// The user's own data folder.
  Path user() {
    if (isSet("JUPYTER_DATA_DIR")) {
      return path("JUPYTER_DATA_DIR");
    }
    if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
      return home.resolve("Library", "Jupyter");
    }
    Path share = isSet("XDG_DATA_HOME") ? path("XDG_DATA_HOME") : home.resolve(".local", "share");
    return share.resolve("jupyter");
  }

  /// That of the active virtual environment, of conda, or of the `python3` on the PATH.
  Path systemPrefix() throws IOException, InterruptedException {
    if (isSet("VIRTUAL_ENV")) {
      return under(path("VIRTUAL_ENV"));
    }
    return under(isSet("CONDA_PREFIX") ? path("CONDA_PREFIX") : pythonPrefix());
  }

  /// That of a prefix, such as `/usr/local`.
  static Path under(Path prefix) {
    return prefix.resolve("share", "jupyter");
  }

  private static Path pythonPrefix() throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder("python3", "-c", "import sys; print(sys.prefix)")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String prefix = python.inputReader().readLine();
    if (python.waitFor() != 0 || prefix == null) {
      throw new IOException("python3 does not say its prefix; use --prefix DIR");
    }
    return Path.of(prefix);
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isEmpty();
  }

  private Path path(String variable) {
    return Path.of(environment.getOrDefault(variable, "")).toAbsolutePath();
  }
}
