package rivulet.array.natives;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A native library for as long as the process lives, or the lack of it.
///
/// The variable `RIVULET_NATIVE` says which may be loaded: `off` for none, or names separated by
/// commas, `onednn,openblas` for all. Where one that may be loaded cannot be, a line on standard
/// error says so.
final class SharedLibrary {
  private static final String SETTING = System.getenv().getOrDefault("RIVULET_NATIVE", "on");

  /// The files of a library: the system's, and those that come with it.
  record Files(List<String> ofSystem, List<String> own) {
    static Files own(String... names) {
      return new Files(List.of(), List.of(names));
    }
  }

  private final @Nullable SymbolLookup symbols;

  private SharedLibrary(@Nullable SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /// One that this platform does not have.
  static SharedLibrary none() {
    return new SharedLibrary(null);
  }

  /// Loads files of a resource folder, each after those that it needs. What stands in no such
  /// folder is looked for among the system's libraries.
  ///
  /// @param functions that must be there
  static SharedLibrary load(String name, String folder, Files files, List<String> functions) {
    return load(SETTING, name, folder, files, functions);
  }

  static SharedLibrary load(
      String setting, String name, String folder, Files files, List<String> functions) {
    if (!setting.equals("on") && !List.of(setting.split(",")).contains(name)) return none();
    try {
      return new SharedLibrary(symbols(folder, files, functions));
    } catch (IOException | IllegalArgumentException | IllegalCallerException | LinkageError e) {
      System.err.println(
          "rivulet: the native library "
              + name
              + " cannot be used ("
              + e.getMessage()
              + "); Java's loops take its place");
      return none();
    }
  }

  @SuppressWarnings("restricted") // the JVM line enables native access
  private static SymbolLookup symbols(String folder, Files files, List<String> functions)
      throws IOException {
    String resources = "org/bytedeco/" + folder + "/" + Platform.HERE.classifier();
    SymbolLookup symbols = _ -> Optional.empty();
    for (String file : files.ofSystem()) {
      symbols = symbols.or(SymbolLookup.libraryLookup(file, Arena.global()));
    }
    for (Path file : new LibraryFolder(Platform.HERE.cache()).of(resources, files.own())) {
      symbols = symbols.or(SymbolLookup.libraryLookup(file, Arena.global()));
    }
    for (String function : functions) find(symbols, function);
    return symbols;
  }

  private static MemorySegment find(SymbolLookup symbols, String function) {
    return symbols
        .find(function)
        .orElseThrow(() -> new UnsatisfiedLinkError("it has no function " + function));
  }

  boolean isLoaded() {
    return symbols != null;
  }

  /// A function that returns soon and takes Java arrays: the collector waits for it.
  MethodHandle critical(String name, FunctionDescriptor type) {
    return handle(name, type, Linker.Option.critical(true));
  }

  /// A function that returns at once and takes no Java arrays.
  MethodHandle quick(String name, FunctionDescriptor type) {
    return handle(name, type, Linker.Option.critical(false));
  }

  /// A function that takes native memory only.
  MethodHandle function(String name, FunctionDescriptor type) {
    return handle(name, type);
  }

  @SuppressWarnings("restricted")
  private MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... options) {
    if (symbols == null) throw new IllegalStateException("not loaded");
    return Linker.nativeLinker().downcallHandle(find(symbols, name), type, options);
  }

  /// What a function that declares nothing threw: a mistake in calling it.
  static AssertionError unexpected(Throwable t) {
    return new AssertionError("a native call failed", t);
  }
}
