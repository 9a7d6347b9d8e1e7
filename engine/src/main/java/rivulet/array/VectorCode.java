package rivulet.array;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The instructions of the methods of a class of functions, to be copied into other methods.
///
/// HotSpot inlines calls up to a number of nodes that two exponentials exceed, but for the methods
/// of the Vector API, which it always inlines. So what is left after copying is only these.
final class VectorCode {
  private static final String PACKAGE = VectorCode.class.getPackageName().replace('.', '/') + "/";

  private final String owner;
  private final Map<String, ClassModel> classes = new HashMap<>();

  /// @param functions static methods without branches
  VectorCode(Class<?> functions) {
    owner = functions.getName().replace('.', '/');
  }

  /// Copies a function, whose operands are on the stack and are replaced by its result.
  ///
  /// @throws LinkageError if there is none of this name
  void copy(String name, CodeBuilder code) {
    copy(method(owner, method -> method.methodName().equalsString(name)), code);
  }

  private void copy(MethodModel method, CodeBuilder code) {
    Map<Integer, Integer> locals = new HashMap<>();
    takeOperands(method.methodTypeSymbol(), locals, code);
    for (CodeElement element : method.code().orElseThrow()) {
      if (element instanceof Instruction instruction) copy(instruction, locals, code);
    }
  }

  private static void takeOperands(
      MethodTypeDesc type, Map<Integer, Integer> locals, CodeBuilder code) {
    int slot = type.parameterList().stream().mapToInt(p -> TypeKind.from(p).slotSize()).sum();
    for (int k = type.parameterCount() - 1; k >= 0; k--) {
      TypeKind kind = TypeKind.from(type.parameterType(k));
      slot -= kind.slotSize();
      code.storeLocal(kind, local(slot, kind, locals, code));
    }
  }

  private void copy(Instruction instruction, Map<Integer, Integer> locals, CodeBuilder code) {
    switch (instruction) {
      case LoadInstruction load ->
          code.loadLocal(load.typeKind(), local(load.slot(), load.typeKind(), locals, code));
      case StoreInstruction store ->
          code.storeLocal(store.typeKind(), local(store.slot(), store.typeKind(), locals, code));
      case ReturnInstruction _ -> {} // the result is on the stack
      case InvokeInstruction call when isOurs(call) ->
          copy(method(call.owner().asInternalName(), method -> is(method, call)), code);
      default -> code.with(instruction);
    }
  }

  private static boolean isOurs(InvokeInstruction call) {
    return call.opcode() == Opcode.INVOKESTATIC
        && call.owner().asInternalName().startsWith(PACKAGE);
  }

  private static boolean is(MethodModel method, InvokeInstruction call) {
    return method.methodName().equalsString(call.name().stringValue())
        && method.methodType().equalsString(call.type().stringValue());
  }

  private static int local(
      int slot, TypeKind kind, Map<Integer, Integer> locals, CodeBuilder code) {
    return locals.computeIfAbsent(slot, _ -> code.allocateLocal(kind));
  }

  private MethodModel method(String type, Predicate<MethodModel> wanted) {
    return classes.computeIfAbsent(type, VectorCode::parse).methods().stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new LinkageError("no such function in " + type));
  }

  private static ClassModel parse(String type) {
    String file = type.substring(PACKAGE.length()) + ".class";
    try (InputStream in = VectorCode.class.getResourceAsStream(file)) {
      if (in == null) throw new LinkageError("no class file of " + type);
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
