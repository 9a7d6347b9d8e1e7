package rivulet.kernel.cell;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.util.Optional;

/// Puts stop checks, what stands for calls that ignore interrupts, and what binds tasks to cells
/// into a library's class. What is put in has no branches, leaves the stack as it is, and uses
/// local variables that no stack map names, so the class keeps its own stack maps: none have to be
/// computed, which would need all the classes that the library names, whether they are there or
/// not.
///
/// Static initializers stay as they are, since a class whose initializer is stopped is lost for the
/// session.
final class LibraryWeaving {
  private static final ClassFile CLASS_FILE =
      ClassFile.of(
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.DeadCodeOption.KEEP_DEAD_CODE,
          ClassFile.ConstantPoolSharingOption.SHARED_POOL);

  private LibraryWeaving() {}

  /// The class woven, or as it is where it cannot be: it is a library's and may be anything.
  static byte[] weave(byte[] bytes) {
    try {
      ClassModel model = CLASS_FILE.parse(bytes);
      return CLASS_FILE.transformClass(
          model,
          ClassTransform.transformingMethods(LibraryWeaving::isWoven, LibraryWeaving::weave));
    } catch (RuntimeException e) {
      return bytes;
    }
  }

  private static boolean isWoven(MethodModel method) {
    return !method.methodName().equalsString("<clinit>");
  }

  private static void weave(MethodBuilder method, MethodElement element) {
    if (element instanceof CodeModel code) {
      method.transformCode(
          code,
          new SubstituteWeaving()
              .andThen(HandoffWeaving.ofLibraries())
              .andThen(new ConsoleWeaving())
              .andThen(CodeTransform.ofStateful(StopWeaving::new))
              .andThen(new OwnStackMaps(code.findAttribute(Attributes.stackMapTable()))));
    } else {
      method.with(element);
    }
  }

  private record OwnStackMaps(Optional<StackMapTableAttribute> maps) implements CodeTransform {
    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      code.with(element);
    }

    @Override
    public void atEnd(CodeBuilder code) {
      maps.ifPresent(own -> code.with(StackMapTableAttribute.of(own.entries())));
    }
  }
}
