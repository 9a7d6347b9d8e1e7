package rivulet.kernel.cell;

import java.io.ByteArrayInputStream;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What happens to a cell's bytes between javac and the JVM: members become public (each cell has
/// its own loader, so what javac saw as one package is many at run time), code reaches other cells
/// through [Links], and loops and methods check whether to stop.
final class Weaver {
  private static final Pattern CELL = Pattern.compile("\\bcell/(In\\d+(?:_\\d+)?)\\b");

  private final Set<String> defined;
  private final ClassFile classFile;

  /// @param classes the cell's classes by binary name
  /// @param defined names of the variables and methods that the cell defines
  /// @param parent where the classes of no cell are
  Weaver(
      Map<String, byte[]> classes,
      Set<String> defined,
      Iterable<CellLoader> others,
      ClassLoader parent) {
    this.defined = defined;
    Map<String, byte[]> known = new HashMap<>(classes);
    others.forEach(cell -> known.putAll(cell.signatures()));
    ClassHierarchyResolver cells =
        ClassHierarchyResolver.ofResourceParsing((ClassDesc c) -> {
          byte[] bytes = known.get(binaryName(c));
          return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
    classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                cells.orElse(ClassHierarchyResolver.ofClassLoading(parent)).cached()),
            ClassFile.ConstantPoolSharingOption.NEW_POOL);
  }

  private static String binaryName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  /// The cells that a woven class names.
  static Set<String> cellsNamedIn(byte[] bytes) {
    Set<String> cells = new HashSet<>();
    for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
      if (entry instanceof Utf8Entry text) {
        CELL.matcher(text.stringValue()).results().forEach(r -> cells.add(r.group(1)));
      }
    }
    return cells;
  }

  byte[] weave(byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    String owner = model.thisClass().asInternalName();
    ClassTransform woven =
        ((ClassTransform) (builder, element) -> widen(builder, element))
            .andThen(ClassTransform.transformingMethods(method(owner)));
    return classFile.transformClass(model, woven.andThen(new OwnNames(model)));
  }

  private MethodTransform method(String owner) {
    return (builder, element) -> {
      if (element instanceof CodeModel code) {
        String method = methodOf(code);
        CodeTransform links =
            CodeTransform.ofStateful(() -> new LinkWeaving(owner, method, defined));
        builder.transformCode(
            code,
            links
                .andThen(SubstituteWeaving.ofCells())
                .andThen(HandoffWeaving.ofCells())
                .andThen(new ConsoleWeaving())
                .andThen(CodeTransform.ofStateful(StopWeaving::new)));
      } else {
        builder.with(element);
      }
    };
  }

  private static String methodOf(CodeModel code) {
    return code.parent().map(m -> m.methodName().stringValue()).orElse("");
  }

  private static void widen(ClassBuilder builder, ClassElement element) {
    switch (element) {
      case AccessFlags flags -> builder.withFlags(wider(flags.flagsMask()));
      case MethodModel method when !method.methodName().equalsString("<clinit>") ->
          builder.transformMethod(
              method,
              (b, e) -> {
                if (e instanceof AccessFlags flags) {
                  b.withFlags(wider(flags.flagsMask()));
                } else {
                  b.with(e);
                }
              });
      case FieldModel field ->
          builder.transformField(
              field,
              (b, e) -> {
                if (e instanceof AccessFlags flags) {
                  b.withFlags(wider(flags.flagsMask()));
                } else {
                  b.with(e);
                }
              });
      default -> builder.with(element);
    }
  }

  /// Private stays: it is the business of one nest, which is one loader.
  private static int wider(int flags) {
    boolean isPrivate = (flags & ClassFile.ACC_PRIVATE) != 0;
    return isPrivate ? flags : (flags & ~ClassFile.ACC_PROTECTED) | ClassFile.ACC_PUBLIC;
  }
}
