package rivulet.kernel.cell;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Binds the tasks that code gives to executors and futures to the cell, by [Handoff] or, in
/// libraries, by [LibraryHandoff].
final class HandoffWeaving implements CodeTransform {

  /// The types that take tasks, as calls name them.
  private static final Set<String> TAKERS =
      Stream.of(
              "Executor",
              "ExecutorService",
              "ScheduledExecutorService",
              "AbstractExecutorService",
              "ThreadPoolExecutor",
              "ScheduledThreadPoolExecutor",
              "ForkJoinPool",
              "CompletionService",
              "ExecutorCompletionService",
              "CompletionStage",
              "CompletableFuture")
          .map("java/util/concurrent/"::concat)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<ClassDesc> TASKS =
      Stream.of(
              "java.lang.Runnable",
              "java.util.concurrent.Callable",
              "java.util.function.Supplier",
              "java.util.function.Function",
              "java.util.function.BiFunction",
              "java.util.function.Consumer",
              "java.util.function.BiConsumer",
              "java.util.Collection")
          .map(ClassDesc::of)
          .collect(Collectors.toUnmodifiableSet());

  private final ClassDesc handoff;

  private HandoffWeaving(Class<?> handoff) {
    this.handoff = ClassDesc.of(handoff.getName());
  }

  static HandoffWeaving ofCells() {
    return new HandoffWeaving(Handoff.class);
  }

  static HandoffWeaving ofLibraries() {
    return new HandoffWeaving(LibraryHandoff.class);
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && takesTasks(call)) {
      bind(code, call.typeSymbol());
    }
    code.with(element);
  }

  /// A task that is taken out again must be the one that was put in.
  private static boolean takesTasks(InvokeInstruction call) {
    return TAKERS.contains(call.owner().asInternalName())
        && !call.name().equalsString("remove")
        && call.typeSymbol().parameterList().stream().anyMatch(TASKS::contains);
  }

  /// Binds the tasks among the arguments on the stack; those above the lowest task are put aside
  /// meanwhile.
  private void bind(CodeBuilder code, MethodTypeDesc type) {
    record Aside(TypeKind kind, int slot) {}
    Deque<Aside> aside = new ArrayDeque<>();
    int lowest = 0;
    while (!TASKS.contains(type.parameterType(lowest))) {
      lowest++;
    }
    for (int i = type.parameterCount() - 1; i >= lowest; i--) {
      ClassDesc parameter = type.parameterType(i);
      if (TASKS.contains(parameter)) {
        code.invokestatic(handoff, "of", MethodTypeDesc.of(parameter, parameter));
      }
      if (i > lowest) {
        TypeKind kind = TypeKind.from(parameter);
        int slot = code.allocateLocal(kind);
        code.storeLocal(kind, slot);
        aside.push(new Aside(kind, slot));
      }
    }
    aside.forEach(argument -> code.loadLocal(argument.kind(), argument.slot()));
  }
}
