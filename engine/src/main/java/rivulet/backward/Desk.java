package rivulet.backward;

import org.jspecify.annotations.Nullable;

/// Where a thread stands: the arena it works in, and what it owes to the mailbox it runs. It holds
/// nothing of a pass once the pass is over.
final class Desk {
  private static final ThreadLocal<Desk> CURRENT = ThreadLocal.withInitial(Desk::new);

  private @Nullable Arena arena;
  private @Nullable Runnable after;

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
