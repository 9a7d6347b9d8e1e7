package rivulet.kernel.cell;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;

/// Turns accesses to the variables and methods of cells into calls through [Links]. Only the run
/// method reaches its own cell directly: it runs once, now.
final class LinkWeaving implements CodeTransform {
  private static final DirectMethodHandleDesc BOOTSTRAP =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          ClassDesc.of(Links.class.getName()),
          "bootstrap",
          MethodType.methodType(
                  CallSite.class,
                  MethodHandles.Lookup.class,
                  String.class,
                  MethodType.class,
                  String.class)
              .describeConstable()
              .orElseThrow());

  private final String owner;
  private final boolean runsOnce;
  private final Set<String> defined;
  private int local = -1;

  /// @param owner the internal name of the class that the code belongs to
  /// @param method the name of its method
  /// @param defined what the cell itself defines
  LinkWeaving(String owner, String method, Set<String> defined) {
    this.owner = owner;
    this.runsOnce = method.equals(CellUnit.RUN);
    this.defined = defined;
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    switch (element) {
      case InvokeInstruction i
          when i.opcode() == Opcode.INVOKESTATIC && isLinked(i.owner().asInternalName(), name(i)) ->
          call(code, i);
      case FieldInstruction f
          when isStatic(f.opcode())
              && isLinked(f.owner().asInternalName(), f.name().stringValue()) ->
          access(code, f);
      default -> code.with(element);
    }
  }

  private static String name(InvokeInstruction invoke) {
    return invoke.name().stringValue();
  }

  private static boolean isStatic(Opcode opcode) {
    return opcode == Opcode.GETSTATIC || opcode == Opcode.PUTSTATIC;
  }

  private boolean isLinked(String target, String name) {
    String cell = CellLoader.cellOf(target.replace('/', '.'));
    if (cell == null || target.indexOf('$') >= 0) {
      return false;
    }
    boolean own = owner.equals(target) || owner.startsWith(target + "$");
    return own ? !runsOnce && defined.contains(name) : true;
  }

  private void call(CodeBuilder code, InvokeInstruction invoke) {
    code.invokedynamic(site(Links.Kind.CALL, name(invoke), invoke.typeSymbol()));
    nameValue(code, invoke.typeSymbol().returnType(), name(invoke) + "()");
  }

  private void access(CodeBuilder code, FieldInstruction field) {
    String name = field.name().stringValue();
    ClassDesc type = field.typeSymbol();
    if (field.opcode() == Opcode.PUTSTATIC) {
      var setter = MethodTypeDesc.of(ConstantDescs.CD_void, type);
      code.invokedynamic(site(Links.Kind.SET, name, setter));
    } else {
      code.invokedynamic(site(Links.Kind.GET, name, MethodTypeDesc.of(type)));
      nameValue(code, type, name);
    }
  }

  private static DynamicCallSiteDesc site(Links.Kind kind, String name, MethodTypeDesc type) {
    return DynamicCallSiteDesc.of(BOOTSTRAP, name, type, kind.name());
  }

  /// Lets the value pass through a local variable that bears its name, so that the JVM can say
  /// `because "x" is null`: the result of a call site has no name.
  private void nameValue(CodeBuilder code, ClassDesc type, String name) {
    if (type.isPrimitive()) {
      return;
    }
    if (local < 0) {
      local = code.allocateLocal(TypeKind.REFERENCE);
    }
    code.storeLocal(TypeKind.REFERENCE, local);
    Label start = code.newBoundLabel();
    code.loadLocal(TypeKind.REFERENCE, local);
    code.localVariable(local, name, type, start, code.newBoundLabel());
  }
}
