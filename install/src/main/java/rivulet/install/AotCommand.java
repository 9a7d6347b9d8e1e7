package rivulet.install;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/// `rivulet aot`: makes the AOT cache of the kernels that `rivulet run` starts and `rivulet
/// install` copies, unless it is there.
final class AotCommand {
  private AotCommand() {}

  static int run(List<String> arguments, PrintStream err) throws WrongUsage, IOException {
    Words.of(arguments, Set.of(), Set.of()).noOperands();
    return Training.ensure(Product.running(), err) ? Main.OK : Main.FAILED;
  }
}
