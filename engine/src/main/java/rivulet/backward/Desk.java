package rivulet.backward;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where a thread stands: the arena it works in, and what it owes to the mailbox it runs. It holds
/// nothing of a pass once the pass is over.
final class Desk {
  private static final ThreadLocal<Desk> CURRENT = ThreadLocal.withInitial(Desk::new);

  private @Nullable Arena arena;
  private @Nullable Runnable after;
  private @Nullable GraphTask<?> guest;

  private Desk() {}

  /// The calling thread's.
  static Desk current() {
    return CURRENT.get();
  }

  @Nullable Arena arena() {
    return arena;
  }

  void workIn(@Nullable Arena place) {
    arena = place;
  }

  /// Says that the thread runs nodes of a pass that another thread has begun.
  ///
  /// @return the one of which it ran nodes until now
  @Nullable GraphTask<?> serve(@Nullable GraphTask<?> task) {
    GraphTask<?> before = guest;
    guest = task;
    return before;
  }

  /// What ends the thread's long loops: an interrupt, of the thread that works for itself, or of
  /// the one that has begun the pass.
  BooleanSupplier stop() {
    return guest == null ? Thread.currentThread()::isInterrupted : guest::isCancelled;
  }

  /// Called while a mailbox runs: `action` follows once the mailbox is idle again.
  void afterMailbox(Runnable action) {
    after = action;
  }

  /// Runs a mailbox, possibly inside another one.
  ///
  /// @return what escaped from it, or null
  @Nullable Throwable run(Runnable mailbox) {
    Runnable outer = after;
    after = null;
    try {
      mailbox.run();
      return null;
    } catch (Throwable t) {
      return t;
    } finally {
      Runnable action = after;
      after = outer;
      if (action != null) {
        action.run();
      }
    }
  }
}
