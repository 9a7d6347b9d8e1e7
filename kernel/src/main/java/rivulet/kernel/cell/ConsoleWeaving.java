package rivulet.kernel.cell;

import java.io.Console;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts [CellConsole] in the place of [Console].
final class ConsoleWeaving implements CodeTransform {
  private static final ClassDesc CELL_CONSOLE = ClassDesc.of(CellConsole.class.getName());
  private static final ClassDesc CONSOLE = ClassDesc.of(Console.class.getName());

  private static final Set<String> METHODS =
      Arrays.stream(Console.class.getDeclaredMethods())
          .map(Method::getName)
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (!(element instanceof InvokeInstruction call)) {
      code.with(element);
    } else if (asksForConsole(call)) {
      code.invokestatic(CELL_CONSOLE, "console", call.typeSymbol());
    } else if (isOfConsole(call)) {
      String name = call.name().stringValue();
      code.invokestatic(CELL_CONSOLE, name, call.typeSymbol().insertParameterTypes(0, CONSOLE));
    } else {
      code.with(element);
    }
  }

  private static boolean asksForConsole(InvokeInstruction call) {
    return call.owner().name().equalsString("java/lang/System")
        && call.name().equalsString("console");
  }

  private static boolean isOfConsole(InvokeInstruction call) {
    return call.owner().name().equalsString("java/io/Console")
        && METHODS.contains(call.name().stringValue());
  }
}
