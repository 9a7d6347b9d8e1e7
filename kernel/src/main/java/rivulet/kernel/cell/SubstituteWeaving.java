package rivulet.kernel.cell;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/// Puts [Substitutes] in the place of the methods that they stand for.
final class SubstituteWeaving implements CodeTransform {
  private static final ClassDesc SUBSTITUTES = ClassDesc.of(Substitutes.class.getName());

  /// By owner and name, with the type that takes the receiver; erased, as in class files.
  private static final Map<String, String> METHODS =
      Map.of(
          "java/lang/System.exit(I)V", "exit",
          "java/lang/Runtime.exit(I)V", "exit",
          "java/lang/Runtime.halt(I)V", "exit",
          "java/util/concurrent/CompletableFuture.join()Ljava/lang/Object;", "join",
          "java/util/concurrent/locks/Lock.lock()V", "lock",
          "java/util/concurrent/locks/ReentrantLock.lock()V", "lock");

  private static final ClassDesc LOCK = ClassDesc.of("java.util.concurrent.locks.Lock");

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call) {
      String owner = call.owner().asInternalName();
      String name = METHODS.get(owner + "." + call.name() + call.type());
      if (name != null) {
        code.invokestatic(SUBSTITUTES, name, type(call));
        return;
      }
    }
    code.with(element);
  }

  private static MethodTypeDesc type(InvokeInstruction call) {
    MethodTypeDesc type = call.typeSymbol();
    if (call.opcode() == Opcode.INVOKESTATIC) {
      return type;
    }
    boolean isLock = call.name().equalsString("lock");
    return type.insertParameterTypes(0, isLock ? LOCK : call.owner().asSymbol());
  }
}
