package rivulet;

import org.jspecify.annotations.Nullable;
import rivulet.backward.Pass;

/// Whether operations on this thread record how their results came about.
///
/// Each thread has its own mode, on at first; scopes nest and hold for the thread that opened them.
public final class GradMode {
  private static final ThreadLocal<GradMode> CURRENT = ThreadLocal.withInitial(GradMode::new);

  /// What the workers of a pass enter that records (`createGraph`), and of one that does not.
  static final Pass.Mode RECORDING = () -> enter(true);

  static final Pass.Mode SILENT = () -> enter(false);

  /// The thread that changed its mode last is mostly the one that asks next, and need not be looked
  /// up. Others find a whole record here, of whichever age.
  private static @Nullable Latest latest;

  private boolean enabled = true;

  private GradMode() {}

  /// What a change of the mode returns; closing it restores the mode before.
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /// Whether this thread records.
  public static boolean isEnabled() {
    return current().enabled;
  }

  private static GradMode current() {
    Latest last = latest;
    return last != null && last.thread == Thread.currentThread() ? last.mode : CURRENT.get();
  }

  static Change enter(boolean enabled) {
    GradMode mode = current();
    Change change = new Change(mode, mode.enabled);
    mode.enabled = enabled;
    Latest last = latest;
    if (last == null || last.mode != mode) latest = new Latest(Thread.currentThread(), mode);
    return change;
  }

  private record Latest(Thread thread, GradMode mode) {}

  /// A change of the mode, for users and for the workers of a pass.
  ///
  /// @param mode the thread's
  /// @param before what it was
  record Change(GradMode mode, boolean before) implements Scope, Pass.Scope {
    @Override
    public void close() {
      mode.enabled = before;
    }
  }
}
