package rivulet.kernel.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Surface;

/// What code of cells gives to threads that may be older than the cell: workers of executors and of
/// the common pool. While a worker does such a task it prints and shows where the cell does that
/// gave it, and an interrupt of that cell stops it. (A thread that a cell starts needs none of
/// this: it inherits both.)
@SuppressWarnings("overloads") // only woven code calls them, with types that are known
public final class Handoff {
  private final @Nullable Surface surface = Surface.current();
  private final @Nullable CellRun run = CellRun.current();

  private Handoff() {}

  /// A task bound to the cell that gives it. One that its executor may compare or look for stays
  /// what it is.
  public static @Nullable Runnable of(@Nullable Runnable task) {
    if (task == null || task instanceof Comparable || task instanceof Future) {
      return task;
    }
    return new Task(new Handoff(), task);
  }

  /// A bound task; the same task bound again is equal to it, so that an executor's `remove` finds
  /// it.
  private record Task(Handoff giver, Runnable task) implements Runnable {
    @Override
    public void run() {
      giver.run(task);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very task
    public boolean equals(@Nullable Object other) {
      return other instanceof Task(var _, var same) && same == task;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(task);
    }
  }

  /// The same for a task with a result.
  public static <T extends @Nullable Object> @Nullable Callable<T> of(@Nullable Callable<T> task) {
    if (task == null) {
      return null;
    }
    Handoff giver = new Handoff();
    return () -> giver.call(task);
  }

  /// The same for the start of a chain of futures.
  public static <T extends @Nullable Object> @Nullable Supplier<T> of(@Nullable Supplier<T> task) {
    if (task == null) {
      return null;
    }
    Handoff giver = new Handoff();
    return () -> giver.get(task);
  }

  /// The same for a step of a chain of futures.
  public static <T extends @Nullable Object, R extends @Nullable Object>
      @Nullable Function<T, R> of(@Nullable Function<T, R> step) {
    if (step == null) {
      return null;
    }
    Handoff giver = new Handoff();
    return value -> giver.get(() -> step.apply(value));
  }

  /// The same for a step that takes two values, or a value and an error.
  public static <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
      @Nullable BiFunction<T, U, R> of(@Nullable BiFunction<T, U, R> step) {
    if (step == null) {
      return null;
    }
    Handoff giver = new Handoff();
    return (first, second) -> giver.get(() -> step.apply(first, second));
  }

  /// The same for a step without a result.
  public static <T extends @Nullable Object> @Nullable Consumer<T> of(@Nullable Consumer<T> step) {
    if (step == null) {
      return null;
    }
    Handoff giver = new Handoff();
    return value -> giver.run(() -> step.accept(value));
  }

  /// The same for a step that takes two values and has no result.
  public static <T extends @Nullable Object, U extends @Nullable Object>
      @Nullable BiConsumer<T, U> of(@Nullable BiConsumer<T, U> step) {
    if (step == null) {
      return null;
    }
    Handoff giver = new Handoff();
    return (first, second) -> giver.run(() -> step.accept(first, second));
  }

  /// The same for the tasks of `invokeAll` and `invokeAny`.
  public static @Nullable Collection<?> of(@Nullable Collection<?> tasks) {
    if (tasks == null) {
      return null;
    }
    List<@Nullable Object> bound = new ArrayList<>(tasks.size());
    tasks.forEach(task -> bound.add(task instanceof Callable<?> call ? Handoff.of(call) : task));
    return bound;
  }

  // Tasks of libraries, for executors. A library may have an executor of its own, which knows its
  // own class of tasks when one comes out of the queue again; only a task whose class has no name
  // cannot be looked for.

  /// A library's task bound to the cell that gives it, where its class has no name: a lambda
  /// expression, a method reference, an anonymous class.
  public static @Nullable Runnable ofUnnamed(@Nullable Runnable task) {
    return isUnnamed(task) ? of(task) : task;
  }

  /// The same for a task with a result.
  public static <T extends @Nullable Object> @Nullable Callable<T> ofUnnamed(
      @Nullable Callable<T> task) {
    return isUnnamed(task) ? of(task) : task;
  }

  /// The same for the tasks of `invokeAll` and `invokeAny`.
  public static @Nullable Collection<?> ofUnnamed(@Nullable Collection<?> tasks) {
    return tasks != null && tasks.stream().allMatch(Handoff::isUnnamed) ? of(tasks) : tasks;
  }

  /// Nor may it be of an interface of the library's, which its executor may ask for.
  private static boolean isUnnamed(@Nullable Object task) {
    if (task == null) {
      return false;
    }
    Class<?> type = task.getClass();
    boolean unnamed =
        type.isHidden() || (type.isAnonymousClass() && type.getSuperclass() == Object.class);
    return unnamed
        && Arrays.stream(type.getInterfaces())
            .allMatch(each -> each.getModule() == Object.class.getModule());
  }

  private void run(Runnable task) {
    CellRun outer = CellRun.enter(run);
    try (var _ = Surface.lend(surface)) {
      task.run();
    } finally {
      CellRun.enter(outer);
    }
  }

  private <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
    CellRun outer = CellRun.enter(run);
    try (var _ = Surface.lend(surface)) {
      return task.call();
    } finally {
      CellRun.enter(outer);
    }
  }

  private <T extends @Nullable Object> T get(Supplier<T> task) {
    CellRun outer = CellRun.enter(run);
    try (var _ = Surface.lend(surface)) {
      return task.get();
    } finally {
      CellRun.enter(outer);
    }
  }
}
