package rivulet.install;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// `rivulet install`: writes the kernelspec where Jupyter finds it, with the AOT cache, and says
/// where that is.
final class InstallCommand {
  private InstallCommand() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws WrongUsage, IOException, InterruptedException {
    Words words = Words.of(arguments, Set.of("--user", "--sys-prefix"), Set.of("--prefix"));
    words.noOperands();
    if (words.optionCount() > 1) {
      throw new WrongUsage("--user, --sys-prefix and --prefix exclude each other");
    }
    Kernelspec spec = Kernelspec.in(dataFolder(words, JupyterFolders.ofThisProcess()));
    Product product = Product.running();
    var _ = Training.ensure(product, err);
    spec.write(product);
    out.println("Installed the kernel \"Java (Rivulet)\" in " + spec.folder());
    return Main.OK;
  }

  private static Path dataFolder(Words words, JupyterFolders folders)
      throws IOException, InterruptedException {
    String prefix = words.value("--prefix");
    if (prefix != null) {
      return JupyterFolders.under(Path.of(prefix));
    }
    return words.has("--sys-prefix") ? folders.systemPrefix() : folders.user();
  }
}
