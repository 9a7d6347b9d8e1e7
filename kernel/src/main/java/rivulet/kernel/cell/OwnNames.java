package rivulet.kernel.cell;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.function.Consumer;

/// Gives a class of a cell `toString`, and one that is thrown `printStackTrace`, unless it has them
/// by itself or from a class other than Java's `Object` and `Throwable`: those tell the name of the
/// class in the JVM.
final class OwnNames implements ClassTransform {
  private static final ClassDesc NAMES = ClassDesc.of(CellNames.class.getName());
  private static final ClassDesc TRACE = ClassDesc.of(PlainTrace.class.getName());
  private static final ClassDesc THROWABLE = ClassDesc.of(Throwable.class.getName());
  private static final String PRINT_NAME = "printStackTrace";
  private static final MethodTypeDesc TO_STRING = MethodTypeDesc.of(ConstantDescs.CD_String);
  private static final List<MethodTypeDesc> PRINT =
      List.of(
          ConstantDescs.MTD_void,
          MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of(PrintStream.class.getName())),
          MethodTypeDesc.of(ConstantDescs.CD_void, ClassDesc.of(PrintWriter.class.getName())));

  private final ClassModel model;

  OwnNames(ClassModel model) {
    this.model = model;
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    builder.with(element);
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    String parent = model.superclass().map(c -> c.asInternalName()).orElse("");
    boolean isThrown = hasMethodOf(parent, Throwable.class);
    if (model.flags().has(AccessFlag.INTERFACE)
        || (!isThrown && !parent.equals("java/lang/Object"))) {
      return;
    }
    var describe = TO_STRING.insertParameterTypes(0, ConstantDescs.CD_Object);
    add(builder, "toString", TO_STRING, c -> c.invokestatic(TRACE, "describe", describe));
    if (isThrown) {
      PRINT.forEach(type -> addPrint(builder, type));
    }
  }

  /// Whether the class is one of Java's that has this one's `toString`.
  private static boolean hasMethodOf(String internalName, Class<?> type) {
    try {
      return internalName.startsWith("java/")
          && Class.forName(internalName.replace('/', '.'), false, null)
              .getMethod("toString")
              .getDeclaringClass()
              .equals(type);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private void addPrint(ClassBuilder builder, MethodTypeDesc type) {
    var print = type.insertParameterTypes(0, THROWABLE);
    add(builder, PRINT_NAME, type, c -> c.invokestatic(NAMES, PRINT_NAME, print));
  }

  private void add(
      ClassBuilder builder, String name, MethodTypeDesc type, Consumer<CodeBuilder> call) {
    boolean declared =
        model.methods().stream()
            .anyMatch(m ->
                m.methodName().equalsString(name)
                    && m.methodType().equalsString(type.descriptorString()));
    if (!declared) {
      builder.withMethodBody(
          name,
          type,
          ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC,
          code -> body(code, type, call));
    }
  }

  private static void body(CodeBuilder code, MethodTypeDesc type, Consumer<CodeBuilder> call) {
    code.aload(0);
    if (type.parameterCount() > 0) {
      code.aload(1);
    }
    call.accept(code);
    code.return_(TypeKind.from(type.returnType()));
  }
}
