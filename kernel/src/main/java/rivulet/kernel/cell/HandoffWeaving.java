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

/// Binds the tasks that code gives to executors and futures to the cell, by [Handoff].
final class HandoffWeaving implements CodeTransform {
  private static final ClassDesc HANDOFF = ClassDesc.of(Handoff.class.getName());

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

  /// Those of them that executors take.
  private static final Set<ClassDesc> SOUGHT =
      Stream.of("java.lang.Runnable", "java.util.concurrent.Callable", "java.util.Collection")
          .map(ClassDesc::of)
          .collect(Collectors.toUnmodifiableSet());

  /// The types whose tasks nobody sees again but the JDK.
  private static final Set<String> DISCREET =
      Set.of("java/util/concurrent/CompletionStage", "java/util/concurrent/CompletableFuture");

  private final boolean ofLibraries;

  private HandoffWeaving(boolean ofLibraries) {
    this.ofLibraries = ofLibraries;
  }

  static HandoffWeaving ofCells() {
    return new HandoffWeaving(false);
  }

  /// For code whose executors may be its own, and look for the tasks that they were given.
  static HandoffWeaving ofLibraries() {
    return new HandoffWeaving(true);
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call && takesTasks(call)) {
      boolean mayBeSought = ofLibraries && !DISCREET.contains(call.owner().asInternalName());
      bind(code, mayBeSought, call.typeSymbol());
    }
    code.with(element);
  }

  /// What takes tasks out again gets a collection that is to be filled.
  private static boolean takesTasks(InvokeInstruction call) {
    return TAKERS.contains(call.owner().asInternalName())
        && !call.name().equalsString("drainTasksTo")
        && call.typeSymbol().parameterList().stream().anyMatch(TASKS::contains);
  }

  /// Binds the tasks among the arguments on the stack; those above the lowest task are put aside
  /// meanwhile.
  private static void bind(CodeBuilder code, boolean mayBeSought, MethodTypeDesc type) {
    record Aside(TypeKind kind, int slot) {}
    Deque<Aside> aside = new ArrayDeque<>();
    int lowest = 0;
    while (!TASKS.contains(type.parameterType(lowest))) {
      lowest++;
    }
    for (int i = type.parameterCount() - 1; i >= lowest; i--) {
      ClassDesc parameter = type.parameterType(i);
      if (TASKS.contains(parameter)) {
        String binder = mayBeSought && SOUGHT.contains(parameter) ? "ofUnnamed" : "of";
        code.invokestatic(HANDOFF, binder, MethodTypeDesc.of(parameter, parameter));
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
