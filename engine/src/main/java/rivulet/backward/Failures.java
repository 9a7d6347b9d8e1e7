package rivulet.backward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What went wrong in a pass. The failure that the sequential order meets first is the one
/// reported, whichever came first in time; the others are suppressed in it.
final class Failures {
  private record Failure(long order, Throwable thrown, Thread thread) {}

  /// Shows, in an error of another thread, where backward was called.
  private static final class CalledFrom extends RuntimeException {
    private static final long serialVersionUID = 1;

    CalledFrom(Thread caller) {
      super("backward was called by " + caller.getName());
    }
  }

  private @Nullable List<Failure> list;
  private volatile long stopsAt; // 0 is no place in the order, and costs no volatile write
  private volatile boolean cancelled;

  /// Whether work at this place of the sequential order is still wanted.
  boolean admit(long order) {
    long end = stopsAt;
    return end == 0 || order < end;
  }

  synchronized void add(long order, Throwable thrown) {
    if (list == null) {
      list = new ArrayList<>();
    }
    list.add(new Failure(order, thrown, Thread.currentThread()));
    stopsAt = admit(order) ? order : stopsAt;
  }

  synchronized void cancel() {
    cancelled = true;
    stopsAt = Long.MIN_VALUE;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /// Throws what there is to throw, on the thread that called backward.
  void rethrow() {
    if (stopsAt != 0) {
      throwFirst();
    }
  }

  private synchronized void throwFirst() {
    List<Failure> sorted = list == null ? new ArrayList<>() : new ArrayList<>(list);
    sorted.sort(Comparator.comparingLong(Failure::order));
    if (cancelled) {
      CancellationException thrown = new CancellationException("[backward] interrupted");
      sorted.forEach(other -> suppress(thrown, other.thrown));
      throw thrown;
    }
    Failure first = sorted.getFirst();
    sorted.forEach(other -> suppress(first.thrown, other.thrown));
    if (first.thread != Thread.currentThread()) {
      suppress(first.thrown, new CalledFrom(Thread.currentThread()));
    }
    throw unchecked(first.thrown);
  }

  @SuppressWarnings("ReferenceEquality") // only the object itself may not suppress itself
  private static void suppress(Throwable in, Throwable other) {
    if (in != other) {
      in.addSuppressed(other);
    }
  }

  private static RuntimeException unchecked(Throwable thrown) {
    return switch (thrown) {
      case Error error -> throw error;
      case RuntimeException unchecked -> unchecked;
      default -> new CompletionException(thrown);
    };
  }
}
