package rivulet.array.natives;

import java.nio.file.Path;
import java.util.Locale;

/// An operating system on an architecture, by the names that Maven's classifiers have.
///
/// @param system `linux`, `macosx` or `windows`
/// @param architecture `x86_64` or `arm64`
record Platform(String system, String architecture) {
  static final Platform HERE =
      of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));

  /// Of what Java calls them.
  static Platform of(String name, String arch) {
    String lower = name.toLowerCase(Locale.ROOT);
    String system =
        lower.startsWith("mac") ? "macosx" : lower.startsWith("windows") ? "windows" : "linux";
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    return new Platform(system, arm ? "arm64" : intel ? "x86_64" : arch);
  }

  String classifier() {
    return system + "-" + architecture;
  }

  boolean isIntel() {
    return architecture.equals("x86_64");
  }

  /// What is right on Linux, on macOS or on Windows.
  <T> T pick(T linux, T mac, T windows) {
    return switch (system) {
      case "macosx" -> mac;
      case "windows" -> windows;
      default -> linux;
    };
  }

  /// Where programs keep what they can make again.
  Path cache() {
    Path home = Path.of(System.getProperty("user.home", "."));
    String variable = system.equals("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME";
    String set = System.getenv(variable);
    if (set != null && Path.of(set).isAbsolute()) return Path.of(set, "rivulet");
    return home.resolve(system.equals("macosx") ? "Library/Caches" : ".cache").resolve("rivulet");
  }
}
