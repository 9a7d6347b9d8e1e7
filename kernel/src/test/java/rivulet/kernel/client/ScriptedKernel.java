package rivulet.kernel.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rivulet.kernel.session.Extension;
import rivulet.kernel.session.KernelMain;
import rivulet.kernel.session.Language;

/// A kernel process with the toy language.
public final class ScriptedKernel {
  private ScriptedKernel() {}

  /// Runs it; a second argument `broken` makes it end before it starts, `lame` when it makes its
  /// interpreter.
  public static void main(String[] args) throws IOException {
    if (args.length > 1 && args[1].equals("broken")) {
      System.err.println("this kernel is broken");
      System.exit(3);
    }
    boolean lame = args.length > 1 && args[1].equals("lame");
    KernelMain.run(Path.of(args[0]), null, extensions -> language(extensions, lame));
  }

  private static Language language(List<Extension> extensions, boolean lame) {
    if (lame) {
      throw new IllegalStateException("no compiler here");
    }
    return Language.of(extensions, new ScriptedInterpreter(), new ScriptedAssistant());
  }

  static List<String> command(String... more) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path,
                ScriptedKernel.class.getName(),
                "{connection_file}"));
    command.addAll(List.of(more));
    return command;
  }
}
