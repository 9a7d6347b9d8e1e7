package rivulet.kernel.cell;

import com.sun.tools.javac.tree.JCTree.JCAnnotatedType;
import com.sun.tools.javac.tree.JCTree.JCArrayTypeTree;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCTypeApply;
import com.sun.tools.javac.tree.JCTree.JCTypeParameter;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeInfo;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The methods of earlier cells that share their names with methods that a cell declares. While
/// javac compiles the cell, its class inherits them from a class without code, since members hide
/// what is imported; at run time they are reached through [Links], as ever.
final class Overloads {
  /// The class's name: no cell has it.
  static final String CLASS = "In0_0";

  private static final ClassFile CLASS_FILE =
      ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS);

  private Overloads() {}

  /// The class that a cell which declares these methods inherits from; null where it has none.
  static byte @Nullable [] classFor(List<JCMethodDecl> declared, Scope scope) {
    Map<String, Set<List<String>>> own =
        declared.stream()
            .collect(
                Collectors.groupingBy(
                    m -> m.name.toString(),
                    Collectors.mapping(Overloads::parameters, Collectors.toSet())));
    Set<MethodModel> older = new HashSet<>();
    own.forEach((name, signatures) ->
        scope
            .ownersOfMethods(name)
            .forEach(cell ->
                methods(cell, name)
                    .forEach(m -> {
                      if (!signatures.contains(parameters(m))) {
                        older.add(m);
                      }
                    })));
    return older.isEmpty() ? null : CLASS_FILE.build(type(), builder -> fill(builder, older));
  }

  private static ClassDesc type() {
    return ClassDesc.of(CellUnit.PACKAGE, CLASS);
  }

  private static List<MethodModel> methods(CellLoader cell, String name) {
    ClassModel model =
        ClassFile.of().parse(Objects.requireNonNull(cell.signatures().get(cell.binaryName())));
    return model.methods().stream().filter(m -> m.methodName().equalsString(name)).toList();
  }

  private static void fill(ClassBuilder builder, Set<MethodModel> methods) {
    builder.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER);
    builder.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_PUBLIC,
        code ->
            code.aload(0)
                .invokespecial(
                    ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
    methods.forEach(m -> declare(builder, m));
  }

  private static void declare(ClassBuilder builder, MethodModel method) {
    builder.withMethod(
        method.methodName(),
        method.methodType(),
        method.flags().flagsMask(),
        copy ->
            method.forEach(element -> {
              if (element instanceof CodeModel) {
                copy.withCode(code -> code.aconst_null().athrow());
              } else {
                copy.with(element);
              }
            }));
  }

  /// The parameters' erased types by their simple names: before attribution no more is known, and
  /// two types of one simple name are rare.
  private static List<String> parameters(JCMethodDecl method) {
    return method.params.stream().map(p -> parameter(p, method)).toList();
  }

  private static String parameter(JCVariableDecl parameter, JCMethodDecl method) {
    return erased(Objects.requireNonNull(parameter.vartype), method);
  }

  private static String erased(JCExpression type, JCMethodDecl method) {
    return switch (type) {
      case JCArrayTypeTree array -> erased(array.elemtype, method) + "[]";
      case JCTypeApply generic -> erased(generic.clazz, method);
      case JCAnnotatedType annotated -> erased(annotated.underlyingType, method);
      case JCFieldAccess qualified -> qualified.name.toString();
      case JCIdent name -> bound(name, method);
      default -> TreeInfo.name(type) == null ? type.toString() : TreeInfo.name(type).toString();
    };
  }

  private static String bound(JCIdent name, JCMethodDecl method) {
    for (JCTypeParameter variable : method.typarams) {
      if (variable.name.equals(name.name)) {
        return variable.bounds.isEmpty() ? "Object" : erased(variable.bounds.head, method);
      }
    }
    return name.name.toString();
  }

  private static List<String> parameters(MethodModel method) {
    MethodTypeDesc type = method.methodTypeSymbol();
    return type.parameterList().stream()
        .map(p -> p.displayName().replaceFirst("^.*\\$", ""))
        .toList();
  }
}
