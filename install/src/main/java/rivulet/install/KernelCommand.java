package rivulet.install;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.assist.JavaAssistant;
import rivulet.kernel.cell.JavaInterpreter;
import rivulet.kernel.client.KernelProcess;
import rivulet.kernel.magic.Environment;
import rivulet.kernel.magic.MagicInterpreter;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.KernelMain;
import rivulet.kernel.session.Language;

/// `rivulet kernel`: the kernel, in this process.
final class KernelCommand {
  private KernelCommand() {}

  static int run(List<String> arguments) throws WrongUsage, IOException {
    Path file = Path.of(Words.of(arguments, Set.of(), Set.of()).operand("CONNECTION_FILE"));
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    @Nullable FileLock hold = JarFolder.hold(Product.running());
    try {
      KernelMain.run(file, history(System.getenv()), KernelCommand::language);
    } finally {
      Reference.reachabilityFence(hold);
    }
    return Main.OK;
  }

  private static Language language(List<Extension> extensions) {
    Environment environment = Environment.ofProcess();
    JavaInterpreter java = new JavaInterpreter(extensions, environment.compilerOptions());
    MagicInterpreter magics =
        new MagicInterpreter(java, java.classPath(), java.definitions(), extensions, environment);
    return Language.of(extensions, magics, new JavaAssistant(java.sketches(), magics));
  }

  /// Where cells are kept: in Jupyter's data folder, or where the variable says.
  private static @Nullable Path history(Map<String, String> environment) {
    String wish = environment.getOrDefault(KernelProcess.HISTORY_VARIABLE, "");
    if (wish.isEmpty()) {
      return JupyterFolders.ofThisProcess().user().resolve("rivulet").resolve("history.sqlite");
    }
    return wish.equals("off") ? null : Path.of(wish);
  }
}
