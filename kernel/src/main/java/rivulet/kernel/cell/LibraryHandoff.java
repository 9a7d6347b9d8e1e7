package rivulet.kernel.cell;

import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// [Handoff] for code of libraries. An executor of theirs may know its tasks by their classes, so
/// only those are bound that nobody can ask for more than their interface: lambdas, method
/// references, and anonymous classes that extend nothing.
@SuppressWarnings("overloads") // only woven code calls them, with types that are known
public final class LibraryHandoff {
  private LibraryHandoff() {}

  private static boolean isPlain(@Nullable Object task) {
    if (task == null) {
      return false;
    }
    Class<?> type = task.getClass();
    return type.isHidden()
        || (type.isAnonymousClass()
            && Object.class.equals(type.getSuperclass())
            && type.getInterfaces()[0].getModule() == Object.class.getModule());
  }

  /// A task, bound to the cell that gives it.
  public static @Nullable Runnable of(@Nullable Runnable task) {
    return isPlain(task) ? Handoff.of(task) : task;
  }

  /// The same for a task with a result.
  public static @Nullable Callable<?> of(@Nullable Callable<?> task) {
    return isPlain(task) ? Handoff.of(task) : task;
  }

  /// The same for the start of a chain of futures.
  public static @Nullable Supplier<?> of(@Nullable Supplier<?> task) {
    return isPlain(task) ? Handoff.of(task) : task;
  }

  /// The same for a step of a chain of futures.
  public static @Nullable Function<?, ?> of(@Nullable Function<?, ?> step) {
    return isPlain(step) ? Handoff.of(step) : step;
  }

  /// The same for a step that takes two values.
  public static @Nullable BiFunction<?, ?, ?> of(@Nullable BiFunction<?, ?, ?> step) {
    return isPlain(step) ? Handoff.of(step) : step;
  }

  /// The same for a step without a result.
  public static @Nullable Consumer<?> of(@Nullable Consumer<?> step) {
    return isPlain(step) ? Handoff.of(step) : step;
  }

  /// The same for a step that takes two values and has no result.
  public static @Nullable BiConsumer<?, ?> of(@Nullable BiConsumer<?, ?> step) {
    return isPlain(step) ? Handoff.of(step) : step;
  }

  /// The same for the tasks of `invokeAll` and `invokeAny`.
  public static @Nullable Collection<?> of(@Nullable Collection<?> tasks) {
    boolean plain = tasks != null && tasks.stream().allMatch(LibraryHandoff::isPlain);
    return plain ? Handoff.of(tasks) : tasks;
  }
}
