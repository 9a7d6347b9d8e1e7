package rivulet.kernel.cell;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.invoke.StringConcatFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts [Substitutes], [StaticSubstitutes], [Waits], [Reads] and [LargeNumbers] in the place of the
/// methods that they stand for, in calls and in method references; in code of cells [CellNames] and
/// [StaticCellNames] as well, and in the linking of `"" + value`.
final class SubstituteWeaving implements CodeTransform {
  private static final String CONCATENATION = "makeConcatWithConstants";

  private static final Set<Class<?>> STATIC =
      Set.of(StaticSubstitutes.class, StaticCellNames.class);

  /// @param of the type whose method it stands for
  private record Substitute(Class<?> of, boolean isStatic, DirectMethodHandleDesc method) {}

  /// The types whose methods static substitutes stand for, by their names.
  private static final Map<String, Class<?>> OF_STATIC =
      Map.of(
          "exit",
          System.class,
          "matches",
          Pattern.class,
          "valueOf",
          String.class,
          "format",
          String.class,
          "toString",
          Objects.class,
          CONCATENATION,
          StringConcatFactory.class);

  private static final Map<String, List<Substitute>> OF_ALL =
      substitutes(
          StaticSubstitutes.class, Substitutes.class, Waits.class, Reads.class, LargeNumbers.class);
  private static final Map<String, List<Substitute>> OF_CELLS =
      substitutes(
          StaticSubstitutes.class,
          Substitutes.class,
          Waits.class,
          Reads.class,
          LargeNumbers.class,
          StaticCellNames.class,
          CellNames.class);

  private final Map<String, List<Substitute>> substitutes;

  private SubstituteWeaving(Map<String, List<Substitute>> substitutes) {
    this.substitutes = substitutes;
  }

  /// For any code.
  SubstituteWeaving() {
    this(OF_ALL);
  }

  /// For code of cells, with [CellNames].
  static SubstituteWeaving ofCells() {
    return new SubstituteWeaving(OF_CELLS);
  }

  /// By name and descriptor of the methods that they stand for.
  private static Map<String, List<Substitute>> substitutes(Class<?>... holders) {
    Map<String, List<Substitute>> all = new HashMap<>();
    for (Class<?> holder : holders) {
      boolean isStatic = STATIC.contains(holder);
      for (Method method : publicMethods(holder)) {
        add(method, isStatic ? ofStatic(method) : method.getParameterTypes()[0], isStatic, all);
      }
    }
    return all;
  }

  private static Class<?> ofStatic(Method method) {
    return Objects.requireNonNull(OF_STATIC.get(method.getName()), method::toString);
  }

  private static List<Method> publicMethods(Class<?> holder) {
    return Arrays.stream(holder.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()))
        .toList();
  }

  private static void add(
      Method method, Class<?> of, boolean isStatic, Map<String, List<Substitute>> all) {
    MethodTypeDesc type =
        MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .describeConstable()
            .orElseThrow();
    MethodTypeDesc old = isStatic ? type : type.dropParameterTypes(0, 1);
    var handle =
        MethodHandleDesc.ofMethod(
            DirectMethodHandleDesc.Kind.STATIC,
            ClassDesc.of(method.getDeclaringClass().getName()),
            method.getName(),
            type);
    all.computeIfAbsent(method.getName() + old.descriptorString(), k -> new ArrayList<>())
        .add(new Substitute(of, isStatic, handle));
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    switch (element) {
      case InvokeInstruction call when call.opcode() != Opcode.INVOKESPECIAL -> call(code, call);
      case InvokeDynamicInstruction site -> site(code, site);
      default -> code.with(element);
    }
  }

  private void call(CodeBuilder code, InvokeInstruction call) {
    boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
    String method = call.name().stringValue() + call.type().stringValue();
    var other = find(method, call.owner().asInternalName(), isStatic);
    if (other == null) {
      code.with(call);
    } else {
      code.invokestatic(other.owner(), other.methodName(), other.invocationType());
    }
  }

  private void site(CodeBuilder code, InvokeDynamicInstruction site) {
    List<ConstantDesc> arguments = new ArrayList<>();
    for (ConstantDesc argument : site.bootstrapArgs()) {
      var other = argument instanceof DirectMethodHandleDesc method ? find(method) : null;
      arguments.add(other == null ? argument : other);
    }
    DirectMethodHandleDesc link = link(site);
    if (link.equals(site.bootstrapMethod()) && arguments.equals(site.bootstrapArgs())) {
      code.with(site);
    } else {
      code.invokedynamic(
          DynamicCallSiteDesc.of(
              link,
              site.name().stringValue(),
              site.typeSymbol(),
              arguments.toArray(ConstantDesc[]::new)));
    }
  }

  /// What links a site: another where texts are joined that are to be others.
  private DirectMethodHandleDesc link(InvokeDynamicInstruction site) {
    DirectMethodHandleDesc link = site.bootstrapMethod();
    if (!link.methodName().equals(CONCATENATION)
        || site.typeSymbol().parameterList().stream().noneMatch(SubstituteWeaving::mayBeTold)) {
      return link;
    }
    DirectMethodHandleDesc other = find(link);
    return other == null ? link : other;
  }

  private static boolean mayBeTold(ClassDesc type) {
    String name = type.descriptorString();
    return name.startsWith("Ljava/")
        && CellNames.mayBeTold(classOf(name.substring(1, name.length() - 1)));
  }

  private @Nullable DirectMethodHandleDesc find(DirectMethodHandleDesc method) {
    boolean isStatic =
        switch (method.kind()) {
          case STATIC, INTERFACE_STATIC -> true;
          default -> false;
        };
    boolean isCall =
        switch (method.kind()) {
          case STATIC, INTERFACE_STATIC, VIRTUAL, INTERFACE_VIRTUAL -> true;
          default -> false;
        };
    String owner = method.owner().descriptorString();
    return isCall && method.owner().isClassOrInterface()
        ? find(
            method.methodName() + method.lookupDescriptor(),
            owner.substring(1, owner.length() - 1),
            isStatic)
        : null;
  }

  private @Nullable DirectMethodHandleDesc find(String method, String owner, boolean isStatic) {
    List<Substitute> named = substitutes.getOrDefault(method, List.of());
    if (named.isEmpty() || !owner.startsWith("java/")) {
      return null;
    }
    return named.stream()
        .filter(s -> s.isStatic() == isStatic && s.of().isAssignableFrom(classOf(owner)))
        .map(Substitute::method)
        .findFirst()
        .orElse(null);
  }

  private static Class<?> classOf(String owner) {
    try {
      return Class.forName(owner.replace('/', '.'), false, null);
    } catch (ClassNotFoundException e) {
      return void.class; // of a module whose classes no substitute is for
    }
  }
}
